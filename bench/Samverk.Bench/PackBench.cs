using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using NodaTime;
using Samverk.Wages;

namespace Samverk.Bench;

/// <summary>Payslips of each pack with distinct inputs, and the French one beside the administration's own model in the same run.</summary>
internal static class PackBench
{
    private const int Payslips = 100_000, Asked = 40;

    /// <summary>Country, least gross, facts.</summary>
    private static readonly (string Country, int From, string Facts)[] Ordinary =
    [
        ("AT", 1_000, """{"chamber_levy_rate":"0.36"}"""),
        ("BE", 2_200, """{"blue_collar":false,"family":"single","children":1,"small_funds_rate":"0.47"}"""),
        ("DE", 2_100, """{"tax_class":1,"state":"BE","church_member":true,"health_additional_rate":"2.9","care_childless":true,"levy_u1_rate":"1.6","levy_u2_rate":"0.4","accident_rate":"1.0"}"""),
        ("ES", 1_500, """{"temporary":true,"group":5,"work_accident_rate":"1.50","gross_year":"24000.00","family_situation":3,"age":36}"""),
        ("FR", 1_900, French),
        ("IT", 1_000, """{"contract":"permanent","gross_year":"60000.00","work_accident_rate":"0.4"}"""),
        ("NL", 1_000, """{"class":"under_aow","credit":true,"awf":"high","aof":"low","whk_rate":"1.16"}"""),
        ("SE", 20_000, """{"table":33,"column":1,"birth_year":1985}"""),
    ];

    private const string French = """{"employees":10,"executive":false,"contract":"permanent","weekly_hours":"35","work_accident_rate":"2.12","health_plan_employee":"20.00","health_plan_employer":"20.00"}""";

    public static async Task Run(string modules)
    {
        foreach (var (country, from, facts) in Ordinary)
        {
            var request = new PayslipRequest(country, "salaried", new(2026, 7), new(2026, 7, 31), 0, JsonDocument.Parse(facts).RootElement);
            Compute(request, from, Payslips / 10);
            var (allocated, began) = (GC.GetAllocatedBytesForCurrentThread(), Stopwatch.GetTimestamp());
            Compute(request, from, Payslips);
            var (took, bytes) = (Stopwatch.GetElapsedTime(began), (GC.GetAllocatedBytesForCurrentThread() - allocated) / Payslips);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {country} payslips with all lines, facts read from JSON, one core, goal 50,000/s | {Payslips / took.TotalSeconds:N0}/s, {bytes:N0} B a payslip | | |"));
        }

        await BesideTheModel(modules);
    }

    /// <summary>The same totals of the same pays: ours as the model's process measures itself, without its start.</summary>
    private static async Task BesideTheModel(string modules)
    {
        var script = Path.Combine(modules, "..", "tests", "Samverk.Tests", "Wages", "Oracle", "french.mjs");
        if (!File.Exists(Path.Combine(modules, "modele-social", "package.json")))
        {
            Console.WriteLine("| French payslips beside modele-social | not installed: build/prepare --tests | | |");
            return;
        }

        var start = new ProcessStartInfo("node", [script, modules]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        using var node = Process.Start(start)!;
        var answers = node.StandardOutput.ReadToEndAsync();
        for (var number = 0; number < Asked; number++)
            await node.StandardInput.WriteLineAsync($$"""{"id":"{{number}}","date":"2026-07-01","gross_month":"{{1_900 + (number * 37)}}.00",{{French[1..]}}""");
        node.StandardInput.Close();
        await node.WaitForExitAsync();
        var last = JsonDocument.Parse((await answers).Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1]).RootElement;
        var theirs = double.Parse(last.GetProperty("milliseconds").GetString()!, CultureInfo.InvariantCulture) / Asked;

        var request = new PayslipRequest("FR", "salaried", new(2026, 7), new LocalDate(2026, 7, 1), 0, JsonDocument.Parse(French).RootElement);
        Compute(request, 1_900, Payslips / 10);
        var began = Stopwatch.GetTimestamp();
        Compute(request, 1_900, Payslips);
        var ours = Stopwatch.GetElapsedTime(began).TotalMilliseconds / Payslips;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| a French payslip | {ours * 1000:0.0} µs | modele-social 11.1.0: {theirs:0.0} ms; goal 500 times | {theirs / ours:N0} times |"));
    }

    private static void Compute(PayslipRequest request, int from, int count)
    {
        for (var number = 0; number < count; number++)
            if (WageRules.Embedded.Payslip(request with { Gross = from + (number % 200_000 * 0.01m) }).Refusal is { } refusal) throw new InvalidOperationException($"{refusal}");
    }
}
