using NodaTime;
using Samverk.Countries;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Employment;

/// <summary>What somebody has of holiday from one company in one year, by the rules of its country.</summary>
/// <param name="Rate">Of the pay; null where no verified rule gives holiday pay as a share.</param>
/// <param name="Earned">Holiday pay earned by the released payslips of the year.</param>
/// <param name="Days">Working days a year; null where no verified rule says how many.</param>
/// <param name="Taken">Working days of confirmed holiday.</param>
/// <param name="PaidOut">Holiday pay that stands on payslips of the year: for days taken, or because an employment has ended.</param>
/// <param name="AtEnd">Whether anybody may say that agreed pay of assignments contains holiday compensation, or that it comes on top.</param>
public sealed record HolidayBalance(string Entity, int Year, Rate? Rate, Money Earned, int? Days, int Taken, Money PaidOut, bool AtEnd)
{
    /// <summary>May be negative where more was taken than the year has.</summary>
    public int? DaysLeft => Days - Taken;

    /// <summary>Holiday pay that is left: each day of the year's takes its part of what was earned; null where days were taken and nobody may say their part.</summary>
    public Money? PayLeft => Rate is null ? null
        : Taken is 0 || !PaidOut.IsZero ? Earned - PaidOut
        : Days is > 0 and { } days ? Earned - Money.Of(Earned.ToDecimal() * Math.Min(Taken, days) / days, Earned.Currency, Rounding.HalfAwayFromZero)
        : null;
}

internal static class HolidayBalances
{
    /// <param name="on">Payslips and holiday up to this day, within its year.</param>
    public static async Task<HolidayBalance> HolidayOf(this Tx tx, LegalEntity entity, Id<Person> person, LocalDate on)
    {
        var (facts, first) = (await tx.Facts(), new LocalDate(on.Year, 1, 1));
        var rate = RateOn(facts, entity, on);
        int? days = facts.Find<int>(entity.Country, FactNames.VacationDays, on) is { Refusal: null, Value.Value: var number } ? number : null;
        // Pay that is compensated at once has earned just that.
        var (compensated, paid) = await tx.HolidayPaid(entity, person, first, on);
        var gross = await tx.GrossOf(entity, person, first, on) - compensated.Gross;
        var taken = (await tx.AbsencesOn(person, first, on)).Where(absence => absence.Entity == entity.Id && absence is { Kind: AbsenceKind.Holiday, State: not AbsenceState.Reported });
        return new(
            entity.Name, on.Year, rate, Earned(rate, gross, compensated.Paid), days, WorkingDays(taken, first, on, new Calendar(facts, entity.Country)),
            compensated.Paid + paid, facts.Find<bool>(entity.Country, FactNames.VacationPayIncluded, on).Refusal is null);
    }

    public static Rate? RateOn(FactBook facts, LegalEntity entity, LocalDate on) => facts.Find<Rate>(entity.Country, FactNames.VacationPayRate, on) is { Refusal: null, Value.Value: var known } ? known : null;

    /// <param name="gross">Of payslips that compensate no holiday at once.</param>
    /// <param name="compensated">What the others have paid for it.</param>
    public static Money Earned(Rate? rate, Money gross, Money compensated) => rate is { } share ? gross.Times(share, Rounding.HalfAwayFromZero) + compensated : Money.Zero(gross.Currency);

    /// <summary>Each day once. Where the country's days off are not known, Monday to Friday.</summary>
    private static int WorkingDays(IEnumerable<Absence> taken, LocalDate first, LocalDate last, Calendar calendar) => taken
        .SelectMany(absence => Span(LocalDate.Max(absence.From, first), LocalDate.Min(absence.To, last))).Distinct()
        .Count(day => calendar.IsWorkingDay(day) is var works && (works.Refusal is null ? works.Value : day.DayOfWeek is not (IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday)));

    private static IEnumerable<LocalDate> Span(LocalDate from, LocalDate to) => Enumerable.Range(0, Math.Max(0, NodaTime.Period.DaysBetween(from, to) + 1)).Select(day => from.PlusDays(day));
}
