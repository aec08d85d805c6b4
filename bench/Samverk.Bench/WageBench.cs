using System.Diagnostics;
using System.Globalization;
using NodaTime;
using Samverk.Wages;

namespace Samverk.Bench;

/// <summary>Swedish payslips with distinct inputs, with all lines in memory and as a batch of JSON lines; and a batch of all eight countries.</summary>
internal static class WageBench
{
    private const int Payslips = 2_000_000, Lines = 120_000;

    public static async Task<int> Run()
    {
        var book = WageRules.Embedded.Book("SE");
        Compute(book, Payslips / 10);
        var began = Stopwatch.GetTimestamp();
        var (lines, net) = Compute(book, Payslips);
        Print($"Swedish payslips with all lines, {Environment.ProcessorCount} cores ({lines:N0} lines, net {net:0})", Payslips, Stopwatch.GetElapsedTime(began));

        await Batch("Swedish payslips", Question);
        await Batch("pays of eight countries mixed", Mixed);
        await PackBench.Run(Path.GetFullPath("node_modules"));
        return 0;
    }

    private static (long Lines, decimal Net) Compute(ParameterBook book, int count)
    {
        var date = new LocalDate(2026, 6, 25);
        var (all, sum, gate) = (0L, 0m, new Lock());
        Parallel.For(0, count, () => (Lines: 0L, Net: 0m), (number, _, local) =>
        {
            var slip = new SwedishPay(SwedishTaxForm.Table, 29 + (number % 14), 1 + (number % 6), 1940 + (number % 68), 5_000 + (number * 0.05m)).Compute(new(book, date));
            return (local.Lines + slip.Lines.Count, local.Net + slip.Net);
        }, local =>
        {
            lock (gate) (all, sum) = (all + local.Lines, sum + local.Net);
        });
        return (all, sum);
    }

    /// <summary>The built command with a file of questions, start included; its most memory as the kernel counted it.</summary>
    private static async Task Batch(string what, Func<int, string> question)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllLinesAsync(file, Enumerable.Range(0, Lines).Select(question));
            var command = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "Samverk.Host", "release", "samverk"));
            var began = Stopwatch.GetTimestamp();
            using var shell = Process.Start(new ProcessStartInfo("sh", ["-c", "command time -f %M \"$0\" wages < \"$1\" > \"$1.answers\"", command, file]) { RedirectStandardError = true })!;
            var memory = (await shell.StandardError.ReadToEndAsync()).Trim();
            await shell.WaitForExitAsync();
            if (shell.ExitCode != 0) throw new InvalidOperationException($"a question was refused: {File.ReadLines(file + ".answers").First(line => line.Contains("\"error\"", StringComparison.Ordinal))}");
            Print($"{what} as JSON lines (`samverk wages`), most memory {int.Parse(memory, CultureInfo.InvariantCulture) / 1024} MiB; goals 5 s, 300 MiB", Lines, Stopwatch.GetElapsedTime(began));
        }
        finally
        {
            File.Delete(file);
            File.Delete(file + ".answers");
        }
    }

    private static string Question(int number) => string.Create(CultureInfo.InvariantCulture, $$$"""
        {"id":"q{{{number}}}","country":"SE","kind":"se.payslip","date":"2026-06-25","input":{"table":{{{29 + (number % 14)}}},"column":{{{1 + (number % 6)}}},"monthly_income":"{{{5000 + (number % 100000)}}}.{{{number % 90 + 10}}}","birth_year":{{{1940 + (number % 68)}}}}}
        """);

    /// <summary>Each country in turn, the largest question of its pack that verified parameters answer; no two alike.</summary>
    private static string Mixed(int number)
    {
        var (of, gross) = (number % 8, string.Create(CultureInfo.InvariantCulture, $"{2_200 + (number % 3_000)}.{number / 3_000 % 90 + 10}"));
        return of switch
        {
            0 => Line("AT", "at.payslip_year", $"\"gross_month\":\"{gross}\",\"payments\":14,\"vienna\":false"),
            1 => Line("BE", "be.payslip", $"\"gross_month\":\"{gross}\",\"blue_collar\":false,\"family\":\"single\",\"children\":0,\"full_time_full_month\":true"),
            2 => Line("DE", "de.payslip", $"\"gross_month\":\"{gross}\",\"tax_class\":1,\"state\":\"NW\",\"church_member\":true,\"child_allowances\":\"0\",\"health_additional_rate\":\"2.9\",\"care_childless\":true,\"care_child_discounts\":0"),
            3 => Line("ES", "es.withholding", $"\"gross_year\":\"{number % 40_000 + 18_000}.{number % 90 + 10}\",\"social_contributions_year\":\"1800.00\",\"family_situation\":3,\"children_ages\":[],\"age\":36"),
            4 => Line("FR", "fr.payslip", $"\"gross_month\":\"{gross}\",\"employees\":10,\"executive\":false,\"contract\":\"permanent\",\"weekly_hours\":\"35\",\"work_accident_rate\":\"2.12\",\"health_plan_employee\":\"20.00\",\"health_plan_employer\":\"20.00\""),
            5 => Line("IT", "it.year", $"\"gross_year\":\"{number % 40_000 + 12_000}.{number % 90 + 10}\",\"months_paid\":13,\"contract\":\"permanent\",\"region\":\"LO\",\"cigs\":false,\"days\":365,\"municipal_surcharge\":{{\"exempt_up_to\":\"23000\",\"brackets\":[[null,\"0.8\"]]}}"),
            6 => Line("NL", "nl.wage_tax", $"\"period\":\"month\",\"wage\":\"{gross}\",\"class\":\"under_aow\""),
            _ => Question(number),
        };

        string Line(string country, string kind, string input) => $"{{\"id\":\"q{number}\",\"country\":\"{country}\",\"kind\":\"{kind}\",\"date\":\"2026-06-30\",\"input\":{{{input}}}}}";
    }

    private static void Print(string what, int count, TimeSpan took) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {what} | {took.TotalSeconds:0.00} s, {count / took.TotalSeconds:N0}/s | | |"));
}
