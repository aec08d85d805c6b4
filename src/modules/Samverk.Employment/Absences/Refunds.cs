using NodaTime;
using Samverk.Activities;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Employment;

/// <summary>Payroll has asked an insurer to give back what the activity has paid. Nothing is posted: what is asked for is not owed yet.</summary>
internal sealed class ClaimRefund : IUseCase<ClaimRefund.Command, AbsenceState>
{
    public static Access Access => DecideAbsence.Access;

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => tx.RelationTo(command.Absence, actor);

    public async Task<Outcome<AbsenceState>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.LockAbsence(command.Absence) is not { } absence || await tx.FindActivity(absence.Activity) is not { } activity) return Refusal.Unknown;
        var insurer = command.Insurer.Trim();
        if (insurer.Length is 0) return new Refusal("field-missing", ("field", "insurer")) { Field = "insurer" };
        if (insurer.Length > WorkRules.LongestText || insurer.Any(char.IsControl)) return new Refusal("field-invalid", ("text", insurer[..Math.Min(insurer.Length, 40)])) { Field = "insurer" };
        if (command.Amount.Currency != activity.Currency) return new Refusal("other-currency", ("currency", activity.Currency.Code)) { Field = "amount" };
        if (!command.Amount.IsPositive) return new Refusal("amount-not-positive", ("amount", command.Amount)) { Field = "amount" };
        if (command.AnswerBy is { } by && by < tx.Today) return new Refusal("past-dated", ("date", tx.Today)) { Field = "answerBy" };

        var claimed = absence with { State = AbsenceState.RefundClaimed, Insurer = insurer, Claimed = command.Amount, ClaimedBy = actor.Person, RefundDue = command.AnswerBy };
        if ((await tx.Save(claimed, absence.State, "refund-claimed", "")).Refusal is { } notAllowed) return notAllowed;
        await tx.AskPayroll(claimed, activity);
        return claimed.State;
    }

    /// <param name="AnswerBy">When the insurer should have answered; the desk reminds of it.</param>
    public sealed record Command(Guid Request, Id<Absence> Absence, string Insurer, Money Amount, LocalDate? AnswerBy) : ICommand<Command, ClaimRefund, AbsenceState>
    {
        public object Subject => new { Absence, Amount, AnswerBy };
    }
}

/// <summary>The insurer's money has come: a second person credits it to the activity that had paid.</summary>
internal sealed class ReceiveRefund : IUseCase<ReceiveRefund.Command, AbsenceState>
{
    public static Access Access => DecideAbsence.Access;

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => tx.RelationTo(command.Absence, actor);

    /// <returns>The state; <c>second-person-needed</c> for who has claimed it, <c>more-than-owed</c> beyond what was claimed, and what the verb refuses.</returns>
    public async Task<Outcome<AbsenceState>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.LockAbsence(command.Absence) is not { } absence) return Refusal.Unknown;
        if (Absence.States.Refuse(absence.State, AbsenceState.Refunded) is { } notAllowed) return notAllowed;
        if (absence.ClaimedBy == actor.Person) return new Refusal("second-person-needed");
        if (command.Amount.Currency != absence.Claimed!.Value.Currency) return new Refusal("other-currency", ("currency", absence.Claimed.Value.Currency.Code)) { Field = "amount" };
        if (command.Amount > absence.Claimed.Value) return new Refusal("more-than-owed", ("owed", absence.Claimed.Value), ("amount", command.Amount)) { Field = "amount" };
        var posted = await tx.PostInsurerRefund(absence.Id.Value, absence.Activity, absence.Person, command.Amount);
        if (posted.Refusal is { } refusal) return refusal;

        var refunded = absence with { State = AbsenceState.Refunded, Refunded = command.Amount };
        await tx.Save(refunded, absence.State, "refunded", "");
        await tx.CloseItems(refunded);
        return refunded.State;
    }

    public sealed record Command(Guid Request, Id<Absence> Absence, Money Amount) : ICommand<Command, ReceiveRefund, AbsenceState>
    {
        public object Subject => new { Absence, Amount };
    }
}

/// <summary>Payroll ends an absence: nothing comes back, or it has.</summary>
internal sealed class CloseAbsence : IUseCase<CloseAbsence.Command, AbsenceState>
{
    public static Access Access => DecideAbsence.Access;

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => tx.RelationTo(command.Absence, actor);

    public async Task<Outcome<AbsenceState>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.LockAbsence(command.Absence) is not { } absence) return Refusal.Unknown;
        if (absence.State is AbsenceState.RefundClaimed && string.IsNullOrWhiteSpace(command.Why)) return new Refusal("reason-needed") { Field = "why" };
        if (absence.To >= tx.Today) return new Refusal("absence-not-over", ("date", absence.To));
        return (await tx.Save(absence with { State = AbsenceState.Closed }, absence.State, "closed", command.Why?.Trim() ?? "")).Then<AbsenceState>(_ => AbsenceState.Closed);
    }

    public sealed record Command(Guid Request, Id<Absence> Absence, string? Why) : ICommand<Command, CloseAbsence, AbsenceState>
    {
        public object Subject => new { Absence };
    }
}

public static class InsurerRefundVerb
{
    /// <summary>An insurer's money is credited to the activity that paid the absence. It is collected money; the bank's line finds the entry waiting for it.</summary>
    /// <param name="absence">The document; posted once.</param>
    /// <returns>Done; <c>activity-closed</c> where nothing is booked any more, <c>other-currency</c>, <c>amount-not-positive</c>.</returns>
    public static async Task<Outcome<Done>> PostInsurerRefund(this Tx tx, Guid absence, Id<Activity> id, Id<Person> person, Money amount)
    {
        if (await tx.LockActivity(id) is not { } activity) return Refusal.Unknown;
        // A frozen activity still gets what is its own.
        if (activity.State is ActivityState.Settled or ActivityState.Archived) return new Refusal("activity-closed", ("activity", activity.Name), ("state", activity.State));
        if (amount.Currency != activity.Currency) return new Refusal("other-currency", ("currency", activity.Currency.Code)) { Field = "amount" };
        if (!amount.IsPositive) return new Refusal("amount-not-positive", ("amount", amount)) { Field = "amount" };
        return await tx.Post(new Entry(Id<Entry>.Named(absence, "insurer-refund"), activity.Entity, tx.Today, absence, "insurer-refund", "Refund by an insurer",
        [
            new Line(Account.Bank, amount),
            new Line(activity.Account, -amount) { Activity = activity.Id.Value, Member = person.Value },
        ]));
    }
}
