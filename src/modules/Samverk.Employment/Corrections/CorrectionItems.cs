using NodaTime;
using Samverk.Desk;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Employment;

/// <summary>Corrections on the desk: what may have to be corrected, and who was paid too much.</summary>
internal static class CorrectionItems
{
    public const string Claim = "employment.wage-claim", Wanted = "employment.correction-wanted";

    /// <summary>Stays until nothing of it is open.</summary>
    public static Task TellClaim(this Tx tx, RunPayslip correction, Money amount) => tx.OpenItem(
        new Item(Claim, EmploymentItems.Run, correction.Id, "{amount} were paid too much", $"/payslips/{correction.Id}")
        {
            Under = "by the payslip of {date}; kept from no wage unless the person agrees", Facts = [("amount", amount), ("date", correction.PayDay)], Member = correction.Person,
        });

    /// <summary>One for each company and law that came late; brought up to date where it is there already.</summary>
    public static Task AskToCorrect(this Tx tx, LegalEntity entity, LocalDate from, LocalDate to, int payslips, string parameters) => tx.OpenItem(
        new Item(Wanted, EmploymentItems.Run, entity.Id.Value, "Payslips from {from} to {to} may have to be corrected", $"/payroll/corrections/new?entity={entity.Id}&from={from:uuuu-MM-dd}&to={to:uuuu-MM-dd}")
        {
            Under = "{entity}: {number} payslips rest on {parameters}, which is known differently by now",
            Facts = [("from", from), ("to", to), ("entity", entity.Name), ("number", payslips), ("parameters", parameters)],
        });

    public static Task CloseWanted(this Tx tx, Id<LegalEntity> entity) => tx.CloseItem(entity.Value, Wanted, "computed-again");
}
