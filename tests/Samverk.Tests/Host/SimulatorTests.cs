using System.Net;
using System.Text.Json;
using NodaTime;
using Samverk.Countries;
using Samverk.Host;
using Samverk.Kernel;
using Samverk.Tests.Ui;
using Samverk.Ui;
using CsCheck;

namespace Samverk.Tests.Host;

/// <summary>The public simulator: every country, every cent, every "no" by its name, and nothing that an address can break.</summary>
public sealed class SimulatorTests(RunningNode node) : IClassFixture<RunningNode>
{
    private static readonly LocalDate Today = new(2026, 3, 2);

    public static TheoryData<string> Countries => [.. SimulatorCountry.All.Select(country => country.Code)];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Countries))]
    public void Every_cent_of_the_client_is_somewhere(string country) => Gen.Select(Gen.Decimal[100, 9_000], Gen.Enum<SimulatorStart>(), Gen.Enum<SimulatorVat>()).Sample((amount, start, vat) =>
    {
        var euro = Math.Round(amount, 2);
        var asked = $"{(country is "SE" ? euro * 10 : euro):0.00}".Replace(',', '.');
        var outcome = Simulate.Of(new(country, start, asked, vat, "8.5", Own(country)), FactBook.Embedded, Today);
        // Above the highest base the Spanish rules are not verified, and nowhere is part of the hours or of a month; no other usual month is refused.
        if (outcome.Refusal is { } refusal)
        {
            // A Spanish employer contributes on the lowest base at least: what does not even pay that reaches no wage.
            var about = refusal.Code is "regime-not-verified" ? $"{refusal.Facts[0].Value}" : refusal.Code;
            Assert.Contains((country, about), ((string, string)[])[("ES", "social.solidarity"), ("ES", "part_time"), ("ES", "no-wage-reaches"), ("FR", "partial_month")]);
            return;
        }

        var one = outcome.Value;
        Assert.Equal(one.Paid, one.Vat + one.Price);
        Assert.Equal(one.Price, one.Fee + one.Cost + one.Rest);
        Assert.Equal(one.Cost, one.Employer + one.Gross);
        Assert.Equal(one.Net, one.Gross - one.Employee - one.Tax + one.Additions);
        Assert.Equal(one.Paid, one.Vat + one.Fee + one.Employer + one.Employee + one.Tax - one.Additions + one.Net + one.Rest);
        Assert.False(one.Rest.IsNegative);
        Assert.Equal(one.Net.ToDecimal() + one.Employee.ToDecimal() + one.Tax.ToDecimal() + one.Employer.ToDecimal() - one.Additions.ToDecimal(), one.Cost.ToDecimal());
        var typed = decimal.Parse(asked, System.Globalization.CultureInfo.InvariantCulture);
        Assert.True(start switch
        {
            SimulatorStart.Price => one.Price.ToDecimal() == typed,
            SimulatorStart.Gross => one.Gross.ToDecimal() == typed,
            _ => one.Net.ToDecimal() >= typed,
        });
    }, iter: 40);

    [Theory]
    [MemberData(nameof(Countries))]
    public async Task The_page_answers_a_stranger_for_every_country_in_both_languages(string country)
    {
        foreach (var language in (string[])["en", "sv"])
        {
            var (status, page) = await Get($"/simulator?country={country}&amount=4000&language={language}{OwnInAddress(country)}");
            Assert.Equal(HttpStatusCode.OK, status);
            Assert.Contains("sv-flow", page, StringComparison.Ordinal);
            Assert.Contains("id=\"why-tax\"", page, StringComparison.Ordinal);
            Assert.DoesNotContain(" style=", page, StringComparison.Ordinal);
        }

        Assert.Empty(node.Get<Texts>().Missing);
    }

    [Theory]
    [MemberData(nameof(Countries))]
    public async Task A_rate_that_no_public_source_gives_is_asked_and_never_assumed(string country)
    {
        var own = SimulatorCountry.Find(country)!.Facts.Where(fact => fact.MustBeSaid).ToList();
        Assert.All(own, fact => Assert.Equal("", fact.Usual));
        Assert.Equal(country is "SE", own.Count is 0);
        var (status, page) = await Get($"/simulator?country={country}&amount=4000");
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(country is not "SE", page.Contains("First say what the employer is told", StringComparison.Ordinal));
        Assert.Equal(country is "SE", page.Contains("sv-flow", StringComparison.Ordinal));
        foreach (var fact in own)
        {
            var without = new Dictionary<string, string>(Own(country), StringComparer.Ordinal) { [fact.Name] = "" };
            var refusal = Simulate.Of(new(country, SimulatorStart.Gross, "3000", SimulatorVat.None, "8", without), FactBook.Embedded, Today).Refusal!;
            Assert.Equal(("field-missing", fact.Name), (refusal.Code, refusal.Field));
        }
    }

    [Fact]
    public async Task Each_line_says_base_rate_rounding_law_and_dated_parameter()
    {
        var (_, page) = await Get("/simulator?country=SE&from=gross&amount=35000&vat=none&fee=7");
        foreach (var said in (string[])["35,000 × 31.42", "rounded to the nearest", "Ordered by:", "<code>", "1 January 2026"]) Assert.Contains(said, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_computed_honestly_is_named_instead_of_guessed()
    {
        var (status, page) = await Get("/simulator?country=ES&from=gross&amount=9000&work_accident_rate=1.5");
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("We cannot compute this honestly yet because nobody has verified", page, StringComparison.Ordinal);
        Assert.Contains("solidarity", page, StringComparison.Ordinal);
        Assert.DoesNotContain("sv-flow", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_countries_stand_side_by_side_with_the_same_sum_and_refusals_by_name()
    {
        var (_, page) = await Get("/simulator/compare?employer=1&amount=4000");
        foreach (var country in (string[])["Austria", "Belgium", "Germany", "Spain", "France", "Italy", "the Netherlands", "Sweden"]) Assert.Contains($"<b>{country}</b>", page, StringComparison.Ordinal);
        Assert.Contains("with the confirmed price of", page, StringComparison.Ordinal);
        var (_, high) = await Get("/simulator/compare?amount=20000&kronor=200000&fee=7&employer=1");
        Assert.Contains("We cannot compute this honestly yet because nobody has verified", high, StringComparison.Ordinal);
        Assert.Contains("because a rate of the employer has no public source and nobody said it", (await Get("/simulator/compare?employer=")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("We cannot compute this honestly", (await Get("/simulator/compare")).Text, StringComparison.Ordinal);
        Assert.Contains("it is less than the lowest pay of a whole month", (await Get("/simulator/compare?amount=1000")).Text, StringComparison.Ordinal);
        Assert.Contains("sv-error", (await Get("/simulator/compare?employer=lots")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("country=XX")]
    [InlineData("country=SE&country=DE")]
    [InlineData("country=%27%3B+drop+table")]
    [InlineData("from=sideways")]
    [InlineData("vat=99")]
    [InlineData("amount=")]
    [InlineData("amount=-5")]
    [InlineData("amount=0")]
    [InlineData("amount=1e9")]
    [InlineData("amount=99999999999999999999999999999999999999")]
    [InlineData("amount=%3Cscript%3E")]
    [InlineData("fee=100")]
    [InlineData("fee=-1")]
    [InlineData("fee=lots")]
    [InlineData("country=SE&table=99999999999")]
    [InlineData("country=SE&birth_year=born")]
    [InlineData("country=DE&state=%3Cb%3E")]
    [InlineData("country=DE&tax_class=7")]
    [InlineData("country=DE&church_member=perhaps")]
    [InlineData("country=ES&family_situation=1")]
    [InlineData("country=FR&personal_rate=NaN")]
    [InlineData("country=NL&awf=medium")]
    public async Task A_hostile_address_gets_an_error_at_its_field_and_never_a_crash(string query)
    {
        var (status, page) = await Get($"/simulator?{query}");
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.True(page.Contains("sv-error", StringComparison.Ordinal) || page.Contains("sv-alert", StringComparison.Ordinal), page);
        Assert.DoesNotContain("<script>", await node.Client.GetStringAsync(new Uri($"/simulator?{query}", UriKind.Relative), Cancel), StringComparison.Ordinal);
        Assert.DoesNotContain("sv-flow", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_word_that_the_simulator_does_not_ask_is_passed_over_and_a_long_one_does_no_harm()
    {
        Assert.Contains("sv-flow", (await Get("/simulator?country=AT&utm_source=letter&amount=4000&chamber_levy_rate=0.36")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await Get($"/simulator?country=SE&table={new string('9', 3_000)}")).Status);
        Assert.Equal(HttpStatusCode.OK, (await Get($"/simulator/compare?fee={new string('9', 3_000)}")).Status);
    }

    [Fact]
    public async Task The_API_answers_a_stranger_and_refuses_by_field()
    {
        var (status, text) = await Get($"/api/v1/simulator?country=DE&start=price&amount=5000&facts={OwnAsFacts("DE")}");
        Assert.Equal(HttpStatusCode.OK, status);
        using var json = JsonDocument.Parse(text);
        Assert.Equal("de.fee", json.RootElement.GetProperty("feeRule").GetProperty("source").GetProperty("id").GetString());
        Assert.Equal(("regime-not-verified", "fee"), await Refused($"country=AT&start=price&amount=5000&facts={OwnAsFacts("AT")}"));
        Assert.Equal(("field-unknown", "facts"), await Refused("country=AT&start=price&amount=5000&fee=8&facts=%7B%22king%22%3A%22yes%22%7D"));
        Assert.Equal(("money-unreadable", "amount"), await Refused("country=AT&start=net&amount=much&fee=8"));
        var (formStatus, form) = await Get("/api/v1/simulator/form?country=SE");
        Assert.Equal(HttpStatusCode.OK, formStatus);
        Assert.Contains("birth_year", form, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await Get("/api/v1/simulator/compare?amount=1000&kronor=10000&fee=8")).Status);

        async Task<(string?, string?)> Refused(string query)
        {
            var (_, problem) = await Get($"/api/v1/simulator?{query}");
            using var read = JsonDocument.Parse(problem);
            return (read.RootElement.GetProperty("code").GetString(), read.RootElement.GetProperty("field").GetString());
        }
    }

    [Fact]
    public async Task Visitors_find_it_from_the_start()
    {
        Assert.Contains("href=\"/simulator\"", (await Get("/")).Text, StringComparison.Ordinal);
        Assert.Contains("href=\"/simulator/compare\"", (await Get("/simulator")).Text, StringComparison.Ordinal);
    }

    private static Dictionary<string, string> Own(string country) =>
        SimulatorCountry.Find(country)!.Facts.Where(fact => fact.MustBeSaid).ToDictionary(fact => fact.Name, _ => "1", StringComparer.Ordinal);

    private static string OwnInAddress(string country) => string.Concat(Own(country).Select(fact => $"&{fact.Key}={fact.Value}"));

    private static string OwnAsFacts(string country) => Uri.EscapeDataString(JsonSerializer.Serialize(Own(country)));

    private async Task<(HttpStatusCode Status, string Text)> Get(string path)
    {
        var answer = await node.Client.GetAsync(new Uri(path, UriKind.Relative), Cancel);
        return (answer.StatusCode, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Cancel)));
    }
}
