using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Invoicing;

/// <summary>People take a late invoice further: formal demand, collection, court. Never before the member was heard, never while it is disputed.</summary>
internal sealed class EscalateInvoice : IUseCase<EscalateInvoice.Command, InvoiceState>
{
    public static Access Access => DraftAccess.Decide;

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => DraftAccess.ToInvoice(command.Invoice, tx, actor);

    public async Task<Outcome<InvoiceState>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.LockInvoice(command.Invoice) is not var (_, account, _)) return Refusal.Unknown;
        var (invoice, state) = (account.Invoice, await tx.StateOf(account.Invoice));
        if (account.Disputed) return new Refusal("invoice-disputed");
        if (invoice.Due >= tx.Today || InvoiceStates.Machine.Refuse(state, command.To) is not null || StepOf(command.To) is not { } step)
            return new Refusal("state-not-allowed", ("state", state));
        if ((await tx.DunningOf(invoice.Id)).All(done => done.Step is not DunningRules.Heard)) return new Refusal("hearing-missing");

        await tx.TakeDunning(invoice, step, step.ToLowerInvariant(), command.Why.Trim());
        if (command.To is InvoiceState.Demanded && await tx.FindClient(invoice.Client) is { Email: not null } client && await tx.FindSeller(invoice.Entity) is { } seller
            && await tx.FindEntity(invoice.Entity) is { } entity)
        {
            var letter = InvoiceLetters.Demand(client, entity, seller, invoice, account.Open, (await tx.FindPaper(invoice.Id.Value))?.Reference, await tx.LinkOf(invoice.Id));
            await tx.SendTo(client, Id<Mail>.Named(invoice.Id.Value, step), invoice.Id, letter);
        }

        return command.To;
    }

    private static string? StepOf(InvoiceState state) => state switch
    {
        InvoiceState.Demanded => DunningRules.Demand,
        InvoiceState.Collection => DunningRules.Collection,
        InvoiceState.Court => DunningRules.Court,
        _ => null,
    };

    public sealed record Command(Guid Request, Id<Invoice> Invoice, InvoiceState To, string Why) : ICommand<Command, EscalateInvoice, InvoiceState>
    {
        public object Subject => new { Invoice, To };
    }
}
