using Samverk.Activities;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Invoicing;

/// <summary>A member sends a draft now: from here on it is an invoice with a number.</summary>
internal sealed class SendInvoice : IUseCase<SendInvoice.Command, SendInvoice.Result>
{
    public static Access Access => DraftAccess.Write;

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => DraftAccess.To(command.Draft, tx, actor);

    public async Task<Outcome<Result>> Run(Command command, Tx tx, Actor actor)
    {
        var issued = await tx.Issue(command.Draft, "sent");
        return issued.Refusal is { } refusal ? refusal : new Result(issued.Value.Id, issued.Value.Number, issued.Value.Gross);
    }

    public sealed record Command(Guid Request, Id<Invoice> Draft) : ICommand<Command, SendInvoice, Result>
    {
        public object Subject => new { Draft };
    }

    public sealed record Result(Id<Invoice> Invoice, string Number, Money Gross);
}
