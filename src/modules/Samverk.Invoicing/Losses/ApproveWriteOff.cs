using Dapper;
using Samverk.Desk;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Invoicing;

/// <summary>A second person agrees that an invoice is given up, and it is.</summary>
internal sealed class ApproveWriteOff : IUseCase<ApproveWriteOff.Command, Done>
{
    /// <summary>Whether the fund or the team bears a loss is the team's own case.</summary>
    public static Access Access => new((Role.Finance, Relation.None), (Role.Board, Relation.None)) { InPerson = true, Never = Relation.TeamMember };

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => To(command.Proposal, tx, actor);

    internal static async Task<Relation> To(Guid proposal, Tx tx, Actor actor) =>
        await tx.LockProposal(proposal) is var (invoice, _) ? await DraftAccess.ToInvoice(new(invoice), tx, actor) : Relation.None;

    public async Task<Outcome<Done>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.LockProposal(command.Proposal) is not var (invoice, proposer)) return Refusal.Unknown;
        if (proposer == actor.Person.Value) return new Refusal("second-person-needed");

        await tx.Connection.ExecuteAsync(
            "update invoicing.write_off set decided = @Today, decider = @person, approved = true where id = @id", new { id = command.Proposal, tx.Today, person = actor.Person.Value });
        await tx.CloseItem(command.Proposal, InvoiceItems.WriteOff, "approved");
        return (await tx.WriteOff(command.Proposal, new(invoice))).Then<Done>(_ => default(Done));
    }

    public sealed record Command(Guid Request, Guid Proposal) : ICommand<Command, ApproveWriteOff, Done>
    {
        public object Subject => new { Proposal };
    }
}

/// <summary>A second person says that an invoice is not given up: it stays open, and people go on with it.</summary>
internal sealed class RefuseWriteOff : IUseCase<RefuseWriteOff.Command, Done>
{
    public static Access Access => ApproveWriteOff.Access;

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => ApproveWriteOff.To(command.Proposal, tx, actor);

    public async Task<Outcome<Done>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.LockProposal(command.Proposal) is not var (_, proposer)) return Refusal.Unknown;
        if (proposer == actor.Person.Value) return new Refusal("second-person-needed");
        if (string.IsNullOrWhiteSpace(command.Why)) return new Refusal("reason-needed") { Field = "why" };
        if (command.Why.Length > 1000) return Typed.Invalid("why", command.Why);

        await tx.Connection.ExecuteAsync(
            "update invoicing.write_off set decided = @Today, decider = @person, approved = false, answer = @why where id = @id",
            new { id = command.Proposal, tx.Today, person = actor.Person.Value, why = command.Why.Trim() });
        await tx.CloseItem(command.Proposal, InvoiceItems.WriteOff, "refused");
        return default(Done);
    }

    public sealed record Command(Guid Request, Guid Proposal, string Why) : ICommand<Command, RefuseWriteOff, Done>
    {
        public object Subject => new { Proposal };
    }
}

internal static class ProposalSql
{
    /// <summary>A proposal that nobody has decided; null where there is none.</summary>
    public static Task<(Guid Invoice, Guid Proposer)?> LockProposal(this Tx tx, Guid proposal) => tx.Connection.QuerySingleOrDefaultAsync<(Guid Invoice, Guid Proposer)?>(
        "select invoice, proposer from invoicing.write_off where id = @proposal and decided is null for update", new { proposal });
}
