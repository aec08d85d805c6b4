using System.Text.Json.Serialization;
using NodaTime;
using NodaTime.Text;
using Samverk.Kernel;

namespace Samverk.Countries;

/// <summary>A journey without a night: from so many hours on.</summary>
/// <param name="OverHours">The journey takes longer than this.</param>
public sealed record DayTrip(int OverHours, Rate PerCent);

/// <summary>What is taken off for a meal that somebody else has paid.</summary>
/// <param name="Of">Of what the shares are taken.</param>
public sealed record MealShares(Rate Breakfast, Rate Lunch, Rate Dinner, MealBasis Of);

public enum MealBasis
{
    /// <summary>Of the amount of that day.</summary>
    Day,

    /// <summary>Of the full amount, also on a day that is not paid whole.</summary>
    FullDay,
}

/// <summary>A day of a journey and what it is paid.</summary>
/// <param name="PerCent">Of the full amount.</param>
/// <param name="Meals">What was taken off for meals.</param>
public sealed record PaidDay(LocalDate Date, Rate PerCent, Money Meals, Money Amount);

/// <summary>Which meals of a day somebody else has paid.</summary>
public sealed record MealsOn(LocalDate Date, bool Breakfast, bool Lunch, bool Dinner);

/// <summary>
/// What may be paid for days away without tax, by calendar days: whole days in full, the day of leaving and that of coming back by their
/// hour, meals that were provided taken off. Laws that count in hours or in spans of 24 hours have no such rule.
/// </summary>
public sealed record PerDiemRule
{
    /// <param name="needsNight">Nothing is paid for a journey without a night.</param>
    /// <param name="fullUntil">Who leaves before this hour ("12:00") has the first day in full; null = never.</param>
    /// <param name="fullFrom">Who comes back after this hour has the last day in full; null = never.</param>
    /// <param name="wholeUnits">Each amount is rounded to whole units of the currency (half away from zero); else to the cent.</param>
    /// <exception cref="ArgumentException">No amount, shares beyond a whole, or an hour that is none.</exception>
    [JsonConstructor]
    public PerDiemRule(
        Money fullDay, bool needsNight, Rate firstDay, Rate lastDay, MealShares meals, bool wholeUnits, string? fullUntil = null, string? fullFrom = null, IReadOnlyList<DayTrip>? dayTrips = null)
    {
        if (fullDay.Currency is null || !fullDay.IsPositive) throw new ArgumentException("a full day has an amount", nameof(fullDay));
        Rate[] shares = [firstDay, lastDay, meals.Breakfast, meals.Lunch, meals.Dinner, .. (dayTrips ?? []).Select(trip => trip.PerCent)];
        if (shares.Any(share => share.PerCent is < 0 or > 100)) throw new ArgumentException("shares are of a whole", nameof(meals));
        if ((dayTrips ?? []).Any(trip => trip.OverHours is < 0 or > 23)) throw new ArgumentException("a journey without a night is shorter than a day", nameof(dayTrips));
        if (needsNight && dayTrips is { Count: > 0 }) throw new ArgumentException("without a night nothing is paid", nameof(dayTrips));
        foreach (var hour in (string?[])[fullUntil, fullFrom])
            if (hour is not null && !Hours.Parse(hour).Success) throw new ArgumentException($"{hour} is no hour", nameof(fullUntil));
        (FullDay, NeedsNight, FirstDay, LastDay, Meals, WholeUnits, FullUntil, FullFrom, DayTrips) = (fullDay, needsNight, firstDay, lastDay, meals, wholeUnits, fullUntil, fullFrom, dayTrips ?? []);
    }

    public Money FullDay { get; }

    public bool NeedsNight { get; }

    public Rate FirstDay { get; }

    public Rate LastDay { get; }

    public MealShares Meals { get; }

    public bool WholeUnits { get; }

    public string? FullUntil { get; }

    public string? FullFrom { get; }

    public IReadOnlyList<DayTrip> DayTrips { get; }

    /// <summary>The days of a journey, each with what it is paid; days that are paid nothing are among them.</summary>
    /// <param name="left">When it began, by the clock of the place.</param>
    /// <param name="back">When it ended; later than <paramref name="left"/>.</param>
    public IReadOnlyList<PaidDay> Reckon(LocalDateTime left, LocalDateTime back, IReadOnlyList<MealsOn> meals)
    {
        if (back <= left) throw new ArgumentException("a journey ends after it has begun", nameof(back));
        var days = new List<PaidDay>();
        for (var date = left.Date; date <= back.Date; date = date.PlusDays(1))
        {
            var share = ShareOf(date, left, back);
            var whole = FullDay.Times(share, Rounding.HalfAwayFromZero);
            var off = Off(meals.FirstOrDefault(one => one.Date == date), Rounded(whole));
            days.Add(new(date, share, off, Rounded(whole) - off));
        }

        return days;
    }

    private Rate ShareOf(LocalDate date, LocalDateTime left, LocalDateTime back)
    {
        if (left.Date == back.Date)
            return DayTrips.OrderByDescending(trip => trip.OverHours).FirstOrDefault(trip => NodaTime.Period.Between(left, back, PeriodUnits.Minutes).Minutes > trip.OverHours * 60)?.PerCent ?? Rate.Zero;
        if (date == left.Date) return FullUntil is { } until && left.TimeOfDay < Hours.Parse(until).Value ? Whole : FirstDay;
        if (date == back.Date) return FullFrom is { } from && back.TimeOfDay > Hours.Parse(from).Value ? Whole : LastDay;
        return Whole;
    }

    /// <summary>Never more than the day itself: who was fed all day is paid nothing, but owes nothing.</summary>
    private Money Off(MealsOn? meals, Money day)
    {
        if (meals is null) return Money.Zero(day.Currency);
        var of = Meals.Of is MealBasis.Day ? day : Rounded(FullDay);
        var shares = new[] { (meals.Breakfast, Meals.Breakfast), (meals.Lunch, Meals.Lunch), (meals.Dinner, Meals.Dinner) };
        var off = Money.Sum(shares.Where(meal => meal.Item1).Select(meal => Rounded(of.Times(meal.Item2, Rounding.HalfAwayFromZero))), day.Currency);
        return Money.Min(off, day);
    }

    private Money Rounded(Money amount) => WholeUnits ? Money.Of(decimal.Round(amount.ToDecimal(), 0, MidpointRounding.AwayFromZero), amount.Currency, Rounding.HalfAwayFromZero) : amount;

    private static readonly Rate Whole = Rate.OfPerCent(100);

    private static readonly LocalTimePattern Hours = LocalTimePattern.CreateWithInvariantCulture("HH':'mm");
}
