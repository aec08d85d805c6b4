using System.Diagnostics;
using System.Globalization;
using System.Text;
using NodaTime;
using Samverk.Wages;

namespace Samverk.Bench;

/// <summary>Swedish payslips with distinct inputs: with all lines in memory, and as a batch of JSON lines.</summary>
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

        using var questions = new MemoryStream(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, Lines).Select(Question))));
        began = Stopwatch.GetTimestamp();
        if (!await WageBatch.Run(WageRules.Embedded, questions, Stream.Null, CancellationToken.None)) throw new InvalidOperationException("a question was refused");
        Print("Swedish payslips as JSON lines, goal 120,000 in 5 s", Lines, Stopwatch.GetElapsedTime(began));
        await PackBench.Run(Path.GetFullPath("node_modules"));
        using var self = Process.GetCurrentProcess();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| most memory of all | {self.PeakWorkingSet64 / 1024 / 1024} MiB, goal 300 | | |"));
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

    private static string Question(int number) => string.Create(CultureInfo.InvariantCulture, $$$"""
        {"id":"q{{{number}}}","country":"SE","kind":"se.payslip","date":"2026-06-25","input":{"table":{{{29 + (number % 14)}}},"column":{{{1 + (number % 6)}}},"monthly_income":"{{{5000 + (number % 100000)}}}.{{{number % 90 + 10}}}","birth_year":{{{1940 + (number % 68)}}}}}

        """);

    private static void Print(string what, int count, TimeSpan took) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {what} | {took.TotalSeconds:0.00} s, {count / took.TotalSeconds:N0}/s | | |"));
}
