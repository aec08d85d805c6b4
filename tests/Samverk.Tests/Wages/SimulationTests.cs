using System.Text.Json;
using CsCheck;
using NodaTime;
using Samverk.Kernel;
using Samverk.Wages;

namespace Samverk.Tests.Wages;

public sealed class SimulationTests
{
    private static readonly LocalDate Paid = new(2026, 5, 25);

    private static readonly PayslipRequest Ada = new("SE", "salaried", new(2026, 5), Paid, 0, JsonDocument.Parse("""{"table":33,"column":1,"birth_year":1985}""").RootElement);

    private static readonly Gen<PayslipRequest> People = Gen.Select(Gen.Int[29, 42], Gen.OneOf([1, 3, 5]), Gen.Int[1930, 2008]).Select((table, column, born) =>
        new PayslipRequest("SE", "salaried", new(2026, 5), Paid, 0, JsonDocument.Parse($$"""{"table":{{table}},"column":{{column}},"birth_year":{{born}}}""").RootElement));

    private static readonly Gen<SimulatedFee> Fees = Gen.Select(Gen.Int[0, 3000], Gen.Bool).Select((basis, onTop) => new SimulatedFee(Rate.OfPerCent(basis / 100m), onTop));

    [Fact]
    public void A_price_becomes_fee_cost_gross_and_net_without_losing_an_ore() => Gen.Select(People, Fees, Gen.Int[0, 15_000_000]).Sample((person, fee, ore) =>
    {
        var told = WageRules.Embedded.Simulate(person, fee, ore / 100m).Value;

        Assert.Equal(told.ClientPrice, told.Fee + told.Available);
        Assert.Equal(told.Available, told.Payslip.Cost + told.Remainder);
        Assert.InRange(told.Remainder, 0, 0.02m);
    }, iter: 200);

    [Fact]
    public void The_price_for_a_wanted_net_is_the_smallest_that_leaves_it() => Gen.Select(People, Fees, Gen.Int[1, 6_000_000]).Sample((person, fee, ore) =>
    {
        var net = ore / 100m;
        var told = WageRules.Embedded.PriceFor(person, fee, net).Value;

        Assert.True(told.Payslip.Net >= net);
        var cheaper = WageRules.Embedded.Simulate(person, fee, told.ClientPrice - 0.01m);
        Assert.True(cheaper.Refusal is not null || cheaper.Value.Payslip.Net < net);
    }, iter: 100);

    [Fact]
    public void The_gross_for_a_net_is_the_smallest_although_net_falls_at_the_rows_of_a_table() => Gen.Select(People, Gen.Int[100_000, 7_000_000]).Sample((person, ore) =>
    {
        var wanted = ore / 100m;
        var slip = WageRules.Embedded.GrossFromNet(person, wanted).Value;

        Assert.True(slip.Net >= wanted);
        Assert.True(Net(slip.Gross - 0.01m) < wanted);
        for (var back = 1; back <= 6; back++) Assert.True(slip.Gross < back * 50 || Net(slip.Gross - (back * 50)) < wanted);

        decimal Net(decimal gross) => WageRules.Embedded.Payslip(person with { Gross = gross }).Value.Net;
    }, iter: 100);

    [Fact]
    public void A_fee_on_top_is_a_rate_of_the_performers_part()
    {
        var told = WageRules.Embedded.Simulate(Ada, new(Rate.OfPerCent(6.95m), OnTop: true), 10_695).Value;
        Assert.Equal((695m, 10_000m), (told.Fee, told.Available));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(0.001)]
    public void An_amount_that_is_no_amount_is_refused(decimal amount)
    {
        Assert.Equal("invalid-input", WageRules.Embedded.Simulate(Ada, default, amount).Refusal!.Code);
        Assert.Equal("invalid-input", WageRules.Embedded.PriceFor(Ada, default, amount).Refusal!.Code);
    }

    [Fact]
    public void Where_the_law_of_a_year_ends_the_search_says_what_is_missing()
    {
        var person = Ada with { PaidOn = new(2025, 5, 25) };

        Assert.True(WageRules.Embedded.GrossFromNet(person, 50_000).Value.Net >= 50_000);
        Assert.Equal("parameter-missing percent_tables", WageCase.Said(WageRules.Embedded.GrossFromNet(person, 90_000).Refusal!));
    }
}
