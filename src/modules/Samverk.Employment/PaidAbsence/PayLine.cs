using NodaTime;
using Samverk.Kernel;

namespace Samverk.Employment;

/// <summary>A line of how a gross came about, where it is not simply what was agreed. All lines of a payslip together are its gross.</summary>
/// <param name="Code">One of <see cref="PayLine"/>'s, stable for ever.</param>
/// <param name="Wage">Of which wage.</param>
/// <param name="Absence">Because of which absence; null for pay and holiday compensation.</param>
/// <param name="Minutes">Of absence.</param>
/// <param name="Days">Working days of holiday.</param>
/// <param name="Base">What the rate was applied to, in units; null where there is none.</param>
/// <param name="Rate">Per cent.</param>
/// <param name="Source">The rule's source.</param>
/// <param name="Fact">The rule's id; null for what follows from the agreed pay alone.</param>
/// <param name="Own">The cooperative's own value.</param>
public sealed record PayLine(
    string Code, Guid Wage, Guid? Absence, LocalDate? From, LocalDate? To, int Minutes, int Days, decimal? Base, decimal? Rate, decimal Amount, string Source, string? Fact, bool Own)
{
    public const string
        Work = "pay.work", Away = "pay.absence", Sick = "pay.sick", Waiting = "pay.waiting", Continued = "pay.continued", Holiday = "pay.holiday", Compensation = "pay.holiday-compensation";
}

/// <summary>What a payslip pays of wages that were agreed: without hours of absence, with what the law gives for them.</summary>
/// <param name="Wages">With the gross that is paid.</param>
/// <param name="Lines">Empty where everything is paid as agreed.</param>
internal sealed record PaidWages(IReadOnlyList<AskedWage> Wages, IReadOnlyList<PayLine> Lines)
{
    public static PaidWages AsAgreed(IReadOnlyList<AskedWage> wages) => new(wages, []);

    /// <summary>Holiday that is paid out because an employment ends.</summary>
    public Money Compensation(Currency currency) => Money.Of(Lines.Where(line => line.Code is PayLine.Compensation).Sum(line => line.Amount), currency, Rounding.HalfAwayFromZero);
}
