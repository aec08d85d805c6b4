using Dapper;
using Samverk.Employment;
using Samverk.Store;

namespace Samverk.Treasury;

/// <summary>What the room below is told about the net wages that are paid here.</summary>
internal static class WagePayments
{
    public static Task TellWages(this Tx tx, IEnumerable<Payment> payments, WagePayment now, string why) =>
        payments.Where(payment => payment.Due.Kind is DueKind.NetWage).Select(payment => payment.Due.Id).ToArray() is { Length: > 0 } payslips
            ? tx.NoteWagePayments(payslips, now, why) : Task.CompletedTask;

    /// <summary>The lines of a statement are closed: no payment that they confirm can be opened again by taking a match back.</summary>
    public static async Task TellWagesOf(this Tx tx, Guid statement) => await tx.TellWages(
        await tx.SelectPayments(
            "payment.state = 'Paid' and payment.part in (select part.id from treasury.part join treasury.line on line.id = part.line where line.statement = @statement and part.undone_at is null)",
            new { statement }),
        WagePayment.Final, "");

    /// <summary>Net wages of runs that are not paid and not under way: how many, and how much.</summary>
    /// <param name="Held">Those among them that cannot be paid now.</param>
    public sealed record RunRow(Guid Run, NodaTime.LocalDate On, int Payments, int Held, Kernel.Money Sum);
}
