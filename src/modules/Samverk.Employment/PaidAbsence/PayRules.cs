using NodaTime;
using Samverk.Countries;
using Samverk.Kernel;

namespace Samverk.Employment;

/// <summary>What is known about one person when wages are paid.</summary>
/// <param name="Away">Absences that may touch the work, by their first day.</param>
/// <param name="Earlier">Lines of the person's closed payslips.</param>
/// <param name="Earned">Holiday pay that closed payslips of the year have earned.</param>
internal sealed record PayQuestion(FactBook Facts, string Country, LocalDate PayDay, IReadOnlyList<Absence> Away, IReadOnlyList<PayLine> Earlier, Money Earned);

/// <summary>
/// Hours of absence leave the agreed pay, and what the country's rule gives for them comes in: sick pay less the waiting deduction, pay that goes on,
/// holiday pay. The compensation for holiday of an employment that ends with its work is told apart. Pure.
/// </summary>
internal static class PayRules
{
    /// <summary>A kind of employment that ends with the last hour of its work.</summary>
    private const string EndsWithWork = "perAssignment";

    private const int WorkWeek = 5;

    /// <returns>
    /// The wages as they are paid, zero where nothing is left; <c>absence-open</c> with the day while payroll has not confirmed an absence, and what a
    /// missing rule says, with its id.
    /// </returns>
    public static Outcome<PaidWages> Pay(PayQuestion asked, IReadOnlyList<AskedWage> wages, IReadOnlyDictionary<Guid, Work> works)
    {
        var (paid, lines) = (new List<AskedWage>(), new List<PayLine>());
        foreach (var wage in wages)
        {
            var own = LinesOf(asked with { Earlier = [.. asked.Earlier, .. lines] }, wage, works[wage.Work.Value]);
            if (own.Refusal is { } refusal) return refusal;
            lines.AddRange(own.Value);
            paid.Add(own.Value.Count is 0 ? wage : wage with { Gross = Sum(own.Value, wage.Gross.Currency) });
        }

        return new PaidWages(paid, lines);
    }

    /// <summary>The share of pay that compensates holiday where the employment ends with the work, and whether the agreed pay contains it; null where nobody may say.</summary>
    public static (Fact<Rate> Rate, Fact<bool> Included)? CompensationOf(FactBook facts, string country, Work work) =>
        work.Contract is EndsWithWork && facts.Find<Rate>(country, FactNames.VacationPayRate, work.LastDay) is { Refusal: null, Value: var rate }
        && facts.Find<bool>(country, FactNames.VacationPayIncluded, work.LastDay) is { Refusal: null, Value: var included } ? (rate, included) : null;

    /// <summary>What of a whole pay is the pay that the compensation is a share of.</summary>
    public static Money WithoutCompensation(Money whole, Rate rate) => Money.Of(whole.ToDecimal() / (1 + rate.Fraction), whole.Currency, Rounding.HalfAwayFromZero);

    private static Outcome<IReadOnlyList<PayLine>> LinesOf(PayQuestion asked, AskedWage wage, Work work)
    {
        var compensation = CompensationOf(asked.Facts, asked.Country, work);
        var pay = compensation is { Rate.Value: var rate } ? WithoutCompensation(wage.Gross, rate) : wage.Gross;
        var (share, lines) = (pay.Allocate([.. work.Days.Select(day => (decimal)day.Minutes)]), new List<PayLine>());
        foreach (var absence in asked.Away)
        {
            var days = work.Days.Zip(share).Where(day => day.First.Day >= absence.From && day.First.Day <= absence.To).Select(day => new LostDay(day.First.Day, day.First.Minutes, day.Second)).ToArray();
            if (days.Length is 0) continue;
            if (absence.State is AbsenceState.Reported) return new Refusal("absence-open", ("date", absence.From));
            var given = absence.Kind is AbsenceKind.Holiday ? HolidayPay(asked, wage, absence, days) : ByRule(asked with { Earlier = [.. asked.Earlier, .. lines] }, wage, work, absence, days, pay);
            if (given.Refusal is { } unknown) return unknown;
            lines.Add(new(PayLine.Away, wage.Id.Value, absence.Id.Value, days.Min(day => day.Day), days.Max(day => day.Day), days.Sum(day => day.Minutes), 0, null, null, -days.Sum(day => day.Pay.ToDecimal()), "", null, false));
            lines.AddRange(given.Value);
        }

        if (lines.Count is 0 && compensation is null) return lines;
        lines.Insert(0, new(PayLine.Work, wage.Id.Value, null, work.FirstDay, work.LastDay, 0, 0, null, null, pay.ToDecimal(), "", null, false));
        if (compensation is { } known) lines.Add(Compensate(wage, lines, known.Rate, lines.Count is 1 ? wage.Gross - pay : null));
        return lines;
    }

    /// <param name="whole">What is left of the agreed pay where all of it is paid: both together are the agreed pay to the cent.</param>
    private static PayLine Compensate(AskedWage wage, IReadOnlyList<PayLine> lines, Fact<Rate> rate, Money? whole)
    {
        var of = Sum(lines, wage.Gross.Currency);
        var amount = whole ?? of.Times(rate.Value, Rounding.HalfAwayFromZero);
        return new(PayLine.Compensation, wage.Id.Value, null, null, null, 0, 0, of.ToDecimal(), rate.Value.PerCent, amount.ToDecimal(), rate.Use.Source, rate.Use.Id, rate.Use.Release is not null);
    }

    private static Outcome<IReadOnlyList<PayLine>> ByRule(PayQuestion asked, AskedWage wage, Work work, Absence absence, IReadOnlyList<LostDay> lost, Money pay)
    {
        var found = asked.Facts.Payers(asked.Country, absence.Kind, absence.From);
        if (found.Refusal is { } unknown) return unknown;
        var right = FirstDayWithRight(asked, work, absence);
        if (right.Refusal is { } notKnown) return notKnown;
        var (rule, use, lines) = (found.Value.Value, found.Value.Use, new List<PayLine>());
        foreach (var stage in lost.Where(day => day.Day >= right.Value).GroupBy(day => rule.Stages.Last(stage => absence.From.PlusDays(stage.FromDay - 1) <= day.Day)).Where(stage => stage.Key.Payer is Payer.Activity))
        {
            var of = Money.Sum(stage.Select(day => day.Pay), wage.Gross.Currency);
            // Where the source says no share the activity goes on paying all of it.
            var amount = stage.Key.PerCent is { } share ? of.Times(share, Rounding.HalfAwayFromZero) : of;
            lines.Add(new(
                absence.Kind is AbsenceKind.Sick && stage.Key.PerCent is not null ? PayLine.Sick : PayLine.Continued, wage.Id.Value, absence.Id.Value, stage.Min(day => day.Day), stage.Max(day => day.Day), 0, 0,
                of.ToDecimal(), stage.Key.PerCent?.PerCent ?? 100, amount.ToDecimal(), use.Source, use.Id, use.Release is not null));
        }

        if (rule.WaitingPerCentOfWeek is { } waiting && lines.Count > 0 && Waiting(asked, wage, absence, lines, waiting, AverageWeek(work, pay)) is { } deduction) lines.Add(deduction);
        return lines;
    }

    /// <summary>Once for each absence, at most all that it gives; what one payslip cannot bear the next one does.</summary>
    private static PayLine? Waiting(PayQuestion asked, AskedWage wage, Absence absence, IReadOnlyList<PayLine> given, Rate rate, Money week)
    {
        var before = asked.Earlier.Where(line => line.Absence == absence.Id.Value && line.Code is PayLine.Waiting).ToArray();
        var (of, perCent) = before.Length > 0 ? (before[0].Base!.Value, before[0].Rate!.Value) : (Money.Of(week.ToDecimal() * given[0].Rate!.Value / 100, week.Currency, Rounding.HalfAwayFromZero).ToDecimal(), rate.PerCent);
        var whole = Money.Of(of * perCent / 100, week.Currency, Rounding.HalfAwayFromZero).ToDecimal() + before.Sum(line => line.Amount);
        var amount = Math.Min(whole, given.Sum(line => line.Amount));
        return amount <= 0 ? null : given[0] with { Code = PayLine.Waiting, From = absence.From, To = null, Base = of, Rate = perCent, Amount = -amount };
    }

    /// <summary>The agreed pay over the weeks from the first day of the work to the last, Monday to Friday; at least one.</summary>
    internal static Money AverageWeek(Work work, Money pay)
    {
        var weekdays = Enumerable.Range(0, NodaTime.Period.DaysBetween(work.FirstDay, work.LastDay) + 1).Count(day => work.FirstDay.PlusDays(day).DayOfWeek is not (IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday));
        return Money.Of(pay.ToDecimal() * WorkWeek / Math.Max(WorkWeek, weekdays), pay.Currency, Rounding.HalfAwayFromZero);
    }

    /// <summary>Who is engaged for less than a month has a right to sick pay only after some days of it, where the country says so.</summary>
    private static Outcome<LocalDate> FirstDayWithRight(PayQuestion asked, Work work, Absence absence)
    {
        if (absence.Kind is not AbsenceKind.Sick || work.Contract is not EndsWithWork || work.LastDay >= work.FirstDay.PlusMonths(1).PlusDays(-1)) return work.FirstDay;
        var after = asked.Facts.Find<int>(asked.Country, FactNames.AbsenceSickRightAfterDays, work.FirstDay);
        return after.Refusal is { Code: "parameter-missing" } ? work.FirstDay : after.Then<LocalDate>(days => work.FirstDay.PlusDays(days.Value));
    }

    private static Outcome<IReadOnlyList<PayLine>> HolidayPay(PayQuestion asked, AskedWage wage, Absence absence, IReadOnlyList<LostDay> lost)
    {
        var (rate, year) = (asked.Facts.Find<Rate>(asked.Country, FactNames.VacationPayRate, asked.PayDay), asked.Facts.Find<int>(asked.Country, FactNames.VacationDays, asked.PayDay));
        if ((rate.Refusal ?? year.Refusal) is { } unknown) return unknown;
        if (year.Value.Value is 0) return new Refusal("parameter-missing", ("id", year.Value.Use.Id), ("date", asked.PayDay));
        var days = lost.Select(day => day.Day).Distinct().Count();
        var amount = Money.Of(asked.Earned.ToDecimal() * days / year.Value.Value, asked.Earned.Currency, Rounding.HalfAwayFromZero);
        return new PayLine[]
        {
            new(PayLine.Holiday, wage.Id.Value, absence.Id.Value, lost.Min(day => day.Day), lost.Max(day => day.Day), 0, days, asked.Earned.ToDecimal(), null, amount.ToDecimal(),
                FormattableString.Invariant($"{rate.Value.Use.Source}; {year.Value.Value}: {year.Value.Use.Source}"), year.Value.Use.Id, year.Value.Use.Release is not null),
        };
    }

    private static Money Sum(IEnumerable<PayLine> lines, Currency currency) => Money.Of(lines.Sum(line => line.Amount), currency, Rounding.HalfAwayFromZero);

    private sealed record LostDay(LocalDate Day, int Minutes, Money Pay);
}
