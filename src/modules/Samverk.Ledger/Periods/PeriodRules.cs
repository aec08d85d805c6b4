using NodaTime;
using Samverk.Kernel;

namespace Samverk.Ledger;

/// <summary>Months are closed one after the other, when they are over.</summary>
internal static class PeriodRules
{
    /// <param name="last">The last closed day; null when nothing is closed yet.</param>
    public static Refusal? Refuse(LocalDate? last, LocalDate through, LocalDate today)
    {
        if (last is { } closed && through <= closed) return new Refusal("period-closed", ("date", closed)) { Field = "through" };

        var expected = last is { } known ? EndOfMonth(known.PlusDays(1)) : EndOfMonth(through);
        if (through != expected) return new Refusal("field-invalid", ("expected", expected)) { Field = "through" };

        return through < today ? null : new Refusal("field-invalid", ("latest", EndOfMonth(today.PlusMonths(-1)))) { Field = "through" };
    }

    private static LocalDate EndOfMonth(LocalDate date) => date.With(DateAdjusters.EndOfMonth);
}
