using Dapper;
using NodaTime;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Ledger;

/// <summary>What closing a month would fix for good, and why it would be refused.</summary>
public sealed class PreviewClosing : IUseCase<PreviewClosing.Query, PreviewClosing.Result>
{
    public static Access Access => LedgerAccess.Books;

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    public async Task<Outcome<Result>> Run(Query query, Tx tx, Actor actor)
    {
        if (await tx.FindEntity(query.Entity) is not { } entity) return Refusal.Unknown;
        var last = await tx.ClosedThrough(entity.Id);
        var (entries, unsealed) = await tx.Connection.QuerySingleAsync<(int, int)>(
            """
            select count(*)::int, (count(*) filter (where unsealed.entry is not null))::int
            from ledger.entry left join ledger.unsealed on unsealed.entry = entry.id
            where entry.entity = @entity and date <= @Through and (@last::date is null or date > @last)
            """,
            new { entity = entity.Id.Value, query.Through, last });
        var result = (await tx.TrialBalance(entity.Id, query.Through)).Where(account => account.Account.StartsWith("income:", StringComparison.Ordinal) || account.Account.StartsWith("expenses:", StringComparison.Ordinal));
        return new Result(
            entity, last?.PlusDays(1), query.Through, entries, unsealed, -Money.Sum(result.Where(one => one.Amount.Currency == entity.Currency).Select(one => one.Amount), entity.Currency),
            PeriodRules.Refuse(last, query.Through, tx.Today));
    }

    /// <param name="Through">The last day of the month.</param>
    public sealed record Query(Id<LegalEntity> Entity, LocalDate Through) : IQuery<Query, PreviewClosing, Result>;

    /// <param name="From">Null = from the beginning of the books.</param>
    /// <param name="Entries">Posted in it.</param>
    /// <param name="Unsealed">Of them still waiting for their seal.</param>
    /// <param name="Surplus">Income less costs from the beginning of the books until its last day.</param>
    /// <param name="Refusal">Why it cannot be closed; null when it can.</param>
    public sealed record Result(LegalEntity Entity, LocalDate? From, LocalDate Through, int Entries, int Unsealed, Money Surplus, Refusal? Refusal);
}
