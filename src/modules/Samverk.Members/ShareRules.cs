using NodaTime;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Members;

/// <summary>What a share is worth when its holder has left, and when that may be decided. Pure.</summary>
internal static class ShareRules
{
    /// <summary>
    /// What comes back of a share: its part of the value, never more than was paid in (GenG § 73(2): no claim on reserves).
    /// </summary>
    /// <param name="nominal">Of one share, by the statutes at the year end.</param>
    public static Money Payout(Money share, Money nominal, Money value) => share.Share(Money.Min(value, nominal), nominal, Rounding.HalfAwayFromZero);

    /// <summary>The last day of the financial year, which is the calendar year here.</summary>
    public static LocalDate YearEnd(int year) => new(year, 12, 31);

    /// <returns>Null, or what is wrong with the field.</returns>
    public static Refusal? Check(int year, Money value, Currency currency, LocalDate assemblyOn, LocalDate payFrom, string source, LocalDate today)
    {
        if (year < 1900 || year >= today.Year) return new Refusal("field-invalid", ("text", year)) { Field = "year" };
        if (value.Currency != currency) return new Refusal("other-currency", ("currency", currency.Code)) { Field = "value" };
        if (value.IsNegative) return new Refusal("field-invalid", ("text", value)) { Field = "value" };
        if (assemblyOn <= YearEnd(year)) return new Refusal("field-invalid", ("text", assemblyOn)) { Field = "assemblyOn" };
        if (payFrom < assemblyOn) return new Refusal("payout-not-due", ("date", assemblyOn)) { Field = "payFrom" };
        if (string.IsNullOrWhiteSpace(source)) return new Refusal("field-missing", ("field", "source")) { Field = "source" };
        return source.Length > 300 ? new Refusal("field-invalid", ("field", "source")) { Field = "source" } : null;
    }

    /// <summary>Four eyes, after the assembly, and never so that less capital stays than the statutes allow.</summary>
    /// <param name="hands">Who releases, and whose hand it is.</param>
    /// <param name="capital">What the books have as capital now.</param>
    /// <param name="redeemed">What the shares of those who have left were.</param>
    public static Refusal? Release(ShareValue value, IReadOnlyCollection<Id<Person>> hands, Money? minimum, Money capital, Money redeemed, LocalDate today)
    {
        if (hands.Contains(value.EnteredBy)) return new Refusal("second-person-needed");
        if (today < value.AssemblyOn) return new Refusal("payout-not-due", ("date", value.PayFrom));
        var least = minimum ?? Money.Zero(capital.Currency);
        return redeemed.IsPositive && capital - redeemed < least ? new Refusal("below-minimum-capital", ("limit", least)) : null;
    }
}
