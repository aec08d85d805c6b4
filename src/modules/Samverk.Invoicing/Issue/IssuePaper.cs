using System.Globalization;
using NodaTime;
using Samverk.Activities;
using Samverk.Banking;
using Samverk.Countries;
using Samverk.EInvoice;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Invoicing;

/// <summary>Everything that an invoice of today would say, before it has a number.</summary>
internal sealed record Prepared(LegalEntity Entity, Seller Seller, Client Client, Order Order, Draft Draft, IReadOnlyList<DecidedLine> Lines, EInvoice.Invoice Model, LocalDate Due)
{
    public Money Net => Amount(Model.Totals.Net!.Value);

    public Money Vat => Amount(Model.Totals.Vat!.Value);

    /// <summary>The one rate of the lines; where they differ, what they come to together: credit notes then go by their VAT pairs.</summary>
    public Rate VatRate => Model.VatBreakdown.Count is 1
        ? Rate.OfPerCent(Model.VatBreakdown[0].Vat.Rate ?? 0)
        : Rate.OfPerCent(Math.Round(Model.Totals.Vat!.Value * 100 / Model.Totals.Net!.Value, 4));

    private Money Amount(decimal amount) => Money.Of(amount, Order.Net.Currency, Rounding.HalfAwayFromZero);
}

internal static class IssuePaper
{
    /// <summary>Decides the VAT, writes the document and judges it by the rules of the day.</summary>
    /// <returns>
    /// <c>field-missing</c> naming what the seller's profile lacks, <c>order-rest-exceeded</c>, <c>invoice-not-valid</c> with the ids of the rules,
    /// a refusal of the VAT rules.
    /// </returns>
    public static async Task<Outcome<Prepared>> Prepare(this Tx tx, Order order, Draft draft)
    {
        if (await tx.FindEntity(order.Entity) is not { } entity || await tx.FindClient(order.Client) is not { } client) return Refusal.Unknown;
        var seller = await tx.FindSeller(order.Entity) ?? Seller.Empty(entity.Country);
        string[] missing = [.. seller.Missing(entity.Country, order.Net.Currency)];
        if (missing.Length > 0) return new Refusal("field-missing", ("field", string.Join(", ", missing))) { Field = "seller" };
        var left = await tx.Unplanned(order, draft.Id);
        if (draft.Net > left) return new Refusal("order-rest-exceeded", ("rest", left)) { Field = "lines" };

        // The term that the client confirmed; where the order says none (taken over from elsewhere), the entity's own.
        var due = tx.Today.PlusDays((await tx.FindStored(order.Id))?.Content.TermDays ?? seller.PaymentDays);
        var decided = LineVat.Decide(entity, seller, client, draft.Lines, tx.Today, InvoiceLetters.LanguageOf(client, seller), await tx.Facts());
        if (decided.Refusal is { } refusal) return refusal;
        var files = new List<(string, StoredFile)>(draft.Files.Count);
        foreach (var file in draft.Files) files.Add((file.Name, (await tx.LoadFile(file.Hash)).Value));
        var written = InvoiceModel.Write(entity, seller, client, order, draft, decided.Value, tx.Today, due, files);
        if (written.Refusal is { } notWritten) return notWritten;

        // Judged with the longest number it could get, so that taking one cannot make it wrong.
        var sample = written.Value.Numbered($"{SeriesOf(seller, tx.Today)}-0000", PaymentReference.For(entity.Country, 1));
        var judged = Rules.Valid(sample, InvoiceModel.ProfileOf(sample), tx.Today);
        return judged.Refusal is { } invalid ? invalid : new Prepared(entity, seller, client, order, draft, decided.Value, written.Value, due);
    }

    /// <summary>
    /// Issues a draft: number, document, postings and the job that prints and mails it, all or nothing. The number is taken after every
    /// lock and every slow step, so that issuers of one entity wait for each other as briefly as possible.
    /// </summary>
    public static async Task<Outcome<Invoice>> Issue(this Tx tx, Id<Invoice> id, string @event)
    {
        if (await tx.LockDraft(id) is not var (order, draft)) return Refusal.Unknown;
        if (InvoiceStates.Machine.Refuse(draft.State, InvoiceState.Issued) is { } refusal) return refusal;
        if (await tx.LockActivity(order.Activity) is null) return Refusal.Unknown;
        if (order.State is not OrderState.Active) return new Refusal("order-not-active", ("order", order.Number));

        var issuing = draft with { State = InvoiceState.Issued, Planned = draft.Planned ?? tx.Today };
        var prepared = await tx.Prepare(order, draft);
        if (prepared.Refusal is { } notReady) return notReady;

        await tx.Save(issuing, draft.State, @event);
        var ready = prepared.Value;
        var series = SeriesOf(ready.Seller, tx.Today);
        var serial = await tx.NextNumber(order.Entity, series);
        var reference = PaymentReference.For(ready.Entity.Country, await tx.NextNumber(order.Entity, ReferenceSeries));
        var model = ready.Model.Numbered(NumberOf(series, serial), reference);
        var issued = await tx.IssueInvoice(new Invoice(
            id, model.Number!, order.Id, order.Activity, order.Entity, order.Client, ready.Net, ready.Vat, ready.VatRate, ready.Net, tx.Today, ready.Due));
        if (issued.Refusal is { } notIssued) return notIssued;

        var paper = await tx.Keep(id.Value, PaperKind.Invoice, issued.Value, model, series, serial, reference.ToString(), "");
        if (paper.Refusal is { } notKept) return notKept;
        await tx.SaveLines(id.Value, order.Net.Currency, model, ready.Lines);
        return issued;
    }

    /// <summary>Stores a numbered document with its VAT, and leaves its printing for right after this transaction.</summary>
    public static async Task<Outcome<Paper>> Keep(
        this Tx tx, Guid document, PaperKind kind, Invoice invoice, EInvoice.Invoice model, string series, long serial, string? reference, string reason)
    {
        var currency = invoice.Net.Currency;
        var xml = await tx.StoreFile(UblWriter.Write(model), "application/xml");
        if (xml.Refusal is { } notStored) return notStored;

        var paper = new Paper(
            document, kind, invoice.Id, invoice.Entity, model.Number!, reference, Money.Of(model.Totals.Net!.Value, currency, Rounding.HalfAwayFromZero),
            Money.Of(model.Totals.Vat!.Value, currency, Rounding.HalfAwayFromZero), reason, tx.Today, xml.Value, null);
        await tx.Save(paper, series, serial);
        await tx.SaveVat(document, currency, model.VatBreakdown);
        var job = await tx.Enqueue(new PrintPaper(document), id: Id<Job>.Named(document, "print"));
        return job.Refusal is { } refused ? refused : paper;
    }

    /// <summary>"2026", with the entity's letters before it: a new series every year.</summary>
    public static string SeriesOf(Seller seller, LocalDate date) => seller.Series + date.Year.ToString(CultureInfo.InvariantCulture);

    /// <summary>Credit notes count for themselves: "C2026".</summary>
    public static string CreditSeriesOf(Seller seller, LocalDate date) => $"C{SeriesOf(seller, date)}";

    public static string NumberOf(string series, long serial) => $"{series}-{serial.ToString("0000", CultureInfo.InvariantCulture)}";

    /// <summary>References count through all years and series of an entity: no two of its invoices ever share one.</summary>
    private const string ReferenceSeries = "payment reference";
}
