using System.Globalization;
using Samverk.Wages;

namespace Samverk.Scenarios;

/// <summary>A computed payslip as a table of the rule book.</summary>
internal static class WageTables
{
    public static void Tell(Story story, Payslip pay) => story.Tell(
        "| line | base | per cent | amount | law |\n|---|--:|--:|--:|---|\n"
        + string.Concat(pay.Lines.Select(line => string.Create(CultureInfo.InvariantCulture,
            $"| {line.Kind.Label} | {(line.Base is { } @base ? Shown(@base) : "")} | {line.Rate?.ToString("0.###", CultureInfo.InvariantCulture)} | {Shown(line.Amount)} | {line.Kind.Source} |\n")))
        + $"| **paid out** | | | **{Shown(pay.Net)}** | |\n| **whole cost** | | | **{Shown(pay.Cost)}** | |");

    private static string Shown(decimal amount) => amount.ToString("N2", CultureInfo.InvariantCulture);
}
