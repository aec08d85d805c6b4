using Samverk.Activities;
using Samverk.EInvoice;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Invoicing;

/// <summary>Takes back all or part of an invoice by a credit note with a number of its own, sent to the client.</summary>
internal sealed class CreditInvoice : IUseCase<CreditInvoice.Command, CreditInvoice.Result>
{
    public static Access Access => DraftAccess.Decide;

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => DraftAccess.ToInvoice(command.Invoice, tx, actor);

    public async Task<Outcome<Result>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.LockInvoice(command.Invoice) is not var (_, account, _)) return Refusal.Unknown;
        if (string.IsNullOrWhiteSpace(command.Reason)) return new Refusal("reason-needed") { Field = "reason" };
        var invoice = account.Invoice;
        if (await tx.FindPaper(invoice.Id.Value) is not { } billed || await tx.FindSeller(invoice.Entity) is not { } seller)
            return Refusal.Unknown;

        var net = command.Net ?? invoice.Net - account.Credited;
        if (InvoiceVerbs.RefuseAmount(net, invoice.Net.Currency, invoice.Net - account.Credited) is { } refusal) return refusal;

        var parts = CreditRules.Take(await tx.VatLeft(invoice.Id, invoice.Net.Currency), net);
        var source = UblReader.Read((await tx.LoadFile(billed.Xml)).Value.Content);
        if (source.Refusal is { } unreadable) return unreadable;
        var model = InvoiceModel.Credit(source.Value, parts, command.Reason.Trim(), tx.Today);
        var series = IssuePaper.CreditSeriesOf(seller, tx.Today);
        var judged = Rules.Valid(model with { Number = IssuePaper.NumberOf(series, 1) }, InvoiceModel.ProfileOf(model), tx.Today);
        if (judged.Refusal is { } invalid) return invalid;

        var serial = await tx.NextNumber(invoice.Entity, series);
        var note = Id<CreditInvoice>.Named(command.Request, "credit note").Value;
        var kept = await tx.Keep(note, PaperKind.CreditNote, invoice, model with { Number = IssuePaper.NumberOf(series, serial) }, series, serial, null, command.Reason.Trim());
        if (kept.Refusal is { } notKept) return notKept;
        var credited = await tx.CreditInvoice(note, invoice.Id, kept.Value.Number, net, kept.Value.Vat);
        return credited.Refusal is { } notCredited ? notCredited : new Result(note, kept.Value.Number, kept.Value.Gross);
    }

    /// <param name="Net">What is taken back, without VAT; null = all that is left.</param>
    public sealed record Command(Guid Request, Id<Invoice> Invoice, Money? Net, string Reason) : ICommand<Command, CreditInvoice, Result>
    {
        public object Subject => new { Invoice, Net };
    }

    public sealed record Result(Guid Note, string Number, Money Gross);
}
