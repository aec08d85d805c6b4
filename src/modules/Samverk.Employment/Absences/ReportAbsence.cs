using NodaTime;
using Samverk.Activities;
using Samverk.Countries;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Employment;

/// <summary>Says from when to when somebody does not work. Payroll may do it for who has phoned.</summary>
internal sealed class ReportAbsence : IUseCase<ReportAbsence.Command, Id<Absence>>
{
    public static Access Access => new((Role.Member, Relation.TeamMember), (Role.Finance, Relation.None));

    public static async Task<Relation> Relate(Command command, Tx tx, Actor actor) =>
        command.Person == actor.Person ? await tx.RelationTo(command.Activity, actor) : Relation.None;

    /// <returns>
    /// The absence; <c>field-invalid</c> for its days, <c>absence-overlaps</c> with the day, <c>member-left</c>, <c>insurance-ends</c> with the day where
    /// social insurance would end and nobody has said that they know.
    /// </returns>
    public async Task<Outcome<Id<Absence>>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.FindActivity(command.Activity) is not { } activity || await tx.FindEntity(activity.Entity) is not { } entity) return Refusal.Unknown;
        if (await tx.RelationToPerson(command.Person, actor) is Relation.None) return Refusal.Unknown with { Field = "person" };
        // Payroll writes down what was phoned; it does not decide for whom.
        if (command.Person != actor.Person && !actor.Roles.Contains(Role.Finance)) return Refusal.Unknown;
        if (AbsenceRules.RefuseDays(command.From, command.To) is { } wrong) return wrong;
        if (await tx.HasLeft(activity.Id, command.Person)) return new Refusal("member-left", ("activity", activity.Name)) { Field = "activity" };

        var facts = await tx.Facts();
        var absence = new Absence(
            new(command.Request), entity.Id, activity.Id, command.Person, actor.Hand, command.Kind, command.From, command.To, AbsenceState.Reported, tx.Today)
        {
            CertificateDue = DueOf(facts, entity.Country, command.Kind, command.From, command.To),
        };
        if (!command.Understood && EndOfInsurance(facts, entity.Country, absence) is { } end) return new Refusal("insurance-ends", ("date", end)) { Field = "understood" };
        await tx.LockAbsencesOf(absence.Person);
        if (await tx.OtherAbsence(absence) is { } there) return new Refusal("absence-overlaps", ("date", there)) { Field = "from" };
        await tx.Save(absence, null, "reported", "");
        await tx.AskPayroll(absence, activity);
        return absence.Id;
    }

    /// <summary>The last day for a certificate, where a verified rule says one and the illness is longer than that.</summary>
    internal static LocalDate? DueOf(FactBook facts, string country, AbsenceKind kind, LocalDate from, LocalDate to) =>
        kind is AbsenceKind.Sick or AbsenceKind.WorkAccident && facts.DaysWithoutCertificate(country, from) is { Refusal: null, Value.Value: var days } && from.PlusDays(days) <= to
            ? from.PlusDays(days) : null;

    /// <summary>The first day of the absence without social insurance.</summary>
    internal static LocalDate? EndOfInsurance(FactBook facts, string country, Absence absence) =>
        facts.Payers(country, absence.Kind, absence.From) is { Refusal: null, Value.Value: var rule } && rule.InsuranceEnds(absence.From) is { } end && end <= absence.To ? end : null;

    /// <param name="Understood">The person knows the day on which social insurance ends.</param>
    public sealed record Command(Guid Request, Id<Activity> Activity, Id<Person> Person, AbsenceKind Kind, LocalDate From, LocalDate To, bool Understood) : ICommand<Command, ReportAbsence, Id<Absence>>
    {
        // Why somebody is absent is a fact of health.
        public object Subject => new { Request, Activity, Person, From, To };
    }
}

/// <summary>Says that an absence ends on another day than was thought.</summary>
internal sealed class ChangeAbsence : IUseCase<ChangeAbsence.Command, AbsenceState>
{
    public static Access Access => new((Role.Member, Relation.Own), (Role.Finance, Relation.None));

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => tx.RelationTo(command.Absence, actor);

    public async Task<Outcome<AbsenceState>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.LockAbsence(command.Absence) is not { } absence || await tx.FindActivity(absence.Activity) is not { } activity || await tx.FindEntity(absence.Entity) is not { } entity) return Refusal.Unknown;
        if (absence.State is not (AbsenceState.Reported or AbsenceState.Certified or AbsenceState.PaidByActivity or AbsenceState.PaidByInsurer)) return new Refusal("state-not-allowed", ("state", absence.State));
        if (AbsenceRules.RefuseDays(absence.From, command.To) is { } wrong) return wrong;
        await tx.LockAbsencesOf(absence.Person);
        // What payroll has confirmed was confirmed for those days: more of them need its word again, and there the certificate of the new ones.
        if (absence.State is not AbsenceState.Reported && command.To > absence.To) return new Refusal("absence-longer", ("date", absence.To)) { Field = "to" };
        var facts = await tx.Facts();
        var changed = absence with { To = command.To, CertificateDue = ReportAbsence.DueOf(facts, entity.Country, absence.Kind, absence.From, command.To) };
        if (await tx.OtherAbsence(changed) is { } there) return new Refusal("absence-overlaps", ("date", there)) { Field = "to" };
        await tx.HoldPayslips();
        await tx.Save(changed, absence.State, "days-changed", "");
        if (changed.State is not AbsenceState.Reported) await tx.LookAtPayslips(absence.Person);
        if (changed.State is AbsenceState.Reported) await tx.AskPayroll(changed, activity);
        return changed.State;
    }

    public sealed record Command(Guid Request, Id<Absence> Absence, LocalDate To) : ICommand<Command, ChangeAbsence, AbsenceState>
    {
        public object Subject => new { Absence, To };
    }
}

/// <summary>Takes a report back before payroll has said anything to it.</summary>
internal sealed class WithdrawAbsence : IUseCase<WithdrawAbsence.Command, AbsenceState>
{
    public static Access Access => ChangeAbsence.Access;

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => tx.RelationTo(command.Absence, actor);

    public async Task<Outcome<AbsenceState>> Run(Command command, Tx tx, Actor actor) =>
        await tx.LockAbsence(command.Absence) is not { } absence ? Refusal.Unknown
            : (await tx.Save(absence with { State = AbsenceState.Withdrawn }, absence.State, "withdrawn", "")).Then<AbsenceState>(_ => AbsenceState.Withdrawn);

    public sealed record Command(Guid Request, Id<Absence> Absence) : ICommand<Command, WithdrawAbsence, AbsenceState>
    {
        public object Subject => new { Absence };
    }
}

internal static class AbsenceAccess
{
    /// <summary>Own, or nothing: no team and no adviser sees why somebody is absent.</summary>
    public static async Task<Relation> RelationTo(this Tx tx, Id<Absence> id, Actor actor) => await tx.FindAbsence(id) is { } absence && absence.Person == actor.Person ? Relation.Own : Relation.None;
}
