using System.Globalization;
using System.Text.Json.Nodes;
using CsCheck;
using Samverk.EInvoice;

namespace Samverk.Tests.EInvoice;

public sealed class TotalsTests
{
    private static readonly Gen<decimal> Prices = Gen.Select(Gen.Long[-50_000_000, 50_000_000], Gen.Int[0, 4], (digits, scale) => digits / Pow10(scale));
    private static readonly Gen<decimal> Quantities = Gen.Select(Gen.Long[1, 100_000], Gen.Int[0, 3], (digits, scale) => digits / Pow10(scale));
    private static readonly Gen<Vat> Vats = Gen.OneOf((Vat[])[Vat.Standard(25), Vat.Standard(12), Vat.Standard(6.00m), Vat.Standard(6), Vat.Standard(5.5m), Vat.ReverseCharge, Vat.Exempt]);

    private static readonly Gen<TotalsInput> Inputs =
        from lines in Gen.Select(Prices, Quantities, Vats, Gen.OneOf((decimal[])[1m, 3m, 7m, 100m]), (price, quantity, vat, per) => new PricedLine(price, quantity, vat, per)).Array[1, 12]
        from charges in Gen.Select(Vats, Prices, (vat, amount) => new AllowanceInput(vat, amount)).Array[0, 3]
        from allowances in Gen.Select(Vats, Prices, Gen.Int[0, 100], (vat, amount, perCent) => new AllowanceInput(vat, null, amount, perCent)).Array[0, 3]
        from weights in Gen.Int[0, 9].Array[1, 6]
        select new TotalsInput([.. lines]) { Charges = [.. charges], Allowances = [.. allowances], Instalments = [.. weights.Select(weight => (decimal)weight)] };

    [Fact]
    public void The_specified_cases_come_out_to_the_cent()
    {
        var cases = File.ReadAllLines(Shared.Path("einvoice/data/totals/cases.jsonl"));
        var results = new StringWriter();

        Assert.Equal(0, TotalsCommand.Run(new StringReader(string.Join('\n', cases)), results));

        var answers = results.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(cases.Length, answers.Length);
        foreach (var (asked, answer) in cases.Zip(answers))
            Assert.True(JsonNode.DeepEquals(JsonNode.Parse(asked)!["expected"], JsonNode.Parse(answer)!["result"]), answer);
        Shared.Ran(cases.Length);
    }

    [Fact]
    public void A_half_cent_goes_away_from_zero_and_is_rounded_once()
    {
        var totals = Totals.Compute(new([new(221.125m, 1, Vat.Standard(20))])).Value;

        Assert.Equal((221.13m, 44.23m, 265.36m), (totals.Net, totals.Vat, totals.Gross));
        Assert.Equal(-0.13m, Totals.Compute(new([new(-0.125m, 1, Vat.Exempt)])).Value.Net);
        // 28 digits of a decimal would make 0.005 of it, and one cent too much.
        Assert.Equal(0.00m, Totals.Compute(new([new(0.0149999999999999999999999999m, 1, Vat.Exempt, 3)])).Value.Net);
    }

    [Fact]
    public void Instalments_add_up_to_the_whole_in_every_figure() => Inputs.Sample(input =>
    {
        var totals = Totals.Compute(input).Value;

        Assert.Equal(totals.Net, totals.Instalments.Sum(part => part.Net));
        Assert.Equal(totals.Vat, totals.Instalments.Sum(part => part.Vat));
        Assert.Equal(totals.Gross, totals.Instalments.Sum(part => part.Gross));
        for (var pair = 0; pair < totals.VatParts.Count; pair++)
        {
            Assert.Equal(totals.VatParts[pair].Taxable, totals.Instalments.Sum(part => part.VatParts[pair].Taxable));
            Assert.Equal(totals.VatParts[pair].Tax, totals.Instalments.Sum(part => part.VatParts[pair].Tax));
        }
    });

    [Fact]
    public void The_sums_of_the_standard_hold_exactly() => Inputs.Sample(input =>
    {
        var totals = Totals.Compute(input).Value;

        Assert.Equal(totals.Lines - totals.Allowances + totals.Charges, totals.Net);
        Assert.Equal(totals.Net, totals.VatParts.Sum(part => part.Taxable));
        Assert.Equal(totals.Net + totals.Vat, totals.Gross);
        Assert.Equal(totals.VatParts.Count, totals.VatParts.Select(part => part.Vat).Distinct().Count());
        Assert.All(totals.VatParts, part => Assert.Equal(decimal.Round(part.Tax, 2), part.Tax));
    });

    [Fact]
    public void What_cannot_be_computed_is_refused_with_the_field()
    {
        Assert.Equal("baseQuantity", Totals.Compute(new([new(1, 1, Vat.Exempt, 0)])).Refusal?.Field);
        Assert.Equal("rate", Totals.Compute(new([new(1, 1, new("S", null))])).Refusal?.Field);
        Assert.Equal("amount", Totals.Compute(new([]) { Charges = [new(Vat.Exempt, null, 5)] }).Refusal?.Field);
        Assert.Equal("instalments", Totals.Compute(new([]) { Instalments = [-1] }).Refusal?.Field);
        Assert.Equal("amount-too-large", Totals.Compute(new([new(decimal.MaxValue, decimal.MaxValue, Vat.Exempt)])).Refusal?.Code);
    }

    [Theory]
    [InlineData("null", "invalid-input"), InlineData("""{"id":"a","input":{"lines":[null]}}""", "invalid-input")]
    [InlineData("""{"id":"a","input":{"lines":[{"price":"1","quantity":"1","vat":null}]}}""", "invalid-input")]
    [InlineData("nonsense", "invalid-input"), InlineData("{\"id\":\"a\"}", "invalid-input"), InlineData("""{"id":"a","input":{"lines":[{"price":"x","quantity":"1","vat":{"category":"S"}}]}}""", "invalid-input")]
    [InlineData("""{"id":"a","input":{"lines":[{"price":"1","quantity":"1","vat":{"category":"S"}}]}}""", "field-missing")]
    public void A_case_that_cannot_be_read_is_answered_and_counted(string asked, string code)
    {
        var results = new StringWriter();

        Assert.Equal(1, TotalsCommand.Run(new StringReader(asked), results));
        Assert.Equal(code, JsonNode.Parse(results.ToString())!["refusal"]!["code"]!.GetValue<string>());
    }

    [Fact]
    public void The_command_speaks_the_same_in_every_culture()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("sv-SE");
            var results = new StringWriter();
            TotalsCommand.Run(new StringReader("""{"id":"a","input":{"lines":[{"price":"-1.5","quantity":"2","vat":{"category":"S","rate":"5.50"}}]}}"""), results);
            Assert.Contains("\"payable\":\"-3.17\"", results.ToString(), StringComparison.Ordinal);
            Assert.Contains("\"rate\":\"5.5\"", results.ToString(), StringComparison.Ordinal);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static decimal Pow10(int scale) => scale is 0 ? 1 : 10 * Pow10(scale - 1);
}
