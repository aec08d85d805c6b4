using NodaTime;
using Samverk.Invoicing;
using Samverk.Kernel;

namespace Samverk.Treasury;

/// <summary>Why money is expected on a day.</summary>
internal enum Habit
{
    /// <summary>The client's own median, of at least three paid invoices.</summary>
    Own,

    /// <summary>The median of all clients.</summary>
    Everybody,

    /// <summary>Nobody has paid anything yet: the due day.</summary>
    None,
}

/// <summary>Money in or out on a day.</summary>
/// <param name="Client">Who pays; null for money out.</param>
internal sealed record Flow(LocalDate On, Money Amount, Id<Client>? Client = null);

/// <summary>An open invoice and the day on which its money is expected.</summary>
/// <param name="Overdue">Its expected day has passed: counted in a week from today.</param>
internal sealed record Expected(Collection Invoice, LocalDate On, int Late, Habit Habit, bool Overdue);

/// <summary>What is supposed to go wrong; printed with every result.</summary>
/// <param name="LateShare">Per cent of all money that comes later than usual.</param>
/// <param name="LateDays">By how much.</param>
/// <param name="DefaultShare">Per cent of all money that never comes.</param>
/// <param name="BiggestFails">The client who owes most pays nothing.</param>
internal sealed record Stress(int LateShare, int LateDays, int DefaultShare, bool BiggestFails)
{
    public static readonly Stress Usual = new(30, 45, 5, true);

    public Stress Clamped() => new(Math.Clamp(LateShare, 0, 100), Math.Clamp(LateDays, 0, 365), Math.Clamp(DefaultShare, 0, 100), BiggestFails);
}

/// <summary>One week: what comes, what goes, and what is left at its end.</summary>
internal sealed record Week(LocalDate From, Money In, Money Out, Money Left);

/// <summary>Arithmetic of the forecast. Pure.</summary>
internal static class Forecasting
{
    public const int Weeks = 13, EnoughPaid = 3, Overdue = 7;

    public static Expected Expect(Collection invoice, LocalDate today)
    {
        var (late, habit) = invoice.Paid >= EnoughPaid ? (invoice.ClientLate!.Value, Habit.Own) : invoice.AllLate is { } all ? (all, Habit.Everybody) : (0, Habit.None);
        var on = invoice.Due.PlusDays(late);
        return on <= today ? new(invoice, today.PlusDays(Overdue), late, habit, true) : new(invoice, on, late, habit, false);
    }

    /// <summary>What was due before today is counted today: it is still owed.</summary>
    public static IReadOnlyList<Week> ByWeek(Money start, IEnumerable<Flow> flows, LocalDate today)
    {
        var (left, weeks, all) = (start, new List<Week>(), flows.ToArray());
        for (var week = 0; week < Weeks; week++)
        {
            var (from, to) = (today.PlusDays(7 * week), today.PlusDays(7 * (week + 1)));
            var within = all.Where(flow => Day(flow) >= from && Day(flow) < to).Select(flow => flow.Amount).ToArray();
            var (into, outOf) = (Money.Sum(within.Where(amount => amount.IsPositive), start.Currency), -Money.Sum(within.Where(amount => amount.IsNegative), start.Currency));
            weeks.Add(new(from, into, outOf, left += into - outOf));
        }

        return weeks;

        LocalDate Day(Flow flow) => LocalDate.Max(flow.On, today);
    }

    /// <summary>The curve of every day on which something moves.</summary>
    public static IReadOnlyList<(LocalDate On, Money Left)> Curve(Money start, IEnumerable<Flow> flows, LocalDate today)
    {
        var (left, curve) = (start, new List<(LocalDate, Money)> { (today, start) });
        foreach (var day in flows.GroupBy(flow => LocalDate.Max(flow.On, today.PlusDays(1))).Where(day => day.Key < today.PlusDays(7 * Weeks)).OrderBy(day => day.Key))
            curve.Add((day.Key, left += Money.Sum(day.Select(flow => flow.Amount), start.Currency)));
        return curve;
    }

    /// <summary>The same money, under stress: a part never comes, a part of the rest comes later, the biggest client pays nothing. What is paid out stays.</summary>
    public static IEnumerable<Flow> Under(Stress stress, IReadOnlyList<Flow> flows)
    {
        var biggest = Biggest(flows.Where(flow => flow.Client is not null).Select(flow => (flow.Client!.Value, flow.Amount)));
        foreach (var flow in flows)
        {
            if (flow.Client is not { } client)
            {
                yield return flow;
                continue;
            }

            if (stress.BiggestFails && client == biggest) continue;
            var comes = flow.Amount - Share(flow.Amount, stress.DefaultShare);
            var late = Share(comes, stress.LateShare);
            yield return flow with { Amount = comes - late };
            yield return flow with { Amount = late, On = flow.On.PlusDays(stress.LateDays) };
        }
    }

    /// <summary>Who owes most; null where nobody owes anything.</summary>
    public static Id<Client>? Biggest(IEnumerable<(Id<Client> Client, Money Amount)> owed) =>
        owed.GroupBy(one => one.Client).OrderByDescending(of => of.Sum(one => one.Amount.Minor)).ThenBy(of => of.Key.Value).Select(of => (Id<Client>?)of.Key).FirstOrDefault();

    public static Money Share(Money amount, int perCent) => Money.Of(amount.ToDecimal() * perCent / 100, amount.Currency, Rounding.HalfAwayFromZero);
}
