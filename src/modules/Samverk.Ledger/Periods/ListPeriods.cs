using NodaTime;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Ledger;

/// <summary>The months of one legal entity's books: which are closed, by whom, and which can be closed next.</summary>
public sealed class ListPeriods(IEnumerable<BookNames> names) : IUseCase<ListPeriods.Query, ListPeriods.Result>
{
    public static Access Access => LedgerAccess.Books;

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    public async Task<Outcome<Result>> Run(Query query, Tx tx, Actor actor)
    {
        if (await tx.FindEntity(query.Entity) is not { } entity) return Refusal.Unknown;
        var closed = await tx.ClosedPeriods(entity.Id);
        var told = await names.Find(tx, closed.Select(one => (Guid?)one.Person.Value));
        var first = (await tx.FirstDates(entity.Id)).Values.DefaultIfEmpty(tx.Today).Min();
        LocalDate? through = closed.Count > 0 ? closed[^1].Through : null;
        return new Result(
            entity, tx.Today, [.. closed.Reverse().Select(one => new Row(one.From, one.Through, one.ClosedAt.InZone(tx.Zone).LocalDateTime, told.GetValueOrDefault(one.Person.Value)?.Words))],
            [.. Open(through, first, tx.Today)]);
    }

    /// <summary>Months that are not closed, up to the present one, latest first.</summary>
    private static IEnumerable<OpenMonth> Open(LocalDate? closed, LocalDate first, LocalDate today)
    {
        var earliest = (closed?.PlusDays(1) ?? first).ToYearMonth();
        for (var month = today.ToYearMonth(); month >= earliest; month = month.PlusMonths(-1))
        {
            var last = month.ToDateInterval().End;
            yield return new(last, PeriodRules.Refuse(closed, last, today));
        }
    }

    public sealed record Query(Id<LegalEntity> Entity) : IQuery<Query, ListPeriods, Result>;

    public sealed record Result(LegalEntity Entity, LocalDate Today, IReadOnlyList<Row> Closed, IReadOnlyList<OpenMonth> Open);

    /// <param name="From">Null = from the beginning of the books.</param>
    public sealed record Row(LocalDate? From, LocalDate Through, LocalDateTime ClosedAt, string? By);

    /// <param name="Through">Its last day.</param>
    /// <param name="Refusal">Why it cannot be closed now; null when it can.</param>
    public sealed record OpenMonth(LocalDate Through, Refusal? Refusal);
}
