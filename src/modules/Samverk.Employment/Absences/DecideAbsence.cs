using NodaTime;
using Samverk.Activities;
using Samverk.Countries;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Employment;

/// <summary>Payroll confirms an absence, or refuses it where the certificate has not come by its day; what it has confirmed it takes back where it was wrong.</summary>
internal sealed class DecideAbsence : IUseCase<DecideAbsence.Command, AbsenceState>
{
    public static Access Access => new((Role.Finance, Relation.None)) { InPerson = true, Never = Relation.Own };

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => tx.RelationTo(command.Absence, actor);

    /// <returns>
    /// The state; <c>reason-needed</c>, <c>certificate-missing</c> where a longer illness has none, <c>certificate-not-due</c> for a refusal before its
    /// day, <c>regime-not-verified</c> where nobody may say how long an illness needs none, <c>second-person-needed</c>, <c>state-not-allowed</c> where it
    /// has ended or an insurer was asked.
    /// </returns>
    public async Task<Outcome<AbsenceState>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.LockAbsence(command.Absence) is not { } absence || await tx.FindEntity(absence.Entity) is not { } entity) return Refusal.Unknown;
        if (absence.Author == actor.Person) return new Refusal("second-person-needed");
        var why = command.Why?.Trim() ?? "";
        await tx.HoldPayslips();
        if (!command.Confirm) return await Refuse(tx, absence, why);

        var facts = await tx.Facts();
        if (RefuseWithoutCertificate(absence, facts, entity.Country) is { } missing) return missing;
        var certified = absence with { State = AbsenceState.Certified };
        if ((await tx.Save(certified, absence.State, "certified", why)).Refusal is { } notAllowed) return notAllowed;
        await tx.CloseItems(certified);
        var state = await tx.Follow(certified, facts, entity.Country);
        await tx.LookAtPayslips(absence.Person);
        return state;
    }

    private static async Task<Outcome<AbsenceState>> Refuse(Tx tx, Absence absence, string why)
    {
        var decided = absence.State is not AbsenceState.Reported;
        if (decided && !absence.MayBeTakenBack) return new Refusal("state-not-allowed", ("state", absence.State));
        if (why.Length is 0) return new Refusal("reason-needed") { Field = "why" };
        if (!decided && absence is { OfHealth: true, CertificateDue: { } due } && tx.Today <= due) return new Refusal("certificate-not-due", ("date", due));
        if ((await tx.Save(absence with { State = AbsenceState.Refused }, absence.State, decided ? "taken-back" : "refused", why)).Refusal is { } notAllowed) return notAllowed;
        if (decided) await tx.LookAtPayslips(absence.Person);
        return AbsenceState.Refused;
    }

    private static Refusal? RefuseWithoutCertificate(Absence absence, FactBook facts, string country)
    {
        if (!absence.OfHealth || absence.Certificate is not null) return null;
        var without = facts.DaysWithoutCertificate(country, absence.From);
        if (without.Refusal is { } unknown) return unknown with { Field = "certificate" };
        var due = absence.From.PlusDays(without.Value.Value);
        return due <= absence.To ? new Refusal("certificate-missing", ("date", due)) { Field = "certificate" } : null;
    }

    public sealed record Command(Guid Request, Id<Absence> Absence, bool Confirm, string? Why) : ICommand<Command, DecideAbsence, AbsenceState>
    {
        public object Subject => new { Absence, Confirm };
    }
}

/// <summary>Every business day: who pays an absence by the rule of its country, and what is over waits for payroll.</summary>
internal sealed class FollowAbsences : IRecur
{
    public static string Kind => "employment.follow-absences";

    public async Task Run(Tx tx, LocalDate date)
    {
        var facts = await tx.Facts();
        foreach (var absence in await tx.LockRunning()) await tx.Follow(absence, facts, (await tx.FindEntity(absence.Entity))!.Country);
    }
}

internal static class FollowAbsence
{
    /// <summary>Takes the arrows that the calendar takes. Without a verified rule nobody says who pays, and the absence stays as it is. The caller holds the lock.</summary>
    public static async Task<AbsenceState> Follow(this Tx tx, Absence absence, FactBook facts, string country)
    {
        while (Next(absence, facts.Payers(country, absence.Kind, absence.From), tx.Today) is var (to, happened))
        {
            _ = (await tx.Save(absence with { State = to }, absence.State, happened, "")).Value;
            absence = absence with { State = to };
        }

        if (absence.To < tx.Today && !absence.Over && absence.State is not AbsenceState.RefundClaimed) await tx.AskPayroll(absence, (await tx.FindActivity(absence.Activity))!);
        return absence.State;
    }

    internal static (AbsenceState To, string Event)? Next(Absence absence, Outcome<Fact<AbsenceRule>> rule, LocalDate today)
    {
        var over = absence.To < today;
        if (absence is { Kind: AbsenceKind.Holiday }) return over && absence.State is AbsenceState.Certified ? (AbsenceState.Closed, "over") : null;
        if (rule.Refusal is not null || today < absence.From) return null;
        var spans = rule.Value.Value.Spans(absence.From, LocalDate.Min(absence.To, today));
        var begun = spans.Select(span => span.Stage.Payer).ToHashSet();
        return absence.State switch
        {
            AbsenceState.Certified when begun.Contains(Payer.Activity) => (AbsenceState.PaidByActivity, "activity-pays"),
            AbsenceState.Certified or AbsenceState.PaidByActivity when begun.Contains(Payer.Insurer) => (AbsenceState.PaidByInsurer, "insurer-pays"),
            AbsenceState.Certified when over => (AbsenceState.Closed, "over"),
            _ => null,
        };
    }

    public static Task CloseItems(this Tx tx, Absence absence) => Samverk.Desk.DeskVerbs.CloseItem(tx, absence.Id.Value, AbsenceItems.Kind, "certified");
}
