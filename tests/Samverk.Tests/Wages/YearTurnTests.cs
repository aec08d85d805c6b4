using System.Diagnostics;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Samverk.Wages;

namespace Samverk.Tests.Wages;

/// <summary>The drill of the year's turn. Every figure of 2027 is made up and marked so in its source; nothing of it leaves the tests.</summary>
public sealed class YearTurnTests
{
    private const string MadeUp = "MADE UP for the drill of the year's turn, no law";

    /// <summary>Country, a parameter whose figure the drill changes, the made-up figure.</summary>
    public static TheoryData<string, string, string> Drill => new()
    {
        { "AT", "kommunalsteuer", "3.5" }, { "BE", "social.employee_rate", "13.50" }, { "DE", "si.rv_total", "19.0" }, { "ES", "social.base_max_month", "5300.00" },
        { "FR", "employer.solidarity_autonomy", "0.40" }, { "IT", "social.additional_percent", "2" }, { "NL", "zvw.employer", "6.30" }, { "SE", "employer.standard", "31.00" },
    };

    [Theory]
    [MemberData(nameof(Drill))]
    public void A_new_year_comes_as_data_and_leaves_the_old_one_as_it_was(string country, string id, string value)
    {
        var rules = WageRules.Embedded.With(Year2027(country, id, value), "2027.json").Value;
        var (pays, moved) = (TypicalPay.Of(country).Where(pay => pay.Request.PaidOn.Year is 2026).ToList(), 0);
        foreach (var pay in pays)
        {
            var old = WageRules.Embedded.Payslip(pay.Request);
            Assert.Equal(Said(old), Said(rules.Payslip(pay.Request)));
            var next = pay.Request with { Period = new(2027, 1), PaidOn = new(2027, 1, 29) };
            if (old.Refusal is not null) continue;
            // Without the file nothing of the new year is known; with it the same pay is answered by its figures.
            Assert.Equal("parameter-missing", WageRules.Embedded.Payslip(next).Refusal?.Code);
            if (rules.Payslip(next) is not { Refusal: null } slip) continue;
            moved++;
            Assert.All(slip.Value.Parameters.Where(use => use.Id == id), use => Assert.Equal((MadeUp, value), (use.Source, use.Json.Trim('"'))));
        }

        Assert.True(moved > pays.Count / 4, $"{moved} of {pays.Count} pays are answered in the new year");
        Assert.Contains(WageRules.Embedded.ChangesTo(rules), change => change.Id == id && change.Before is null && change.After!.Json.Trim('"') == value);
    }

    [Theory]
    [MemberData(nameof(Drill))]
    public void Sixty_thirty_and_seven_days_ahead_somebody_is_told_until_the_file_is_there(string country, string id, string value)
    {
        var employed = new Dictionary<string, int> { [country] = 7 };
        var rules = WageRules.Embedded.With(Year2027(country, id, value), "2027.json").Value;
        foreach (var (day, stage) in new[] { ("2026-11-01", 60), ("2026-12-01", 30), ("2026-12-24", 7) })
        {
            var today = LocalDatePattern.Iso.Parse(day).Value;
            var warning = Assert.Single(WageRules.Embedded.Expiring(today, employed));
            Assert.Equal((country, stage, 7), (warning.Country, warning.Stage, warning.Employments));
            Assert.Contains(id, warning.Parameters);
            Assert.Empty(rules.Expiring(today, employed));
            Assert.Equal(stage, Assert.Single(rules.Expiring(today.PlusYears(1), employed)).Stage);
        }

        Assert.Empty(WageRules.Embedded.Expiring(new(2026, 10, 31), employed));
    }

    [Fact]
    public void An_update_in_mid_quarter_is_trued_up_by_differences_and_closed_payslips_stay()
    {
        // The made-up rate holds from August; the file comes when August has been paid.
        var updated = WageRules.Embedded.With(
            $$"""{"country":"SE","asOf":"2026-12-01","validUntil":"2026-12-31","parameters":[{"id":"employer.standard","validFrom":"2026-08-01","value":"30.00","status":"verified","source":"{{MadeUp}}"}]}""", "update.json").Value;
        var months = new[] { new YearMonth(2026, 7), new YearMonth(2026, 8), new YearMonth(2026, 9) }
            .Select(month => new PayslipRequest("SE", "salaried", month, month.ToDateInterval().End, 35_000, Json("""{"table":33,"column":1,"birth_year":1985}"""))).ToList();
        var paid = months.Take(2).Select(month => WageRules.Embedded.Payslip(month).Value).ToList();
        var right = months.Select(month => updated.Payslip(month).Value).ToList();

        Assert.Empty(right[0].Less(paid[0]));
        var difference = Assert.Single(right[1].Less(paid[1]));
        Assert.Equal(("se.employer", -497.00m), (difference.Kind.Code, difference.Amount));
        Assert.Equal((10_997.00m, 10_500.00m), (paid[1].EmployerContributions, right[1].EmployerContributions));
        // Paid and corrected together are what the quarter costs by the new rate; what was paid is as it was.
        Assert.Equal(right.Sum(slip => slip.Cost), paid.Sum(slip => slip.Cost) + difference.Amount + right[2].Cost);
        Assert.Equal(Said(WageRules.Embedded.Payslip(months[1])), Said(paid[1]));
    }

    [Fact]
    public void A_cumulative_method_is_trued_up_by_the_next_pay_of_the_year()
    {
        // The Italian year shares its tax among the pays: with a made-up lower bracket the next pay gives back what was kept too much.
        var facts = Json("""{"contract":"permanent","gross_year":"26000","work_accident_rate":"0.4"}""");
        var request = new PayslipRequest("IT", "salaried", new(2026, 7), new(2026, 7, 31), 2_000, facts);
        var first = WageRules.Embedded.Payslip(request).Value;
        var updated = WageRules.Embedded.With(
            $$"""{"country":"IT","asOf":"2026-12-01","validUntil":"2026-12-31","parameters":[{"id":"irpf","validFrom":"2026-08-01","value":[["28000","22"],["50000","33"],[null,"43"]],"status":"verified","source":"{{MadeUp}}"}]}""", "update.json");
        Assert.True(updated.Refusal is null, $"{updated.Refusal}");
        var so = new Dictionary<string, decimal> { ["gross"] = 2_000, ["contributions"] = first.EmployeeContributions, ["tax"] = first.Tax };
        var next = request with { Period = new(2026, 8), PaidOn = new(2026, 8, 31), YearToDate = so };
        var (before, after) = (WageRules.Embedded.Payslip(next).Value, updated.Value.Payslip(next).Value);
        var whole = updated.Value.Payslip(next with { Gross = 4_000, YearToDate = new Dictionary<string, decimal>() }).Value;
        Assert.True(after.Tax < before.Tax);
        Assert.Equal(whole.Tax, first.Tax + after.Tax);
    }

    [Fact]
    public async Task The_command_shows_changed_values_and_what_they_make_of_sample_payslips()
    {
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.json");
        await File.WriteAllTextAsync(file, Year2027("SE", "employer.standard", "31.00"), TestContext.Current.CancellationToken);
        try
        {
            var (exit, output) = await Diff("built-in", file);
            Assert.Equal(1, exit);
            Assert.Contains("SE employer.standard 2027-01-01: (none) -> \"31.00\" verified", output, StringComparison.Ordinal);
            Assert.Contains("SE sample of 35000.00 paid on 2027-01-31: refused, parameter-missing ", output, StringComparison.Ordinal);
            Assert.Contains(", cost 45850.00", output, StringComparison.Ordinal);
            var (_, json) = await Diff("built-in", file, "--json");
            var samples = json.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).Where(line => line.TryGetProperty("sample", out _)).ToList();
            Assert.Equal(3, samples.Count);
            Assert.Equal("45850.00", samples[1].GetProperty("after").GetProperty("cost").GetString());
            Assert.Equal((0, ""), await Diff("built-in", "built-in"));
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>A file of all that holds on the last day of 2026, again for 2027, with one figure changed.</summary>
    private static string Year2027(string country, string id, string value)
    {
        var last = WageRules.Embedded.Book(country).LastDay!.Value;
        var rows = WageRules.Embedded.Book(country).Rows.Select(row => row.Use).GroupBy(use => use.Id)
            .Select(same => same.Where(use => use.Validity.From <= last && (use.Validity.To is not { } to || to >= last)).MaxBy(use => use.Validity.From)).OfType<ParameterUse>();
        return JsonSerializer.Serialize(new
        {
            country, asOf = "2026-12-20", validUntil = "2027-12-31",
            parameters = rows.Select(use => new
            {
                id = use.Id, validFrom = "2027-01-01", value = use.Id == id ? JsonSerializer.SerializeToElement(value) : Json(use.Json),
                status = use.Status is ParameterStatus.Verified ? "verified" : "unverified", source = MadeUp,
            }),
        });
    }

    private static string Said(global::Samverk.Kernel.Outcome<Payslip> slip) => slip.Refusal is { } refusal ? WageCase.Said(refusal) : Said(slip.Value);

    private static string Said(Payslip slip) => string.Join("; ", slip.Lines.Select(line => FormattableString.Invariant($"{line.Kind.Code} {line.Base} {line.Rate} {line.Amount}")));

    private static JsonElement Json(string text) => JsonDocument.Parse(text).RootElement;

    private static async Task<(int Exit, string Output)> Diff(params string[] places)
    {
        var start = new ProcessStartInfo(Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../Samverk.Host/release/samverk")), ["wages", "diff", .. places]) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, output);
    }
}
