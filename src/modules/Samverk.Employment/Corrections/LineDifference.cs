using NodaTime;
using Samverk.Wages;

namespace Samverk.Employment;

/// <summary>A line of a payslip before and after a correction, in units of its currency.</summary>
public sealed record LineDifference(string Code, string Label, Bearer Bearer, decimal Before, decimal After)
{
    public decimal Difference => After - Before;

    /// <summary>The lines that differ, in the order of the newer payslip.</summary>
    internal static IReadOnlyList<LineDifference> Between(SlipContent before, SlipContent after) =>
        [.. after.Lines.Concat(before.Lines).DistinctBy(line => line.Code, StringComparer.Ordinal)
            .Select(line => new LineDifference(line.Code, line.Label, line.Bearer, Sum(before, line.Code), Sum(after, line.Code))).Where(line => line.Difference is not 0)];

    private static decimal Sum(SlipContent content, string code) => content.Lines.Where(line => line.Code == code).Sum(line => line.Amount);
}

internal static class ChangedParameters
{
    /// <summary>The parameters of the newer payslip that the older one did not rest on, or not with this value.</summary>
    public static IReadOnlyList<SlipParameter> Since(this SlipContent after, SlipContent before) =>
        [.. after.Parameters.Where(now => !before.Parameters.Any(was => was.Id == now.Id && was.From == now.From && was.ReleasedBy == now.ReleasedBy && (was.Value is null || now.Value is null || was.Value == now.Value)))];
}
