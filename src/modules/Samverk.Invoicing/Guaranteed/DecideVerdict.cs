using Dapper;
using Samverk.Desk;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Invoicing;

/// <summary>A second person agrees that the guarantee of an order changes, and it does from today on; or says why it stays.</summary>
internal sealed class DecideVerdict : IUseCase<DecideVerdict.Command, Done>
{
    /// <summary>Whether the fund or the team bears a loss is the team's own case.</summary>
    public static Access Access => new((Role.Finance, Relation.None), (Role.Board, Relation.None)) { InPerson = true, Never = Relation.TeamMember };

    public static async Task<Relation> Relate(Command command, Tx tx, Actor actor) =>
        await tx.LockVerdict(command.Proposal) is { } proposal ? await tx.RelationTo(new Id<Order>(proposal.Order), actor) : Relation.None;

    public async Task<Outcome<Done>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.LockVerdict(command.Proposal) is not { } proposal) return Refusal.Unknown;
        if (proposal.Proposer == actor.Person.Value) return new Refusal("second-person-needed");
        var why = command.Why?.Trim() ?? "";
        if (!command.Approve && why.Length is 0) return new Refusal("reason-needed") { Field = "why" };
        if (why.Length > 1000) return Typed.Invalid("why", why);

        await tx.Connection.ExecuteAsync(
            "update invoicing.guarantee_decision set decided = @Today, decider = @person, approved = @Approve, answer = @why where id = @Proposal",
            new { command.Proposal, tx.Today, person = actor.Person.Value, command.Approve, why });
        await tx.CloseItem(command.Proposal, GuaranteeItems.Kind, command.Approve ? "approved" : "refused");
        return command.Approve ? await tx.DecideGuarantee(new(proposal.Order), proposal.Eligible, proposal.Reason) : default(Done);
    }

    public sealed record Command(Guid Request, Guid Proposal, bool Approve, string? Why) : ICommand<Command, DecideVerdict, Done>
    {
        public object Subject => new { Proposal, Approve };
    }
}

internal sealed record VerdictProposal(Guid Id, Guid Order, bool Eligible, string Reason, Guid Proposer);

internal static class VerdictProposalSql
{
    private const string Select = """select id, order_id as "Order", eligible, reason, proposer from invoicing.guarantee_decision where decided is null and """;

    /// <summary>A proposal that nobody has decided; null where there is none.</summary>
    public static Task<VerdictProposal?> LockVerdict(this Tx tx, Guid proposal) =>
        tx.Connection.QuerySingleOrDefaultAsync<VerdictProposal?>($"{Select} id = @proposal for update", new { proposal });

    public static Task<VerdictProposal?> WaitingVerdict(this Tx tx, Id<Order> order) =>
        tx.Connection.QuerySingleOrDefaultAsync<VerdictProposal?>($"{Select} order_id = @order", new { order = order.Value });
}
