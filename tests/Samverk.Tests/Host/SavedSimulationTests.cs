using CsCheck;
using Samverk.Countries;
using Samverk.Host;
using Samverk.Kernel;
using Samverk.Members;
using Samverk.Store;

namespace Samverk.Tests.Host;

/// <summary>Simulations that people keep, and the honest comparison with working on one's own.</summary>
public sealed class SavedSimulationTests
{
    private const string Swedish = "country=SE&from=gross&amount=30000&vat=none&fee=7&birth_year=1985&table=33&column=1&withholding=table";

    [Fact]
    public async Task What_is_kept_shows_its_day_and_what_the_same_question_gives_today()
    {
        await using var coop = await Cooperative.Fresh();
        var (anna, bo) = (await coop.Member("Anna Berg", await coop.Staff("Ada", Role.Adviser)), await coop.Member("Bo Ek", await coop.Staff("Eva", Role.Adviser)));

        var kept = await coop.Done(new SaveSimulation.Command(Guid.NewGuid(), " A month in spring ", $"{Swedish}&utm_source=letter"), anna);

        var row = Assert.Single((await coop.See(new ListSimulations.Query(), anna)).Value);
        Assert.Equal((kept, "A month in spring", "SE"), (row.Saved.Id, row.Saved.Name, row.Country));
        Assert.DoesNotContain("utm_source", row.Saved.Link, StringComparison.Ordinal);
        Assert.Equal(new Money(3_000_000, Currency.SEK), row.Saved.Gross);
        Assert.Equal(row.Saved.Net, row.NetToday);
        Assert.Empty((await coop.See(new ListSimulations.Query(), bo)).Value);

        await coop.Pass(days: 365);
        var later = Assert.Single((await coop.See(new ListSimulations.Query(), anna)).Value);
        Assert.Equal((row.Saved, "parameter-missing", null), (later.Saved, later.Refused, later.NetToday));
    }

    [Fact]
    public async Task Only_who_kept_it_deletes_it()
    {
        await using var coop = await Cooperative.Fresh();
        var (anna, bo) = (await coop.Member("Anna Berg", await coop.Staff("Ada", Role.Adviser)), await coop.Member("Bo Ek", await coop.Staff("Eva", Role.Adviser)));
        var kept = await coop.Done(new SaveSimulation.Command(Guid.NewGuid(), "Mine", Swedish), anna);

        Assert.Equal("not-found", (await coop.Run(new DropSimulation.Command(Guid.NewGuid(), kept), bo)).Refusal?.Code);
        await coop.Done(new DropSimulation.Command(Guid.NewGuid(), kept), anna);
        Assert.Empty((await coop.See(new ListSimulations.Query(), anna)).Value);
    }

    [Theory]
    [InlineData("", Swedish, "field-missing", "name")]
    [InlineData("x", "amount=5", "field-missing", "country")]
    [InlineData("x", "country=SE&amount=much", "money-unreadable", "amount")]
    [InlineData("x", "country=SE&amount=5000&fee=lots", "out-of-range", "fee")]
    [InlineData("x", "country=SE&amount=5000&fee=7&own_tax=1", "field-missing", "own_costs")]
    public async Task What_cannot_be_computed_is_not_kept(string name, string link, string code, string field)
    {
        await using var coop = await Cooperative.Fresh();
        var anna = await coop.Member("Anna Berg", await coop.Staff("Ada", Role.Adviser));

        var refusal = (await coop.Run(new SaveSimulation.Command(Guid.NewGuid(), name, link), anna)).Refusal!;

        Assert.Equal((code, field), (refusal.Code, refusal.Field));
        Assert.Empty((await coop.See(new ListSimulations.Query(), anna)).Value);
    }

    [Fact]
    public async Task Fifty_are_enough_and_all_go_with_the_persons_own_data()
    {
        await using var coop = await Cooperative.Fresh();
        var anna = await coop.Member("Anna Berg", await coop.Staff("Ada", Role.Adviser));
        for (var i = 0; i < 50; i++) await coop.Done(new SaveSimulation.Command(Guid.NewGuid(), $"No {i}", Swedish), anna);

        Assert.Equal("simulations-full", (await coop.Run(new SaveSimulation.Command(Guid.NewGuid(), "One more", Swedish), anna)).Refusal?.Code);
        using var zip = new System.IO.Compression.ZipArchive(new MemoryStream((await coop.See(new ExportMyData.Query(), anna)).Value));
        Assert.Contains(zip.Entries, entry => entry.Name is "simulations.json");
    }

    [Fact]
    public void On_ones_own_the_same_client_money_is_shared_out_to_the_cent() => Gen.Select(Gen.Int[1, 500_000], Gen.Int[0, 500_000], Gen.Int[0, 500_000]).Sample((costs, contributions, tax) =>
    {
        var one = Simulate.Of(Asked(costs, contributions, tax), FactBook.Embedded, new(2026, 3, 2)).Value;

        Assert.Equal(one.Price, one.Alone!.Costs + one.Alone.Contributions + one.Alone.Tax + one.Alone.Left);
        Assert.Equal(costs, one.Alone.Costs.Minor);
    }, iter: 50);

    [Fact]
    public void Nobody_compares_with_half_of_the_figures_or_with_a_guess()
    {
        Assert.Null(Simulate.Of(Asked(0, 0, 0) with { OwnCosts = "", OwnContributions = null, OwnTax = " " }, FactBook.Embedded, new(2026, 3, 2)).Value.Alone);
        var refusal = Simulate.Of(Asked(0, 0, 0) with { OwnContributions = null }, FactBook.Embedded, new(2026, 3, 2)).Refusal!;
        Assert.Equal(("field-missing", "own_contributions"), (refusal.Code, refusal.Field));
        refusal = Simulate.Of(Asked(0, 0, 0) with { OwnTax = "-1" }, FactBook.Embedded, new(2026, 3, 2)).Refusal!;
        Assert.Equal(("out-of-range", "own_tax"), (refusal.Code, refusal.Field));
    }

    [Fact]
    public void A_German_salary_in_steps_says_cost_gross_net_and_the_most_hours_by_the_law_of_its_day()
    {
        var answers = SimulatorCountry.Find("DE")!.Facts.Where(fact => fact.MustBeSaid).ToDictionary(fact => fact.Name, _ => "1", StringComparer.Ordinal);
        var steps = ListSalarySteps.Of(new("DE", null, answers), FactBook.Embedded, new(2026, 3, 2), Samverk.Wages.WageRules.Embedded).Value;

        // The published category of 1,000.00 cost 242.00 more; with levies of one per cent each and the rates of 2026 it is close to that.
        var thousand = steps.Rows.Single(row => row.Gross == new Money(1_000_00, Currency.EUR));
        Assert.InRange(thousand.Cost!.Value.Minor, 1_235_00, 1_275_00);
        // 1,000.00 at 13.90 an hour are 71.94 hours.
        Assert.Equal(71 * 60 + 56, thousand.MostMinutes);
        Assert.All(steps.Rows.Zip(steps.Rows.Skip(1)), pair => Assert.True(pair.First.Cost < pair.Second.Cost && pair.First.Net < pair.Second.Net && pair.First.Price < pair.Second.Price));
        Assert.All(steps.Rows, row => Assert.True(row.Cost >= row.Gross && row.Gross >= row.Net));
    }

    [Fact]
    public void Steps_without_the_employers_rates_are_asked_for_and_never_assumed()
    {
        var refusal = ListSalarySteps.Of(new("DE", null, null), FactBook.Embedded, new(2026, 3, 2), Samverk.Wages.WageRules.Embedded).Refusal!;

        Assert.Equal("field-missing", refusal.Code);
        Assert.Equal("unknown-kind", ListSalarySteps.Of(new("XX", null, null), FactBook.Embedded, new(2026, 3, 2), Samverk.Wages.WageRules.Embedded).Refusal!.Code);
    }

    private static Simulate.Query Asked(int costs, int contributions, int tax) => new("SE", SimulatorStart.Price, "50000", SimulatorVat.Standard, "7", null, Kronor(costs), Kronor(contributions), Kronor(tax));

    private static string Kronor(int ore) => (ore / 100m).ToString("0.00", System.Globalization.CultureInfo.InvariantCulture);
}
