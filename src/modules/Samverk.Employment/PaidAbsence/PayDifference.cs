namespace Samverk.Employment;

/// <summary>What an absence, or holiday that is paid out, makes of a pay before and after a correction, in units of its currency.</summary>
/// <param name="Line">In its newer words; as it was, where it is gone.</param>
public sealed record PayDifference(PayLine Line, decimal Before, decimal After)
{
    public decimal Difference => After - Before;

    /// <summary>Those that differ, in the order of the newer payslip. The agreed pay itself is the same: a wage that is another one shows in the lines below it.</summary>
    internal static IReadOnlyList<PayDifference> Between(SlipContent before, SlipContent after) =>
    [
        .. after.Pay.Concat(before.Pay).Where(line => line.Code is not PayLine.Work).DistinctBy(KeyOf)
            .Select(line => new PayDifference(line, Sum(before, line), Sum(after, line))).Where(line => line.Difference is not 0),
    ];

    private static decimal Sum(SlipContent content, PayLine of) => content.Pay.Where(line => KeyOf(line) == KeyOf(of)).Sum(line => line.Amount);

    // One absence has a line for each stage of its rule; its days may have moved.
    private static (string, System.Guid, System.Guid?, string?) KeyOf(PayLine line) => (line.Code, line.Wage, line.Absence, line.Rate?.ToString("0.####", System.Globalization.CultureInfo.InvariantCulture));
}
