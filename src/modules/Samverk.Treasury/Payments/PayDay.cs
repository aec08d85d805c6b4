using NodaTime;
using Samverk.Countries;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Treasury;

/// <summary>On which days the bank still pays.</summary>
internal static class PayDay
{
    /// <summary>
    /// Until when ("14:00", in the cooperative's zone) a file pays on the same day: agreed with the bank, so a setting. Without one nothing
    /// is paid on the day on which it is ordered.
    /// </summary>
    public const string CutOff = "treasury.payment-cut-off";

    /// <returns>The first day on which payments of the entity can be booked; <c>rule-missing</c> where nobody knows the holidays.</returns>
    public static async Task<Outcome<LocalDate>> EarliestPayDay(this Tx tx, LegalEntity entity)
    {
        var calendar = await tx.BankDays(entity);
        var inTime = await tx.Setting<string>(CutOff) is { } typed && NodaTime.Text.LocalTimePattern.CreateWithInvariantCulture("HH':'mm").Parse(typed) is { Success: true, Value: var last }
            && tx.Now.InZone(tx.Zone).TimeOfDay <= last;
        return calendar.OnOrAfter(inTime ? tx.Today : tx.Today.PlusDays(1));
    }

    /// <returns>Null when the bank pays on that day; <c>cut-off-passed</c> or <c>no-banking-day</c> with the next one.</returns>
    public static async Task<Refusal?> RefusePayDay(this Tx tx, LegalEntity entity, LocalDate on)
    {
        var earliest = await tx.EarliestPayDay(entity);
        if (earliest.Refusal is { } noCalendar) return noCalendar;
        if (on < earliest.Value) return new Refusal("cut-off-passed", ("date", earliest.Value)) { Field = "on" };
        var next = (await tx.BankDays(entity)).OnOrAfter(on);
        if (next.Refusal is { } unknown) return unknown;
        return next.Value == on ? null : new Refusal("no-banking-day", ("date", next.Value)) { Field = "on" };
    }

    // Euro is settled on the days of TARGET, other currencies on those of their country.
    private static async Task<Calendar> BankDays(this Tx tx, LegalEntity entity) => new(await tx.Facts(), entity.Currency == Currency.EUR ? "EU" : entity.Country);
}
