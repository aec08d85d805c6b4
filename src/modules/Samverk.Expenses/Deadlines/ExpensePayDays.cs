using System.Globalization;
using NodaTime;
using Samverk.Countries;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;
using Calendar = Samverk.Countries.Calendar;

namespace Samverk.Expenses;

/// <summary>A day on which expenses are paid.</summary>
/// <param name="HandInBy">Until when a claim has to be handed in for it.</param>
public sealed record ExpensePayment(LocalDate On, LocalDate HandInBy);

/// <summary>On which days of a month expenses are paid: the cooperative's own choice, so settings; without them no day is promised.</summary>
public static class ExpensePayDays
{
    /// <summary>How many working days before a pay day a claim has to be there; none = on that day.</summary>
    public const string HandInDays = "expenses.hand-in-days";

    /// <summary>Days of the month: "10, 25". A day that the bank does not work moves to the one before.</summary>
    public const string PayDays = "expenses.pay-days";

    private const int Most = 8, Months = 3;

    /// <returns>The days in their order, each once; null for what is none.</returns>
    public static IReadOnlyList<int>? Read(string typed)
    {
        var parts = typed.Split(',', StringSplitOptions.TrimEntries);
        var days = parts.Select(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var day) ? day : 0).Distinct().Order().ToArray();
        return days.Length is 0 or > Most || days.Any(day => day is < 1 or > 31) ? null : days;
    }

    /// <summary>Pay days from a day on, the next one first. Pure.</summary>
    /// <returns>The days; <c>rule-missing</c> where nobody knows the days off.</returns>
    public static Outcome<IReadOnlyList<ExpensePayment>> From(LocalDate from, IReadOnlyList<int> days, int before, Calendar bank)
    {
        var found = new List<ExpensePayment>();
        for (var month = from.With(DateAdjusters.StartOfMonth); month < from.PlusMonths(Months); month = month.PlusMonths(1))
            foreach (var day in days)
            {
                var on = bank.OnOrBefore(month.PlusDays(Math.Min(day, month.Calendar.GetDaysInMonth(month.Year, month.Month)) - 1));
                if (on.Refusal is { } unknown) return unknown;
                var by = bank.AddWorkingDays(on.Value, -before);
                if (by.Refusal is { } notKnown) return notKnown;
                if (on.Value >= from && found.All(one => one.On != on.Value)) found.Add(new(on.Value, by.Value));
            }

        return found;
    }

    /// <summary>The pay day of what is handed in on a day; null where the cooperative promises none or nobody knows the days off.</summary>
    internal static async Task<ExpensePayment?> PaymentFor(this Tx tx, LegalEntity entity, LocalDate handedIn) =>
        (await tx.PaymentsFrom(entity, LocalDate.Max(handedIn, tx.Today)))?.FirstOrDefault(pay => pay.HandInBy >= handedIn);

    /// <summary>The next day on which approved expenses are paid; null as above.</summary>
    internal static async Task<LocalDate?> NextPayDay(this Tx tx, LegalEntity entity) => (await tx.PaymentsFrom(entity, tx.Today))?.FirstOrDefault()?.On;

    private static async Task<IReadOnlyList<ExpensePayment>?> PaymentsFrom(this Tx tx, LegalEntity entity, LocalDate from)
    {
        if (await tx.Setting<string>(PayDays) is not { } chosen || Read(chosen) is not { } days) return null;
        // Euro is settled on the days of TARGET, other currencies on those of their country.
        var bank = new Calendar(await tx.Facts(), entity.Currency == Currency.EUR ? "EU" : entity.Country);
        return From(from, days, await tx.Setting<int?>(HandInDays) ?? 0, bank) is { Refusal: null, Value: var found } ? found : null;
    }
}
