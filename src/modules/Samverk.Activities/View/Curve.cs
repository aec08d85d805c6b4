using Dapper;
using NodaTime;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Activities;

/// <summary>An amount of an activity, day by day where it changes: what happened, then what is planned.</summary>
/// <param name="Points">The first is on the first day asked for; at least one.</param>
/// <param name="Critical">The first day from today on on which it is below zero; null when it never is.</param>
public sealed record Curve(IReadOnlyList<CurvePoint> Points, CurvePoint? Critical)
{
    /// <summary>Sums changes up to a curve. Pure.</summary>
    /// <param name="before">What there was at the end of the day before <paramref name="from"/>.</param>
    /// <param name="changes">From <paramref name="from"/> to the last day, in any order.</param>
    internal static Curve Of(Money before, LocalDate from, LocalDate today, IEnumerable<(LocalDate Date, Money Amount)> changes)
    {
        var days = changes.GroupBy(change => change.Date).Select(day => (Date: day.Key, Amount: Money.Sum(day.Select(change => change.Amount), before.Currency)))
            .Where(day => day.Date == from || !day.Amount.IsZero).OrderBy(day => day.Date).ToArray();
        var amount = before;
        List<CurvePoint> points = days is [{ } first, ..] && first.Date == from ? [] : [new(from, before)];
        foreach (var day in days) points.Add(new(day.Date, amount += day.Amount));

        // Already below zero today counts from today, not from the day on which it began.
        var standing = points.LastOrDefault(point => point.From <= today);
        var critical = standing is { Amount.IsNegative: true } ? standing with { From = today } : points.FirstOrDefault(point => point.From > today && point.Amount.IsNegative);
        return new(points, critical);
    }

    /// <summary>Never below zero; days on which it then stays the same are left out.</summary>
    internal Curve NotBelowZero()
    {
        var points = new List<CurvePoint>();
        foreach (var point in Points.Select(point => point with { Amount = Money.Max(point.Amount, Money.Zero(point.Amount.Currency)) }))
            if (points.Count is 0 || points[^1].Amount != point.Amount) points.Add(point);
        return new(points, null);
    }
}

/// <summary>From this day on the amount is this, until the next point.</summary>
public sealed record CurvePoint(LocalDate From, Money Amount);

/// <summary>What an activity had, has and will probably have, as it was known on one day.</summary>
/// <param name="AsOf">The last day of what happened; what comes after it is planned.</param>
/// <param name="Wages">Available for wages.</param>
/// <param name="Expenses">Available for expenses.</param>
/// <param name="Planned">What is expected: overdue first, then by date, then what has no date yet.</param>
public sealed record Outlook(LocalDate AsOf, Curve Wages, Curve Expenses, IReadOnlyList<PlannedChange> Planned);

public static class OutlookSql
{
    /// <summary>The past from ledger lines and positions, the future from what modules plan; for any day, also a past one.</summary>
    /// <param name="plans">All that are registered.</param>
    public static async Task<Outlook> Outlook(this Tx tx, Activity activity, LocalDate from, LocalDate asOf, LocalDate to, IEnumerable<IPlannedChange> plans)
    {
        var planned = new List<PlannedChange>();
        foreach (var plan in plans) planned.AddRange((await plan.Of(tx, activity, asOf, to)).Where(change => change.Date is not { } date || date <= to));
        var ahead = planned.Where(change => change.Date > asOf).ToArray();

        var booked = (await tx.LinesOn(activity.Entity, activity.Account, asOf)).Where(line => line.Date >= from).Select(line => (line.Date, -line.Amount)).ToArray();
        var positions = (await tx.Connection.QueryAsync<(LocalDate Date, long Wages, long Expenses)>(
            """
            select valid_from,
                   coalesce(sum(case when kind = 'planned' then amount else -amount end) filter (where kind = 'reserved' or kind = 'planned' and sure or kind = 'open' and not sure), 0)::bigint,
                   coalesce(sum(-amount) filter (where kind <> 'planned'), 0)::bigint
            from activities.position
            where activity = @id and valid_from >= @from and valid_from <= @asOf
            group by valid_from
            """,
            new { id = activity.Id.Value, from, asOf })).AsList();

        var before = await tx.Balances(activity, from.PlusDays(-1));
        return new(
            asOf,
            Curve.Of(before.SalaryAvailable, from, asOf, [.. booked, .. positions.Select(day => (day.Date, Of(day.Wages))), .. ahead.Select(change => (change.Date!.Value, change.Wages))]),
            Curve.Of(before.Booked - before.Uncollected - before.Reserved, from, asOf,
                [.. booked, .. positions.Select(day => (day.Date, Of(day.Expenses))), .. ahead.Select(change => (change.Date!.Value, change.Expenses))]).NotBelowZero(),
            [.. planned.OrderBy(change => change.Date ?? LocalDate.MaxIsoValue).ThenBy(change => change.Words, StringComparer.CurrentCulture)]);

        Money Of(long minor) => new(minor, activity.Currency);
    }
}
