using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Invoicing;

/// <summary>The adviser decides a dispute after hearing the member. What is credited is a credit note of its own.</summary>
internal sealed class DecideDispute : IUseCase<DecideDispute.Command, Done>
{
    public static Access Access => DraftAccess.Decide with { InPerson = true, Never = Relation.TeamMember };

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => DraftAccess.ToInvoice(command.Invoice, tx, actor);

    public async Task<Outcome<Done>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.LockInvoice(command.Invoice) is null || await tx.OpenDispute(command.Invoice) is not var (id, state)) return Refusal.Unknown;
        if (string.IsNullOrWhiteSpace(command.Reason)) return new Refusal("reason-needed") { Field = "reason" };
        if (state is not DisputeState.MemberHeard) return new Refusal("hearing-missing");

        await tx.TakeStep(DisputeStates.Machine, id, state, DisputeState.Closed, "decided", $"{command.Decision}: {command.Reason.Trim()}");
        return await tx.ResolveDispute(command.Invoice, command.Decision);
    }

    public sealed record Command(Guid Request, Id<Invoice> Invoice, DisputeDecision Decision, string Reason) : ICommand<Command, DecideDispute, Done>
    {
        public object Subject => new { Invoice, Decision };
    }
}
