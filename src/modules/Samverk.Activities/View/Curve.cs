using Dapper;
using NodaTime;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Activities;

/// <summary>Salary-available of an activity, day by day where it changes: what happened, then what is planned.</summary>
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
}

/// <summary>From this day on the amount is this, until the next point.</summary>
public sealed record CurvePoint(LocalDate From, Money Amount);

public static class CurveSql
{
    /// <summary>The past from ledger lines and positions, the future from what modules plan.</summary>
    /// <param name="plans">All that are registered.</param>
    public static async Task<Curve> Curve(this Tx tx, Activity activity, LocalDate from, LocalDate to, IEnumerable<IPlannedChange> plans)
    {
        var changes = new List<(LocalDate, Money)>();
        foreach (var line in await tx.LinesOn(activity.Entity, activity.Account, to))
            if (line.Date >= from) changes.Add((line.Date, -line.Amount));
        var positions = await tx.Connection.QueryAsync<(LocalDate Date, long Amount)>(
            """
            select valid_from, sum(case when kind = 'planned' then amount else -amount end)::bigint
            from activities.position
            where activity = @id and valid_from >= @from and valid_from <= @to
              and (kind = 'reserved' or kind = 'planned' and sure or kind = 'open' and not sure)
            group by valid_from
            """,
            new { id = activity.Id.Value, from, to });
        changes.AddRange(positions.Select(day => (day.Date, new Money(day.Amount, activity.Currency))));
        foreach (var plan in plans)
            changes.AddRange((await plan.Of(tx, activity, to)).Where(change => change.Date > tx.Today && change.Date <= to && change.Date >= from).Select(change => (change.Date, change.Amount)));

        return Activities.Curve.Of((await tx.Balances(activity, from.PlusDays(-1))).SalaryAvailable, from, tx.Today, changes);
    }
}
