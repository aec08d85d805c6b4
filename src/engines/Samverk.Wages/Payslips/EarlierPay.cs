using NodaTime;

namespace Samverk.Wages;

/// <summary>A payslip that the same employer gave the same person earlier in the calendar year.</summary>
/// <param name="PaidOn">The day of payment.</param>
/// <param name="Lines">Its lines; empty where the pack needs the gross only (<see cref="PayslipOfYear.NeedsLines"/>).</param>
public sealed record EarlierPay(LocalDate PaidOn, decimal Gross, IReadOnlyList<EarlierLine> Lines)
{
    internal decimal Of(params ReadOnlySpan<string> codes)
    {
        var sum = 0m;
        foreach (var line in Lines)
            if (codes.Contains(line.Code)) sum += line.Amount;
        return sum;
    }
}

/// <param name="Rate">Per cent.</param>
public readonly record struct EarlierLine(string Code, decimal? Base, decimal? Rate, decimal Amount);
