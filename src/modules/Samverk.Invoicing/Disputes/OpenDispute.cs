using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Invoicing;

/// <summary>Somebody of the cooperative notes that the client disputes an invoice. Dunning stops at once.</summary>
internal sealed class OpenDispute : IUseCase<OpenDispute.Command, Done>
{
    public static Access Access => DraftAccess.Write;

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => DraftAccess.ToInvoice(command.Invoice, tx, actor);

    public Task<Outcome<Done>> Run(Command command, Tx tx, Actor actor) => tx.BeginDispute(command.Invoice, command.Reason);

    public sealed record Command(Guid Request, Id<Invoice> Invoice, string Reason) : ICommand<Command, OpenDispute, Done>
    {
        public object Subject => new { Invoice };
    }
}
