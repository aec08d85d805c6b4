using Dapper;
using NodaTime;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Identity;

/// <summary>A key for a program that works for a person.</summary>
internal sealed class Token
{
    public const string Prefix = "sv_";
}

/// <param name="MayWrite">False: it reads only.</param>
internal sealed record TokenHolder(Id<Token> Token, Id<Person> Person, IReadOnlySet<Role> Roles, string Shown, bool MayWrite, bool SeenToday);

internal static class TokenSql
{
    public static async Task<TokenHolder?> FindHolder(this Tx tx, Secret secret)
    {
        var row = await tx.Connection.QuerySingleOrDefaultAsync<Row>(
            """
            select token.id, person, coalesce(account.name, email) as shown, may_write, used_on is not distinct from @Today as seen
            from identity.token join identity.account on account.id = person
            where hash = @Hash and revoked_at is null and ends_on >= @Today and locked_at is null
            """,
            new { secret.Hash, tx.Today });
        return row is null ? null : new(new(row.Id), new(row.Person), await tx.RolesOf(new(row.Person)), row.Shown, row.May_Write, row.Seen);
    }

    public static Task SeeToken(this Tx tx, Id<Token> token) =>
        tx.Connection.ExecuteAsync("update identity.token set used_on = @Today where id = @id", new { tx.Today, id = token.Value });

    private sealed record Row(Guid Id, Guid Person, string Shown, bool May_Write, bool Seen);
}
