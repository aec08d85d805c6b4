using NodaTime;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Invoicing;

/// <summary>A member changes text, lines or date of a draft, within the rest of its order.</summary>
internal sealed class ChangeDraft : IUseCase<ChangeDraft.Command, Done>
{
    public static Access Access => DraftAccess.Write;

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => DraftAccess.To(command.Draft, tx, actor);

    public async Task<Outcome<Done>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.LockDraft(command.Draft) is not var (order, draft)) return Refusal.Unknown;
        if (draft.RefuseChange() is { } refusal) return refusal;
        if (command.Planned < tx.Today) return new Refusal("past-dated", ("date", command.Planned)) { Field = "planned" };
        if (command.Note.Length > 1000) return Typed.Invalid("note", command.Note);
        if (command.BuyerReference.Length > 100) return Typed.Invalid("buyerReference", command.BuyerReference);
        var net = Draft.NetOf(command.Lines, order.Net.Currency);
        if (net.Refusal is { } notComputed) return notComputed;
        var left = await tx.Unplanned(order, draft.Id);
        if (net.Value > left) return new Refusal("order-rest-exceeded", ("rest", left)) { Field = "lines" };

        // The tax of a split belongs to its amount and its treatment: with other ones the lines decide.
        var same = net.Value == draft.Net && command.Lines.Count is 1 && Treatment(command.Lines[0]) == Treatment(draft.Lines[0]);
        await tx.Save(draft with
        {
            State = command.Planned is null ? InvoiceState.Draft : InvoiceState.Scheduled, Planned = command.Planned, Lines = command.Lines, Net = net.Value,
            Vat = same ? draft.Vat : null, Note = command.Note.Trim(), BuyerReference = command.BuyerReference.Trim(),
        }, draft.State, "changed");
        return default(Done);
    }

    private static (Countries.SupplyKind, string?, string?) Treatment(DraftLine line) => (line.Supply, line.Place, line.Reason);

    /// <param name="Planned">Null takes it back from the plan.</param>
    public sealed record Command(Guid Request, Id<Invoice> Draft, IReadOnlyList<DraftLine> Lines, LocalDate? Planned, string Note, string BuyerReference)
        : ICommand<Command, ChangeDraft, Done>
    {
        public object Subject => new { Draft, Planned };
    }
}
