using Samverk.Employment;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Treasury;

/// <summary>A batch that nobody has released is given up; what was in it is due again.</summary>
internal sealed class CancelBatch : IUseCase<CancelBatch.Command, Done>
{
    public static Access Access => TreasuryAccess.Desk;

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    /// <returns>Done; <c>reason-needed</c>, <c>state-not-allowed</c> once it is released.</returns>
    public async Task<Outcome<Done>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.LockBatch(command.Batch) is not { } batch) return Refusal.Unknown;
        if (Batch.States.Refuse(batch.State, BatchState.Cancelled) is { } notAllowed) return notAllowed;
        if (string.IsNullOrWhiteSpace(command.Why)) return new Refusal("reason-needed") { Field = "why" };
        await tx.Move(batch, BatchState.Cancelled, "cancelled", command.Why.Trim());
        await tx.MoveAll(await tx.SelectPayments("payment.batch = @Id", new { batch.Id }), PaymentState.Cancelled, "cancelled");
        await tx.CloseRelease(batch, "cancelled");
        return default(Done);
    }

    public sealed record Command(Guid Request, Guid Batch, string Why) : ICommand<Command, CancelBatch, Done>
    {
        public object Subject => new { Batch };
    }
}

/// <summary>
/// The bank has not taken the file: whoever did not release it says so, because what was in it is due again and can be sent a second time.
/// </summary>
internal sealed class RejectBatch : IUseCase<RejectBatch.Command, Done>
{
    public static Access Access => TreasuryAccess.Desk;

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    /// <returns>Done; <c>reason-needed</c>, <c>second-person-needed</c> for who released it, <c>state-not-allowed</c> when a payment of it is at the bank.</returns>
    public async Task<Outcome<Done>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.LockBatch(command.Batch) is not { } batch) return Refusal.Unknown;
        if (Batch.States.Refuse(batch.State, BatchState.Rejected) is { } notAllowed) return notAllowed;
        if (batch.ReleasedBy == actor.Person) return new Refusal("second-person-needed");
        if (string.IsNullOrWhiteSpace(command.Why)) return new Refusal("reason-needed") { Field = "why" };
        var payments = await tx.SelectPayments("payment.batch = @Id", new { batch.Id });
        if (payments.Any(payment => payment.State is not PaymentState.Released)) return new Refusal("state-not-allowed", ("state", PaymentState.Paid));
        await tx.Move(batch, BatchState.Rejected, "bank-rejected", command.Why.Trim());
        await tx.MoveAll(payments, PaymentState.Cancelled, "bank-rejected");
        await tx.TellWages(payments, WagePayment.Owed, command.Why.Trim());
        return default(Done);
    }

    public sealed record Command(Guid Request, Guid Batch, string Why) : ICommand<Command, RejectBatch, Done>
    {
        public object Subject => new { Batch };
    }
}
