using System.Text.Json.Nodes;
using Samverk.EInvoice;

namespace Samverk.Tests.EInvoice;

/// <summary>The test files of the public rule sets, as far as they are about content: read, judged, and compared with the expected verdict.</summary>
public sealed class PublicRuleCasesTests
{
    /// <summary>
    /// What these files get wrong is their XML, not what it says: an empty or repeated element, an element in the wrong document, a currency
    /// attribute. The terms of the model no longer show it.
    /// </summary>
    private static readonly HashSet<string> AboutSyntax =
    [
        "cn-BR-CL-18.02", "cn-BR-CO-15.08", "inv-BR-CO-15.08", "UBL-IN_DE-R-027.02", "inv-PEPPOL-EN16931-CL001.02", "inv-PEPPOL-COMMON-EAS.02",
        "cn-PEPPOL-EN16931-P0101.04", "inv-PEPPOL-EN16931-R001.01", "inv-PEPPOL-EN16931-R003.02", "inv-PEPPOL-EN16931-R003.03",
        "inv-PEPPOL-EN16931-R053.01", "inv-PEPPOL-EN16931-R054.02",
    ];

    [Fact]
    public void Rules_fire_where_the_public_rule_sets_fire()
    {
        var known = Rules.Ids.ToHashSet();
        var (ran, wrong) = (0, new List<string>());
        foreach (var one in File.ReadLines(Shared.Path("einvoice/data/index.jsonl")).Select(line => JsonNode.Parse(line)!))
        {
            var (file, rule, profile) = (one["file"]!.GetValue<string>(), one["rule"]!.GetValue<string>(), one["profile"]!.GetValue<string>());
            if (!known.Contains(rule) || profile is not ("en16931" or "peppol") || !one["syntax"]!.GetValue<string>().StartsWith("ubl", StringComparison.Ordinal)) continue;
            if (AboutSyntax.Contains(Path.GetFileNameWithoutExtension(file))) continue;
            var invoice = UblReader.Read(File.ReadAllBytes(Shared.Path($"einvoice/data/{file}")));
            if (invoice.Refusal is not null) continue; // fragments without what the schema demands, a charge indicator

            ran++;
            var found = Rules.Check(invoice.Value, profile is "peppol" ? Profile.Peppol : Profile.En16931, Sample.Issued).Where(violation => violation.Rule == rule).ToArray();
            var severity = one["severity"]!.GetValue<string>() is "fatal" ? Severity.Fatal : Severity.Warning;
            if (found.Length > 0 != one["expect"]!.GetValue<string>() is "fires" || found.Any(violation => violation.Severity != severity)) wrong.Add($"{file}: {rule}");
        }

        Assert.Empty(wrong);
        Assert.True(ran > 600, $"{ran} cases");
        Shared.Ran(ran);
    }

    [Theory]
    [InlineData("documents/peppol"), InlineData("documents/sfti")]
    public void Documents_of_others_read_and_write_back_without_losing_a_term(string folder)
    {
        var files = Directory.GetFiles(Shared.Path($"einvoice/data/{folder}"));
        foreach (var file in files)
        {
            var read = UblReader.Read(File.ReadAllBytes(file)).Value;
            Assert.Equal(read, UblReader.Read(UblWriter.Write(read)).Value);
        }

        Shared.Ran(files.Length);
    }
}
