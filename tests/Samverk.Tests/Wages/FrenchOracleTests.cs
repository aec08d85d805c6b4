using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using NodaTime;
using Samverk.Tests.Ui;
using Samverk.Wages;

namespace Samverk.Tests.Wages;

/// <summary>The French pack beside modele-social, the administration's own model, asked in the same run about the same pays of 2026.</summary>
public sealed class FrenchOracleTests
{
    /// <summary>The model sums unrounded lines, a payslip sums rounded ones (wages/fr.md, 1).</summary>
    private const decimal Tolerance = 0.12m;

    private static readonly string Modules = Path.Combine(SourceTexts.Root, "node_modules");

    [Fact]
    public async Task The_totals_of_a_month_are_those_of_the_administrations_model()
    {
        Assert.SkipUnless(File.Exists(Path.Combine(Modules, "modele-social", "package.json")), "modele-social is not installed: ./test installs it where npm can reach its registry");
        var pays = Pays().ToList();
        var told = await Ask(pays);

        Assert.Equal(pays.Count, told.Count);
        var differences = new List<string>();
        foreach (var (id, date, input) in pays)
        {
            var ours = WageRules.Embedded.Answer("FR", "fr.payslip", date, JsonDocument.Parse(input).RootElement).Value;
            foreach (var key in (string[])["net_before_tax", "employee_total", "employer_total", "reduction", "total_cost"])
            {
                var (mine, theirs) = (Number(ours, key), Number(told[id], key));
                if (Math.Abs(mine - theirs) > Tolerance) differences.Add(string.Create(CultureInfo.InvariantCulture, $"{date:uuuu-MM-dd} {input}: {key} is {mine}, the model says {theirs}"));
            }
        }

        Assert.True(differences.Count is 0, $"{differences.Count} differences: {string.Join("\n", differences.Take(12))}");
        Shared.Ran(pays.Count);
    }

    /// <summary>Both sides of the minimum wage's rise, small and large employers, from the minimum wage to beyond eight ceilings.</summary>
    private static IEnumerable<(string Id, LocalDate Date, string Input)> Pays()
    {
        var number = 0;
        foreach (var date in new LocalDate[] { new(2026, 2, 1), new(2026, 7, 1) })
            foreach (var (staff, executive) in new[] { (8, false), (20, false), (70, true) })
                foreach (var gross in new[] { "1880.00", "2150.00", "2640.55", "3333.33", "3999.00", "4700.00", "5900.00", "9876.54", "16500.00", "34000.00" })
                    yield return (Id(), date, Say(gross, staff, executive, "35"));
        foreach (var (gross, hours) in new[] { ("960.00", "17.5"), ("1310.00", "24"), ("1700.00", "28"), ("2900.00", "30") })
            yield return (Id(), new(2026, 7, 1), Say(gross, 20, false, hours));

        string Id() => string.Create(CultureInfo.InvariantCulture, $"p{number++}");
    }

    private static string Say(string gross, int staff, bool executive, string hours) => string.Create(CultureInfo.InvariantCulture, $$"""
        {"gross_month":"{{gross}}","employees":{{staff}},"executive":{{(executive ? "true" : "false")}},"contract":"permanent","weekly_hours":"{{hours}}","work_accident_rate":"2.12","health_plan_employee":"24.50","health_plan_employer":"24.50"}
        """);

    private static async Task<IReadOnlyDictionary<string, JsonElement>> Ask(IReadOnlyList<(string Id, LocalDate Date, string Input)> pays)
    {
        var start = new ProcessStartInfo("node", [Path.Combine(SourceTexts.Root, "tests", "Samverk.Tests", "Wages", "Oracle", "french.mjs"), Modules])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        using var node = Process.Start(start)!;
        var (answers, errors) = (node.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken), node.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        foreach (var (id, date, input) in pays)
            await node.StandardInput.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{{\"id\":\"{id}\",\"date\":\"{date:uuuu-MM-dd}\",{input[1..]}"));
        node.StandardInput.Close();
        await node.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(node.ExitCode is 0, await errors);
        return (await answers).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)
            .Where(answer => answer.TryGetProperty("id", out _)).ToDictionary(answer => answer.GetProperty("id").GetString()!, StringComparer.Ordinal);
    }

    private static decimal Number(JsonElement json, string key) => decimal.Parse(json.GetProperty(key).GetString()!, CultureInfo.InvariantCulture);
}
