using System.Globalization;
using System.Text.Json;
using Samverk.Wages;

namespace Samverk.Tests.Wages;

public sealed class ExplanationTests
{
    private static readonly PayslipRequest Request = new(
        "SE", "salaried", new(2026, 5), new(2026, 5, 25), 18_000, JsonDocument.Parse("""{"table":34,"column":1,"birth_year":1985}""").RootElement) { Explain = true };

    [Fact]
    public void Every_total_is_the_sum_of_what_it_is_because_of()
    {
        Check(Explanation.OfNet(WageRules.Embedded.Payslip(Request).Value));
        Check(Explanation.OfCost(WageRules.Embedded.Payslip(Request).Value));

        static void Check(Explanation explanation)
        {
            if (explanation.Line is not null || explanation.Because.Count is 0) return;
            Assert.Equal(explanation.Amount, explanation.Because.Sum(part => part.Line is { Kind.Bearer: Bearer.Tax or Bearer.Employee } ? -part.Amount : part.Amount));
            foreach (var part in explanation.Because) Check(part);
        }
    }

    [Fact]
    public void The_steps_of_the_tax_stand_below_the_tax_with_its_parameters()
    {
        var slip = WageRules.Embedded.Payslip(Request).Value;
        var tax = Explanation.Of(slip, slip.Lines.ToList().FindIndex(line => line.Kind.Code is "se.tax"));

        Assert.Equal((42_400m, 35_889m), (tax.Because[0].Amount, tax.Because[^1].Amount));
        Assert.Equal(216_000, tax.Because[0].Because[0].Amount);
        Assert.Equal(new NodaTime.LocalDate(2026, 1, 1), tax.Rests[0].Validity.From);
    }

    [Fact]
    public void It_is_said_in_the_readers_language_and_names_who_released_a_value()
    {
        var own = new OperatorValue("SE", "employer.standard", new(2026, 1, 1), null, JsonDocument.Parse("\"30\"").RootElement, "agency's letter", "Ada");
        var slip = WageRules.Embedded.With([own]).Value.Payslip(Request).Value;
        var said = ExplanationText.Write(Explanation.OfNet(slip), "sv", CultureInfo.InvariantCulture);
        var cost = ExplanationText.Write(Explanation.OfCost(slip), "sv", CultureInfo.InvariantCulture);

        Assert.Contains("Nettolön: 15,010\n", said, StringComparison.Ordinal);
        Assert.Contains("Preliminärskatt: 2,990, avkortat till hela 1 (skatteförfarandelagen 11; SKV 433)\n", said, StringComparison.Ordinal);
        Assert.Contains("Grundavdrag: 42,400\n", said, StringComparison.Ordinal);
        Assert.Contains("Arbetsgivaravgift: 5,400 = 18,000 × 30 %, avrundat till närmaste 0.01, halva uppåt", cost, StringComparison.Ordinal);
        Assert.Contains("employer.standard, från 2026-01-01: agency's letter; godkänt av Ada", cost, StringComparison.Ordinal);
        Assert.Contains("Net pay: 15,010\n", ExplanationText.Write(Explanation.OfNet(WageRules.Embedded.Payslip(Request).Value), "en", CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }
}
