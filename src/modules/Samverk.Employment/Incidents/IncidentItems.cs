using Samverk.Countries;
using Samverk.Desk;
using Samverk.Store;

namespace Samverk.Employment;

/// <summary>What incidents ask of payroll. The desk says neither what happened nor whether somebody was hurt.</summary>
internal static class IncidentItems
{
    public const string Kind = "employment.incident", Claim = "employment.insurance-claim";

    public static Task AskPayroll(this Tx tx, Incident incident) => tx.OpenItem(
        new Item(Kind, Kind, incident.Id.Value, "Incident of {date}", $"/insurance/incidents/{incident.Id}")
        {
            Under = incident.Due is null ? "look at it today: no legal deadline is loaded" : "look at it today: the law sets a deadline", Facts = [("date", incident.Happened.Date)], Member = incident.Person,
            Due = incident.Due is { } day ? LegalDate.On(day, tx.Zone, FactNames.AccidentReportDays) : null,
        });

    public static Task AskToSend(this Tx tx, InsuranceClaim claim, Incident incident, Policy policy) => tx.OpenItem(
        new Item(Claim, Claim, claim.Id.Value, "Claim for {insurer}", $"/insurance/incidents/{incident.Id}")
        {
            Under = "policy {number}: complete it and send it", Facts = [("insurer", policy.Insurer), ("number", policy.Number)], Member = incident.Person,
            Due = claim.Due is { } day ? LegalDate.On(day, tx.Zone, policy.Number) : null,
        });
}
