using NodaTime;
using Samverk.Activities;
using Samverk.Desk;
using Samverk.Store;

namespace Samverk.Employment;

/// <summary>What absences ask of payroll. The desk never says why somebody is absent.</summary>
internal static class AbsenceItems
{
    public const string Kind = "employment.absence";

    public static Task AskPayroll(this Tx tx, Absence absence, Activity activity) => tx.OpenItem(
        new Item(Kind, Kind, absence.Id.Value, "Absence from {from} to {to}", $"/absences/{absence.Id}")
        {
            Under = absence.State switch
            {
                AbsenceState.Reported => "{activity}: reported, to be confirmed",
                AbsenceState.RefundClaimed => "{activity}: the insurer has been asked",
                _ => "{activity}: it is over, ask for the refund or close it",
            },
            Facts = [("from", absence.From), ("to", absence.To), ("activity", activity.Name)], Member = absence.Person, FourEyes = absence.State is AbsenceState.RefundClaimed,
            Due = absence switch
            {
                { State: AbsenceState.Reported, CertificateDue: { } day } => LegalDate.On(day, tx.Zone, Samverk.Countries.FactNames.AbsenceCertificate),
                { State: AbsenceState.RefundClaimed, RefundDue: { } day } => LegalDate.On(day, tx.Zone, absence.Insurer),
                _ => null,
            },
        });
}
