using Dapper;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.WebUtilities;
using NodaTime;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Identity;

/// <summary>How a person's account is secured, and where it has been used.</summary>
internal sealed class MySecurity(Accounts accounts) : IUseCase<MySecurity.Query, MySecurity.Answer>
{
    public static Access Access => Everybody.Oneself;

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => Task.FromResult(Relation.Own);

    public async Task<Outcome<Answer>> Run(Query query, Tx tx, Actor actor)
    {
        var manager = accounts.In(tx);
        if (await manager.FindByIdAsync(actor.Person.ToString()) is not { } account) return Refusal.Unknown;
        var keys = (await manager.GetPasskeysAsync(account))
            .Select(key => new Passkey(WebEncoders.Base64UrlEncode(key.CredentialId), key.Name ?? "", Instant.FromDateTimeOffset(key.CreatedAt).InZone(tx.Zone).Date));
        return new Answer(
            account.Email!, account.Language, account.PasswordHash is not null, account.TwoFactorEnabled, await manager.CountRecoveryCodesAsync(account),
            [.. keys], await Visits(tx, actor.Person), tx.Today);
    }

    private static async Task<IReadOnlyList<Seen>> Visits(Tx tx, Id<Person> person) =>
        [.. (await tx.Connection.QueryAsync<Row>(
            """
            select id, at, device, network, method, ended_at is null and ends_at > @Now and not half as open, null::text as hand, null::text as why
            from identity.sign_in where person = @id and not half
            union all
            select acting.id, began_at, '', '', 'Acting', acting.ended_at is null and acting.ends_at > @Now, coalesce(name, email), why
            from identity.acting join identity.account on account.id = acting.hand where acting.person = @id
            order by at desc limit 50
            """,
            new { id = person.Value, tx.Now }))
            .Select(row => new Seen(row.Id, row.At.InZone(tx.Zone).LocalDateTime, row.Device, row.Network, row.Method, row.Open, row.Hand, row.Why))];

    internal sealed record Query : IQuery<Query, MySecurity, Answer>;

    internal sealed record Answer(
        string Email, string Language, bool HasPassword, bool HasAuthenticator, int Recoveries, IReadOnlyList<Passkey> Passkeys, IReadOnlyList<Seen> Visits, LocalDate Today);

    internal sealed record Passkey(string Id, string Name, LocalDate Since);

    /// <param name="At">In the cooperative's zone.</param>
    /// <param name="Method">A way of signing in, or "Acting" when somebody else acted for the person.</param>
    /// <param name="Hand">Who acted.</param>
    internal sealed record Seen(Guid Id, LocalDateTime At, string Device, string Network, string Method, bool Open, string? Hand, string? Why);

    private sealed record Row(Guid Id, Instant At, string Device, string Network, string Method, bool Open, string? Hand, string? Why);
}
