using System.Text.Json;
using System.Text.RegularExpressions;
using Samverk.Countries;
using Samverk.Kernel;

namespace Samverk.Tests.Countries;

/// <summary>The packs against data that others wrote.</summary>
public class OutsideDataTests
{
    [Fact]
    public void Every_fee_of_the_money_path_files_is_a_rule()
    {
        var fees = 0;
        foreach (var file in Directory.EnumerateFiles(Shared.Path("domain/data/money-path"), "*.json"))
        {
            using var document = JsonDocument.Parse(File.ReadAllText(file));
            foreach (var entity in document.RootElement.GetProperty("entities").EnumerateArray())
            {
                var fee = entity.GetProperty("fee");
                var rule = FeeRule.Of(fee.GetProperty("kind").GetString()!, Read(fee.GetProperty("rate")), Read(entity.GetProperty("fundRate")));
                Assert.Null(rule.Refusal);
                fees++;
            }
        }

        Assert.NotEqual(0, fees);
        Shared.Ran(fees);

        static Rate Read(JsonElement rate) => Rate.Read(rate.GetString()!).Value;
    }

    [Fact]
    public void Every_reason_code_of_the_packs_is_in_the_public_code_list()
    {
        using var lists = JsonDocument.Parse(File.ReadAllText(Shared.Path("einvoice/data/codelists/en16931-1.3.16.json")));
        var known = lists.RootElement.GetProperty("BR-CL-22").GetProperty("values").EnumerateArray().Select(code => code.GetString()!.ToUpperInvariant()).ToHashSet();
        var assembly = typeof(FactBook).Assembly;
        var used = assembly.GetManifestResourceNames().SelectMany(name =>
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            return Regex.Matches(reader.ReadToEnd(), "VATEX-[A-Z0-9-]+", RegexOptions.None, TimeSpan.FromSeconds(1)).Select(match => match.Value);
        }).Concat(["VATEX-EU-AE", "VATEX-EU-IC", "VATEX-EU-G", "VATEX-EU-O"]).Distinct().ToList();

        Assert.All(used, code => Assert.Contains(code, known));
        Shared.Ran(used.Count);
    }

    [Theory]
    [InlineData("flat", "5", "0", "unknown-kind"), InlineData("fixedMonthly", "5", "0", "unknown-kind")]
    [InlineData("percentOfNet", "5", "6", "field-invalid"), InlineData("onTop", "-1", "0", "field-invalid")]
    public void A_fee_that_comes_with_the_data_is_refused_when_it_cannot_be_one(string kind, string rate, string fundRate, string code) =>
        Assert.Equal(code, FeeRule.Of(kind, Rate.Read(rate).Value, Rate.Read(fundRate).Value).Refusal?.Code);
}
