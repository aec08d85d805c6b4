using NodaTime;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Employment;

/// <summary>Payroll has told the authority, or whoever the law wants told.</summary>
internal sealed class TellIncident : IUseCase<TellIncident.Command, IncidentState>
{
    public static Access Access => new((Role.Finance, Relation.None)) { InPerson = true, Never = Relation.Own };

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => tx.RelationTo(command.Incident, actor);

    public async Task<Outcome<IncidentState>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.LockIncident(command.Incident) is not { } incident) return Refusal.Unknown;
        if (IncidentRules.RefuseText(command.Receipt, "receipt") is { } wrong) return wrong;
        if (command.On > tx.Today) return new Refusal("not-yet", ("date", tx.Today)) { Field = "on" };
        if (command.On < incident.Happened.Date) return new Refusal("field-invalid", ("text", $"{command.On:uuuu-MM-dd}")) { Field = "on" };
        return (await tx.Save(incident with { State = IncidentState.Told, ToldOn = command.On, Receipt = command.Receipt.Trim() }, incident.State, "told", "")).Then<IncidentState>(_ => IncidentState.Told);
    }

    /// <param name="Receipt">The number that the authority answered with, or how it was told.</param>
    public sealed record Command(Guid Request, Id<Incident> Incident, LocalDate On, string Receipt) : ICommand<Command, TellIncident, IncidentState>
    {
        public object Subject => new { Incident, On };
    }
}

/// <summary>Nothing more has to be done about an incident. Its claims are closed first.</summary>
internal sealed class CloseIncident : IUseCase<CloseIncident.Command, IncidentState>
{
    public static Access Access => TellIncident.Access;

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => tx.RelationTo(command.Incident, actor);

    /// <returns>The state; <c>reason-needed</c>, <c>claims-open</c> with their number.</returns>
    public async Task<Outcome<IncidentState>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.LockIncident(command.Incident) is not { } incident) return Refusal.Unknown;
        if (string.IsNullOrWhiteSpace(command.Why)) return new Refusal("reason-needed") { Field = "why" };
        if ((await tx.ClaimsOf(incident.Id)).Count(claim => claim.State is not InsuranceClaimState.Closed) is > 0 and var open) return new Refusal("claims-open", ("number", open));
        return (await tx.Save(incident with { State = IncidentState.Closed }, incident.State, "closed", command.Why.Trim())).Then<IncidentState>(_ => IncidentState.Closed);
    }

    public sealed record Command(Guid Request, Id<Incident> Incident, string? Why) : ICommand<Command, CloseIncident, IncidentState>
    {
        public object Subject => new { Incident };
    }
}

/// <summary>Asks a policy to bear an incident: one that insured the person on that day, within the time that the policy gives.</summary>
internal sealed class MakeInsuranceClaim : IUseCase<MakeInsuranceClaim.Command, Id<InsuranceClaim>>
{
    public static Access Access => new((Role.Member, Relation.Own), (Role.Finance, Relation.None));

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => tx.RelationTo(command.Incident, actor);

    /// <returns>The claim; <c>not-insured</c> with the day, <c>deadline-passed</c> after the policy's time, <c>state-not-allowed</c> for a second one.</returns>
    public async Task<Outcome<Id<InsuranceClaim>>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.LockIncident(command.Incident) is not { } incident) return Refusal.Unknown;
        if (incident.State is IncidentState.Closed) return new Refusal("state-not-allowed", ("state", incident.State));
        if (await tx.FindPolicy(command.Policy) is not { } policy) return Refusal.Unknown with { Field = "policy" };
        var day = incident.Happened.Date;
        if ((await tx.Insuring(incident.Person, day)).All(one => one.Id != policy.Id)) return new Refusal("not-insured", ("date", day)) { Field = "policy" };
        if ((await tx.ClaimsOf(incident.Id)).FirstOrDefault(one => one.Policy == policy.Id) is { } there) return new Refusal("state-not-allowed", ("state", there.State)) { Field = "policy" };
        LocalDate? due = policy.ReportDays is { } days ? day.PlusDays(days) : null;
        if (due < tx.Today) return new Refusal("deadline-passed", ("date", due)) { Field = "policy" };
        var claim = new InsuranceClaim(new(command.Request), incident.Id, policy.Id, policy.Currency, InsuranceClaimState.Reported, due, tx.Today);
        await tx.Save(claim, null, "reported", "");
        await tx.AskToSend(claim, incident, policy);
        return claim.Id;
    }

    public sealed record Command(Guid Request, Id<Incident> Incident, Id<Policy> Policy) : ICommand<Command, MakeInsuranceClaim, Id<InsuranceClaim>>
    {
        public object Subject => new { Request, Incident, Policy };
    }
}

/// <summary>Payroll takes a claim's next arrow, with the reason of a refusal and what the insurer has paid.</summary>
internal sealed class MoveInsuranceClaim : IUseCase<MoveInsuranceClaim.Command, InsuranceClaimState>
{
    public static Access Access => TellIncident.Access;

    public static async Task<Relation> Relate(Command command, Tx tx, Actor actor) => await tx.FindClaim(command.Claim) is { } claim ? await tx.RelationTo(claim.Incident, actor) : Relation.None;

    public async Task<Outcome<InsuranceClaimState>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.LockClaim(command.Claim) is not { } claim) return Refusal.Unknown;
        if (claim.State == command.To || InsuranceClaim.States.Refuse(claim.State, command.To) is not null) return new Refusal("state-not-allowed", ("state", claim.State));
        var why = command.Why?.Trim() ?? "";
        if (command.To is InsuranceClaimState.Refused or InsuranceClaimState.Contested && why.Length is 0) return new Refusal("reason-needed") { Field = "why" };
        if (command.To is InsuranceClaimState.Paid)
        {
            if (command.Amount is not { } paid) return new Refusal("field-missing", ("field", "amount")) { Field = "amount" };
            if (paid.Currency != claim.Currency) return new Refusal("other-currency", ("currency", claim.Currency.Code)) { Field = "amount" };
            if (!paid.IsPositive) return new Refusal("amount-not-positive", ("amount", paid)) { Field = "amount" };
            claim = claim with { Paid = paid };
        }

        return (await tx.Save(claim with { State = command.To }, claim.State, $"claim-{command.To}".ToLowerInvariant(), why)).Then<InsuranceClaimState>(_ => command.To);
    }

    /// <param name="Amount">What the insurer has paid, for the arrow to Paid: it says so and posts nothing, because the insurer pays who was hurt.</param>
    public sealed record Command(Guid Request, Id<InsuranceClaim> Claim, InsuranceClaimState To, Money? Amount, string? Why) : ICommand<Command, MoveInsuranceClaim, InsuranceClaimState>
    {
        public object Subject => new { Claim, To, Amount };
    }
}
