using NodaTime;
using Samverk.Countries;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Employment;

/// <summary>Told: the authority, or the insurer by law, knows.</summary>
public enum IncidentState { Reported, Told, Closed }

/// <summary>An accident or damage at work, as it was reported. What happened is seen by the person and payroll, and by nobody else.</summary>
/// <param name="Doctor">Who was seen; empty where nobody was.</param>
/// <param name="Witnesses">Names, as the person typed them.</param>
public sealed record Incident(
    Id<Incident> Id, Id<LegalEntity> Entity, Id<Person> Person, Id<Person> Author, LocalDateTime Happened, string Place, string What, bool Injured, string Doctor, string Witnesses,
    IncidentState State, LocalDate MadeOn)
{
    public static readonly StateMachine<IncidentState> States = new("employment.incident", 1,
        (IncidentState.Reported, IncidentState.Told), (IncidentState.Reported, IncidentState.Closed), (IncidentState.Told, IncidentState.Closed), (IncidentState.Reported, IncidentState.Reported),
        (IncidentState.Told, IncidentState.Told));

    /// <summary>The law's last day for telling the authority; null where no verified rule says one.</summary>
    public LocalDate? Due { get; init; }

    public LocalDate? ToldOn { get; init; }

    /// <summary>What the authority answered with.</summary>
    public string Receipt { get; init; } = "";
}

public enum InsuranceClaimState { Reported, Completed, Sent, Accepted, Refused, Contested, Paid, Closed }

/// <summary>What one policy is asked to bear of an incident, and what the insurer made of it (domain/states.md 30).</summary>
public sealed record InsuranceClaim(Id<InsuranceClaim> Id, Id<Incident> Incident, Id<Policy> Policy, Currency Currency, InsuranceClaimState State, LocalDate? Due, LocalDate MadeOn)
{
    /// <summary>The specification's arrows, and one: a claim that nobody needs any more is closed before it is sent.</summary>
    public static readonly StateMachine<InsuranceClaimState> States = new("employment.insurance-claim", 1,
        (InsuranceClaimState.Reported, InsuranceClaimState.Completed), (InsuranceClaimState.Completed, InsuranceClaimState.Sent), (InsuranceClaimState.Sent, InsuranceClaimState.Accepted),
        (InsuranceClaimState.Sent, InsuranceClaimState.Refused), (InsuranceClaimState.Accepted, InsuranceClaimState.Paid), (InsuranceClaimState.Paid, InsuranceClaimState.Closed),
        (InsuranceClaimState.Refused, InsuranceClaimState.Contested), (InsuranceClaimState.Refused, InsuranceClaimState.Closed), (InsuranceClaimState.Contested, InsuranceClaimState.Accepted),
        (InsuranceClaimState.Contested, InsuranceClaimState.Closed), (InsuranceClaimState.Reported, InsuranceClaimState.Closed), (InsuranceClaimState.Completed, InsuranceClaimState.Closed));

    /// <summary>What the insurer has paid.</summary>
    public Money? Paid { get; init; }

    /// <summary>Where it can go from here, in order.</summary>
    public IEnumerable<InsuranceClaimState> Next => Enum.GetValues<InsuranceClaimState>().Where(to => to != State && States.Refuse(State, to) is null);
}

internal static class IncidentRules
{
    public const int LongestText = 2000;

    /// <returns>Null, or <c>field-missing</c> or <c>field-invalid</c>.</returns>
    public static Refusal? RefuseText(string? text, string field, bool needed = true) =>
        text?.Trim() is not { Length: > 0 } said ? needed ? new Refusal("field-missing", ("field", field)) { Field = field } : null
        : said.Length > LongestText || said.Any(letter => char.IsControl(letter) && letter is not ('\n' or '\r')) ? new Refusal("field-invalid", ("text", said[..Math.Min(said.Length, 40)])) { Field = field }
        : null;

    /// <summary>The last day on which the authority has to be told of an injury; <c>regime-not-verified</c> or <c>parameter-missing</c> with the fact's id.</summary>
    public static Outcome<LocalDate> LastDayToTell(this FactBook facts, string country, LocalDate happened) =>
        facts.Find<int>(country, FactNames.AccidentReportDays, happened).Then<LocalDate>(days => happened.PlusDays(days.Value));
}
