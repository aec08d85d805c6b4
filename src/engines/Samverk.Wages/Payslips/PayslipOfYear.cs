using NodaTime;
using Samverk.Kernel;

namespace Samverk.Wages;

/// <summary>A payslip beside those that the same employer gave the same person earlier in the calendar year.</summary>
public static class PayslipOfYear
{
    /// <summary>Sums of the year come from the earlier payslips; what would have to change one of them is refused.</summary>
    /// <param name="year">Earlier payslips of the calendar year, with lines where <see cref="NeedsLines"/>.</param>
    /// <param name="worked">The last day of work that it pays.</param>
    /// <returns>The payslip, <c>paid-in-month</c> with the month, or a refusal of <see cref="WageRules.Payslip"/>.</returns>
    public static Outcome<Payslip> Payslip(this WageRules rules, PayslipRequest request, IReadOnlyList<EarlierPay> year, LocalDate worked)
    {
        if (Of(request.Country) is not { } pack) return rules.Payslip(request);
        request = request with { YearToDate = pack.YearToDate(year) };
        var slip = rules.Payslip(request);
        if (slip.Refusal is not null) return slip;
        if (pack.RefuseBeside(slip.Value, year) is { } regime) return new Refusal("regime-not-verified", ("regime", regime));
        // A payslip of zero, which absence has left, is no payment of its month.
        if (Pays(slip.Value) && year.Any(pay => pay.PaidOn.ToYearMonth() == request.PaidOn.ToYearMonth() && Pays(pay)) && pack.GoesByMonth(request, slip.Value))
            return new Refusal("paid-in-month", ("month", $"{request.PaidOn:uuuu-MM}"));
        // The formulas know one date. Where the law of both months says the same, it does not matter which of them decides.
        return !pack.GoesByPeriod || worked.ToYearMonth() == request.PaidOn.ToYearMonth() || IsSame(slip.Value, rules.Payslip(request with { PaidOn = worked, Explain = false }))
            ? slip
            : new Refusal("regime-not-verified", ("regime", "pay_of_another_period"));
    }

    /// <summary>Whether a country's payslips look at the lines of earlier ones, or only at their gross.</summary>
    public static bool NeedsLines(string country) => Of(country)?.NeedsEarlierLines ?? false;

    /// <summary>Whether pay of several months in one payslip is several pays in the eyes of the law.</summary>
    public static bool GoesByPeriod(string country) => Of(country)?.GoesByPeriod ?? false;

    /// <summary>Whether a correction of one payslip moves others of its year, so that it begins with the year: sums of computed lines go into them, or of gross where that changes.</summary>
    public static bool IsCumulative(string country, bool grossChanges) => Of(country) is { } pack && pack.YearToDate([]).Count > 0 && (pack.NeedsEarlierLines || grossChanges);

    private static Pack? Of(string country) => Pack.All.FirstOrDefault(pack => pack.Country == country.ToUpperInvariant());

    private static bool Pays(Payslip slip) => slip.Lines.Any(line => line.Amount is not 0);

    private static bool Pays(EarlierPay pay) => pay.Gross is not 0 || pay.Lines.Any(line => line.Amount is not 0);

    private static bool IsSame(Payslip one, Outcome<Payslip> other) =>
        other.Refusal is null && one.Lines.Select(line => (line.Kind.Code, line.Amount)).SequenceEqual(other.Value.Lines.Select(line => (line.Kind.Code, line.Amount)));
}
