using NodaTime;
using Samverk.Desk;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Employment;

/// <summary>Corrections on the desk: what may have to be corrected, and who was paid too much.</summary>
internal static class CorrectionItems
{
    public const string Claim = "employment.wage-claim", Wanted = "employment.correction-wanted", Absences = "employment.late-absences";

    /// <summary>Stays until nothing of it is open.</summary>
    /// <param name="untold">The person was engaged by a link, and no mail could be sent: somebody has to hand them a link.</param>
    public static Task TellClaim(this Tx tx, RunPayslip correction, Money amount, bool untold = false) => tx.OpenItem(
        new Item(Claim, EmploymentItems.Run, correction.Id, "{amount} were paid too much", $"/payslips/{correction.Id}")
        {
            Under = untold ? "by the payslip of {date}; no mail could be sent: an adviser hands the person a link to their engagement" : "by the payslip of {date}; kept from no wage unless the person agrees",
            Facts = [("amount", amount), ("date", correction.PayDay)], Member = correction.Person,
        });

    /// <summary>One for each company and law that came late; brought up to date where it is there already.</summary>
    public static Task AskToCorrect(this Tx tx, LegalEntity entity, LocalDate from, LocalDate to, int payslips, string parameters) => tx.OpenItem(
        new Item(Wanted, EmploymentItems.Run, entity.Id.Value, "Payslips from {from} to {to} may have to be corrected", $"/payroll/corrections/new?entity={entity.Id}&from={from:uuuu-MM-dd}&to={to:uuuu-MM-dd}")
        {
            Under = "{entity}: {parameters} is known differently by now; payslips that rest on it: {number}",
            Facts = [("from", from), ("to", to), ("entity", entity.Name), ("number", payslips), ("parameters", parameters)],
        });

    /// <summary>One for each company, as long as any of its closed payslips differs. It names nobody and no reason: both are facts of health.</summary>
    public static Task TellLateAbsences(this Tx tx, LegalEntity entity, IReadOnlyList<LateAbsence> late)
    {
        if (late.Count is 0) return tx.CloseItem(entity.Id.Value, Absences, "computed-again");
        var (from, to) = (late[0].PayDay, late[^1].PayDay);
        return tx.OpenItem(new Item(
            Absences, EmploymentItems.Run, entity.Id.Value, "Payslips that do not know an absence: {number}", OfAbsences(entity.Id, from, to))
        {
            Under = from == to ? "{entity}: pay day {from}; compute them again" : "{entity}: pay days from {from} to {to}; compute them again", Facts = [("number", late.Count), ("entity", entity.Name), ("from", from), ("to", to)],
        });
    }

    /// <summary>Where they are computed again.</summary>
    public static string OfAbsences(Id<LegalEntity> entity, LocalDate from, LocalDate to) => $"/payroll/corrections/new?entity={entity}&from={from:uuuu-MM-dd}&to={to:uuuu-MM-dd}&reason={CorrectionReason.Absence}";

    public static Task CloseWanted(this Tx tx, Id<LegalEntity> entity) => tx.CloseItem(entity.Value, Wanted, "computed-again");
}
