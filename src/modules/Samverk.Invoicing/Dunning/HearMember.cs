using Samverk.Desk;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Invoicing;

/// <summary>The adviser has talked with the member about a late invoice, and notes what came of it.</summary>
internal sealed class HearMember : IUseCase<HearMember.Command, Done>
{
    public static Access Access => DraftAccess.Decide;

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => DraftAccess.ToInvoice(command.Invoice, tx, actor);

    public async Task<Outcome<Done>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.LockInvoice(command.Invoice) is not var (_, account, _)) return Refusal.Unknown;
        if (string.IsNullOrWhiteSpace(command.Note)) return new Refusal("reason-needed") { Field = "note" };
        if (account.Open.IsZero || account.Invoice.Due >= tx.Today) return new Refusal("state-not-allowed", ("state", await tx.StateOf(account.Invoice)));
        if ((await tx.DunningOf(command.Invoice)).Any(step => step.Step is DunningRules.Heard)) return new Refusal("state-not-allowed", ("state", DunningRules.Heard));

        await tx.TakeDunning(account.Invoice, DunningRules.Heard, "member-heard", command.Note.Trim());
        await tx.CloseItem(command.Invoice.Value, InvoiceItems.Talk, "member-heard");
        return default(Done);
    }

    public sealed record Command(Guid Request, Id<Invoice> Invoice, string Note) : ICommand<Command, HearMember, Done>
    {
        public object Subject => new { Invoice };
    }
}
