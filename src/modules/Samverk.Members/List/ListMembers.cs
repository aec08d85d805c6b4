using Dapper;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Members;

/// <summary>The persons of the cooperative for staff, by name, a page at a time.</summary>
internal sealed class ListMembers : IUseCase<ListMembers.Query, ListMembers.Listed>
{
    public const int PageSize = 50;

    /// <summary>More than any cooperative of this house has; an export is one answer.</summary>
    private const int Most = 100_000;

    public static Access Access => new(Who.Register);

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    public async Task<Outcome<Listed>> Run(Query query, Tx tx, Actor actor)
    {
        var limit = query.All ? Most : PageSize;
        var rows = (await tx.Connection.QueryAsync<Found>(
            $"""
            select person.id, code, kind, name, email, phone, town, state, adviser,
                   (select name from members.person his where his.id = person.adviser) as adviser_name, admitted_on, ends_on
            from members.person left join members.membership on membership.person = person.id
            where true
              {Sql.And(!string.IsNullOrWhiteSpace(query.Search), "concat_ws(' ', name, code, town, email) ilike @search")}
              {Sql.And(query.State is not null, "state = @state")}
              {Sql.And(query.Kind is not null, "kind = @kind")}
              {Sql.And(query.After is not null, "(name, person.id) > (select name, id from members.person where id = @after)")}
            order by name, person.id
            limit @limit + 1
            """,
            new
            {
                search = Sql.Containing(query.Search), state = query.State?.ToString(),
                kind = query.Kind?.ToString(), after = query.After?.Value, limit,
            })).ToArray();
        var shown = rows.Take(limit).Select(row => row.ToRow()).ToArray();
        return new Listed(shown, rows.Length > limit ? shown[^1].Id : null);
    }

    /// <param name="Search">Part of a name, code, town or mail.</param>
    /// <param name="After">The last person of the page before.</param>
    /// <param name="All">Everybody at once, for an export.</param>
    public sealed record Query(string? Search = null, MembershipState? State = null, PersonKind? Kind = null, Id<Person>? After = null, bool All = false)
        : IQuery<Query, ListMembers, Listed>;

    /// <param name="Next">Ask for what comes after this person; null on the last page.</param>
    public sealed record Listed(IReadOnlyList<Row> Rows, Id<Person>? Next);

    public sealed record Row(
        Id<Person> Id, string Code, PersonKind Kind, string Name, string? Email, string? Phone, string? Town, MembershipState? State, string? Adviser,
        NodaTime.LocalDate? AdmittedOn, NodaTime.LocalDate? EndsOn);

    private sealed record Found(
        Guid Id, string Code, PersonKind Kind, string Name, string? Email, string? Phone, string? Town, string? State, Guid? Adviser, string? Adviser_Name,
        NodaTime.LocalDate? Admitted_On, NodaTime.LocalDate? Ends_On)
    {
        public Row ToRow() => new(
            new(Id), Code, Kind, Name, Email, Phone, Town, State is null ? null : Enum.Parse<MembershipState>(State), Adviser_Name, Admitted_On, Ends_On);
    }
}
