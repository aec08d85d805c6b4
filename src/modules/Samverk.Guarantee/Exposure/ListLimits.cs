using Dapper;
using NodaTime;
using Samverk.Activities;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Guarantee;

/// <summary>How much may be laid out, for whom, since when and why: in force, to come, and past.</summary>
internal sealed class ListLimits(IEnumerable<BookNames> names) : IUseCase<ListLimits.Query, ListLimits.Result>
{
    public static Access Access => ReadExposure.Access;

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    public async Task<Outcome<Result>> Run(Query query, Tx tx, Actor actor)
    {
        var entities = await tx.Entities();
        var rows = (await tx.Connection.QueryAsync<Found>(
            "select entity, kind, subject, valid_from, amount, reason, person from guarantee.exposure_limit order by entity, kind, subject nulls first, valid_from desc")).AsList();
        var told = await tx.NamesOf(names, rows.SelectMany(row => new[] { row.Subject, row.Person }).Append(query.Subject));
        var exposure = await tx.ExposureOn(tx.Today);
        var list = new List<OfEntity>();
        foreach (var entity in entities)
        {
            var own = rows.Where(row => row.Entity == entity.Id.Value).ToArray();
            var laidOut = exposure.Where(part => part.Entity == entity.Id).ToArray();
            list.Add(new(
                entity, Money.Sum(laidOut.Select(part => part.Amount), entity.Currency),
                [.. own.Select(row => new Row(
                    row.Kind, row.Subject, row.Subject is { } subject ? told.GetValueOrDefault(subject)?.Words ?? "" : null, row.Valid_From,
                    row.Amount is { } minor ? new Money(minor, entity.Currency) : null, row.Reason, told.GetValueOrDefault(row.Person)?.Words, StandOf(row, own, tx.Today)))]));
        }

        return new Result(tx.Today, list, query.Subject is { } asked ? told.GetValueOrDefault(asked)?.Words : null);
    }

    private static LimitStand StandOf(Found row, IEnumerable<Found> all, LocalDate today) =>
        row.Valid_From > today ? LimitStand.Coming
        : all.Any(other => other.Kind == row.Kind && other.Subject == row.Subject && other.Valid_From > row.Valid_From && other.Valid_From <= today) ? LimitStand.Past
        : LimitStand.Now;

    /// <param name="Subject">Whose limit is about to be set: its name is told.</param>
    public sealed record Query(Guid? Subject = null) : IQuery<Query, ListLimits, Result>;

    public sealed record Result(LocalDate Today, IReadOnlyList<OfEntity> Entities, string? Subject);

    /// <param name="LaidOut">Today, in all.</param>
    public sealed record OfEntity(LegalEntity Entity, Money LaidOut, IReadOnlyList<Row> Limits);

    /// <param name="Name">Of the one it is for; null = each that has no limit of its own.</param>
    /// <param name="Amount">Null = no limit from this day on.</param>
    public sealed record Row(LimitKind Kind, Guid? Subject, string? Name, LocalDate ValidFrom, Money? Amount, string Reason, string? By, LimitStand Stand);

    private sealed record Found(Guid Entity, LimitKind Kind, Guid? Subject, LocalDate Valid_From, long? Amount, string Reason, Guid Person);
}

/// <summary>Whether a limit holds.</summary>
public enum LimitStand { Now = 1, Coming, Past }
