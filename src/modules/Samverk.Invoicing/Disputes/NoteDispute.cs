using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Invoicing;

/// <summary>The adviser adds what the client or the member says about a dispute.</summary>
internal sealed class NoteDispute : IUseCase<NoteDispute.Command, Done>
{
    public static Access Access => DraftAccess.Decide;

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => DraftAccess.ToInvoice(command.Invoice, tx, actor);

    public async Task<Outcome<Done>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.LockInvoice(command.Invoice) is null || await tx.OpenDispute(command.Invoice) is not var (id, state)) return Refusal.Unknown;
        if (string.IsNullOrWhiteSpace(command.Note)) return new Refusal("reason-needed") { Field = "note" };
        var next = command.MemberHeard ? DisputeState.MemberHeard : DisputeState.Evidence;
        if (DisputeStates.Machine.Refuse(state, next) is { } refusal) return refusal;

        await tx.TakeStep(DisputeStates.Machine, id, state, next, command.MemberHeard ? "member-heard" : "evidence", command.Note.Trim());
        return default(Done);
    }

    /// <param name="MemberHeard">The note says what the member answered.</param>
    public sealed record Command(Guid Request, Id<Invoice> Invoice, string Note, bool MemberHeard) : ICommand<Command, NoteDispute, Done>
    {
        public object Subject => new { Invoice, MemberHeard };
    }
}
