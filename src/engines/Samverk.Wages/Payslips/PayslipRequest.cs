using System.Text.Json;
using NodaTime;

namespace Samverk.Wages;

/// <summary>What a payslip is computed from.</summary>
/// <param name="Country">Two letters.</param>
/// <param name="Contract">The form of employment, as the pack calls it: <c>salaried</c>.</param>
/// <param name="Period">The month that was worked: social insurance of some countries goes by it.</param>
/// <param name="PaidOn">The day of payment: tax goes by it.</param>
/// <param name="Gross">Pay in money, in units of the country's currency, at most two decimals.</param>
/// <param name="Facts">
/// About the person and the employer, as the pack's README names them; a JSON object that outlives the call (a clone).
/// A field that the pack does not know is refused.
/// </param>
public sealed record PayslipRequest(string Country, string Contract, YearMonth Period, LocalDate PaidOn, decimal Gross, JsonElement Facts)
{
    /// <summary>Sums of the year before this payment, by the names of the pack's README.</summary>
    public IReadOnlyDictionary<string, decimal> YearToDate { get; init; } = new Dictionary<string, decimal>(StringComparer.Ordinal);

    /// <summary>Whether the payslip keeps the steps behind its lines.</summary>
    public bool Explain { get; init; }
}
