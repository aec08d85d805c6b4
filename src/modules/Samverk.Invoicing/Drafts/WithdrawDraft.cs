using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Invoicing;

/// <summary>A draft is given up; its part of the order is free again. It has no number, so none is lost.</summary>
internal sealed class WithdrawDraft : IUseCase<WithdrawDraft.Command, Done>
{
    public static Access Access => DraftAccess.Write;

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => DraftAccess.To(command.Draft, tx, actor);

    public async Task<Outcome<Done>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.LockDraft(command.Draft) is not var (_, draft)) return Refusal.Unknown;
        if (InvoiceStates.Machine.Refuse(draft.State, InvoiceState.Withdrawn) is { } refusal) return refusal;

        await tx.Save(draft with { State = InvoiceState.Withdrawn }, draft.State, "withdrawn");
        return default(Done);
    }

    public sealed record Command(Guid Request, Id<Invoice> Draft) : ICommand<Command, WithdrawDraft, Done>
    {
        public object Subject => new { Draft };
    }
}
