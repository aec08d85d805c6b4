using Dapper;
using Samverk.Desk;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Invoicing;

/// <summary>A second person agrees that an invoice is given up, and it is.</summary>
internal sealed class ApproveWriteOff : IUseCase<ApproveWriteOff.Command, Done>
{
    public static Access Access => new((Role.Finance, Relation.None), (Role.Board, Relation.None)) { InPerson = true };

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    public async Task<Outcome<Done>> Run(Command command, Tx tx, Actor actor)
    {
        var found = await tx.Connection.QuerySingleOrDefaultAsync<(Guid Invoice, Guid Proposer)?>(
            "select invoice, proposer from invoicing.write_off where id = @id and decided is null for update", new { id = command.Proposal });
        if (found is not var (invoice, proposer)) return Refusal.Unknown;
        if (proposer == actor.Person.Value) return new Refusal("second-person-needed");

        await tx.Connection.ExecuteAsync(
            "update invoicing.write_off set decided = @Today, decider = @person where id = @id", new { id = command.Proposal, tx.Today, person = actor.Person.Value });
        await tx.CloseItem(command.Proposal, InvoiceItems.WriteOff, "approved");
        return (await tx.WriteOff(command.Proposal, new(invoice))).Then<Done>(_ => default(Done));
    }

    public sealed record Command(Guid Request, Guid Proposal) : ICommand<Command, ApproveWriteOff, Done>
    {
        public object Subject => new { Proposal };
    }
}
