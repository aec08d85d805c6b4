using Dapper;
using NodaTime;
using Samverk.Kernel;
using Samverk.Members;
using Samverk.Store;

namespace Samverk.Desk;

/// <summary>What needs the staff, most urgent by law first, then oldest; over all modules.</summary>
internal sealed class ListCases(IEnumerable<DeskAction> actions, IEnumerable<DeskKind> kinds) : IUseCase<ListCases.Query, ListCases.Listed>
{
    public const int PageSize = 50;

    public static Access Access => new(Who.Staff);

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    public async Task<Outcome<Listed>> Run(Query query, Tx tx, Actor actor)
    {
        var words = string.IsNullOrWhiteSpace(query.Search) ? null : query.Search.Trim();
        var tomorrow = tx.Zone.AtStartOfDay(tx.Today.PlusDays(1)).ToInstant();
        var filter = new
        {
            me = query.All ? (Guid?)null : actor.Person.Value, words, members = words is null ? [] : (await tx.PersonsLike(words)).Select(id => id.Value).ToArray(),
            after = query.After?.Value, limit = PageSize + 1, actions = actions.Select(action => action.Kind).ToArray(),
            others = kinds.Where(kind => !kind.IsFor(actor)).Select(kind => kind.Kind).ToArray(),
            tomorrow, week = tx.Zone.AtStartOfDay(tx.Today.PlusDays(7)).ToInstant(), now = tx.Now,
        };
        var cases = (await tx.Connection.QueryAsync<CaseRow>(
            $"""
            {CaseSql.Select} {Where}
              and (@after::uuid is null or (coalesce(due_at, 'infinity'), opened_at, id) > (select coalesce(due_at, 'infinity'), opened_at, id from desk.item where id = @after))
            order by coalesce(due_at, 'infinity'), opened_at, id
            limit @limit
            """,
            filter)).Select(row => row.ToCase(tx.Now)).ToArray();
        var counted = await tx.Connection.QuerySingleAsync<Counts>(
            $"""
            select count(*)::int as open, count(*) filter (where due_at < @tomorrow)::int as today,
                   count(*) filter (where due_at >= @tomorrow and due_at < @week)::int as week,
                   count(*) filter (where clean and kind = any(@actions) and state <> 'Waiting')::int as clean,
                   coalesce(max(extract(epoch from coalesce(waiting_since, @now) - opened_at)::bigint - waited), 0)::bigint as oldest
            from desk.item {Where}
            """,
            filter);
        var shown = cases.Take(PageSize).ToArray();
        var names = await tx.Names(shown.SelectMany(one => new[] { one.Item.Member, one.Item.Assignee }).OfType<Id<Person>>());
        return new Listed(
            shown, cases.Length > PageSize ? shown[^1].Id : null, counted, names.ToDictionary(name => name.Key.Value, name => name.Value),
            [.. shown.Where(one => one.Clean && one.State is not CaseState.Waiting && filter.actions.Contains(one.Item.Kind, StringComparer.Ordinal)).Select(one => one.Id)],
            tx.Now, tx.Today, tx.Zone.Id);
    }

    // What only others can do something about is not in the way.
    // Words are looked for in names and codes of members and in what the titles name; ids of objects can be pasted.
    private const string Where =
        """
        where state <> 'Resolved' and kind <> all(@others) and (@me::uuid is null or assignee is null or assignee = @me)
          and (@words::text is null or member = any(@members) or object::text = @words
               or exists (select from jsonb_array_elements(facts) fact where position(lower(@words) in lower(coalesce(fact->>'text', fact->'money'->>'amount', fact->>'number', ''))) > 0))
        """;

    /// <param name="All">Also what colleagues have.</param>
    /// <param name="After">The last case of the page before.</param>
    public sealed record Query(string? Search = null, bool All = false, Id<Case>? After = null) : IQuery<Query, ListCases, Listed>;

    /// <param name="Clean">Which of the page may be approved together: every check passed, and their module can approve from here.</param>
    public sealed record Listed(
        IReadOnlyList<Case> Cases, Id<Case>? Next, Counts Counts, IReadOnlyDictionary<Guid, string> Names, IReadOnlyList<Id<Case>> Clean,
        Instant Now, LocalDate Today, string Zone)
    {
        public string? NameOf(Id<Person>? id) => id is { } known ? Names.GetValueOrDefault(known.Value) : null;
    }

    /// <param name="Today">Due by law today, or late.</param>
    /// <param name="Oldest">Seconds.</param>
    public sealed record Counts(int Open, int Today, int Week, int Clean, long Oldest);
}
