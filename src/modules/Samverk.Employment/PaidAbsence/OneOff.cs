using System.Text.Json;
using System.Text.Json.Nodes;
using Samverk.Kernel;

namespace Samverk.Employment;

/// <summary>
/// Holiday compensation is a one-off payment. Where one rate counts for every kind of payment it is taxed with the pay; beside a tax table it has a
/// percentage of its own, by the income that the person expects of the calendar year. Pure.
/// </summary>
internal static class OneOff
{
    /// <summary>The tax fact that it hangs on.</summary>
    public const string Income = "annual_income";

    private const string Form = "withholding", ByTable = "table", Sweden = "SE";

    private static readonly string[] FlatForms = ["side_income", "non_resident", "foreign_artist"];

    /// <summary>The question about a whole gross, with what of it is a one-off payment told apart where its tax is another one.</summary>
    /// <param name="gross">With the compensation.</param>
    /// <param name="before">What the employer has paid in the calendar year.</param>
    /// <returns>
    /// The question; <c>expected-income-missing</c>, <c>expected-income-exceeded</c> where more is paid than was expected, <c>regime-not-verified</c> where
    /// nobody has verified how such a payment is taxed.
    /// </returns>
    public static Outcome<WageQuestion> Ask(WageQuestion asked, Money gross, Money compensation, decimal before)
    {
        var request = asked.Request with { Gross = gross.ToDecimal() };
        var form = request.Facts.TryGetProperty(Form, out var said) ? said.GetString() : ByTable;
        if (compensation.IsZero || FlatForms.Contains(form, StringComparer.Ordinal)) return asked with { Request = request };
        if (request.Country is not Sweden || form is not ByTable) return new Refusal("regime-not-verified", ("regime", $"{request.Country.ToLowerInvariant()}.one_off {form}"));

        if (!request.Facts.TryGetProperty(Income, out var income)) return new Refusal("expected-income-missing", ("year", request.PaidOn.Year)) { Field = Income };
        var (expected, paid) = (Money.Of(Of(income), gross.Currency, Rounding.HalfAwayFromZero), Money.Of(before, gross.Currency, Rounding.HalfAwayFromZero) + gross);
        if (paid > expected) return new Refusal("expected-income-exceeded", ("expected", expected), ("paid", paid), ("year", request.PaidOn.Year)) { Field = Income };
        var facts = JsonNode.Parse(request.Facts.GetRawText())!;
        facts["one_off"] = compensation.ToPlainText();
        return asked with { Request = request with { Gross = (gross - compensation).ToDecimal(), Facts = JsonSerializer.SerializeToElement(facts) } };
    }

    private static decimal Of(JsonElement text) => decimal.Parse(text.GetString()!, System.Globalization.CultureInfo.InvariantCulture);
}
