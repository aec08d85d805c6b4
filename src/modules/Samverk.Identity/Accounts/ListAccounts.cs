using Dapper;
using NodaTime;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Identity;

/// <summary>The administrator sees who has an account, with which roles, and when it was last used.</summary>
internal sealed class ListAccounts : IUseCase<ListAccounts.Query, IReadOnlyList<ListAccounts.Row>>
{
    public const int PageSize = 100;

    public static Access Access => new((Role.Administrator, Relation.None), (Role.Auditor, Relation.None), (Role.System, Relation.None));

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    public async Task<Outcome<IReadOnlyList<Row>>> Run(Query query, Tx tx, Actor actor)
    {
        var pattern = Sql.Containing(query.Search);
        return Outcome.Of<IReadOnlyList<Row>>([.. (await tx.Connection.QueryAsync<Found>(
            $"""
            select account.id, email, name, language, password_hash is not null as accepted, two_factor_enabled as second_factor,
                locked_at is not null as locked, (select max(at) from identity.sign_in where person = account.id and not half) as last,
                (select coalesce(string_agg(role, ',' order by since), '') from identity.role_held where person = account.id and until is null) as roles
            from identity.account
            where true
                {Sql.And(pattern is not null, "email ilike @pattern or name ilike @pattern")}
                {Sql.And(query.Role is not null, "exists (select from identity.role_held where person = account.id and until is null and role = @role)")}
                {Sql.And(query.After is not null, "normalized_email > upper(@After)")}
                {Sql.And(query.Only is not null, "account.id = @only")}
            order by normalized_email limit @PageSize
            """,
            new
            {
                pattern, role = query.Role?.ToString(), query.After, only = query.Only?.Value, PageSize,
            }))
            .Select(found => new Row(
                new(found.Id), found.Email, found.Name, found.Language, found.Accepted, found.Second_Factor, found.Locked, found.Last?.InZone(tx.Zone).Date,
                [.. found.Roles.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Enum.Parse<Role>)]))]);
    }

    /// <param name="After">The last address of the page before.</param>
    internal sealed record Query(string? Search = null, Role? Role = null, string? After = null, Id<Person>? Only = null) : IQuery<Query, ListAccounts, IReadOnlyList<Row>>;

    /// <param name="Accepted">False while the invitation waits.</param>
    /// <param name="Last">The day of the last visit.</param>
    internal sealed record Row(
        Id<Person> Person, string Email, string? Name, string Language, bool Accepted, bool SecondFactor, bool Locked, LocalDate? Last, IReadOnlyList<Role> Roles);

    private sealed record Found(
        Guid Id, string Email, string? Name, string Language, bool Accepted, bool Second_Factor, bool Locked, Instant? Last, string Roles);
}
