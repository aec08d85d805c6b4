using System.Text.Json;
using Dapper;
using NodaTime;
using Samverk.EInvoice;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Invoicing;

/// <summary>A document with a number, as it was issued.</summary>
/// <param name="Invoice">Itself, or the invoice that is credited.</param>
/// <param name="Xml">UBL 2.1; the same bytes are inside the PDF.</param>
/// <param name="Pdf">Null in the moments before it is printed.</param>
internal sealed record Paper(
    Guid Document, PaperKind Kind, Id<Invoice> Invoice, Id<LegalEntity> Entity, string Number, string? Reference, Money Net, Money Vat, string Reason, LocalDate Date,
    FileHash Xml, FileHash? Pdf)
{
    public Money Gross => Net + Vat;
}

internal enum PaperKind { Invoice, CreditNote }

internal static class PaperSql
{
    /// <summary>
    /// The next number of a series, in the caller's transaction: its row stays locked until the end, so a rolled back one leaves no gap.
    /// Take it last, after every lock and check.
    /// </summary>
    public static Task<long> NextNumber(this Tx tx, Id<LegalEntity> entity, string series) => tx.Connection.QuerySingleAsync<long>(
        """
        insert into invoicing.series (entity, series, last) values (@entity, @series, 1)
        on conflict (entity, series) do update set last = series.last + 1
        returning last
        """,
        new { entity = entity.Value, series });

    public static Task Save(this Tx tx, Paper paper, string series, long serial) => tx.Connection.ExecuteAsync(
        """
        insert into invoicing.paper (document, kind, invoice, entity, series, serial, number, reference, net, vat, reason, date, xml)
        values (@Document, @kind, @invoice, @entity, @series, @serial, @Number, @Reference, @net, @vat, @Reason, @Date, @xml)
        """,
        new
        {
            paper.Document, kind = paper.Kind.ToString(), invoice = paper.Invoice.Value, entity = paper.Entity.Value, series, serial, paper.Number,
            paper.Reference, net = paper.Net.Minor, vat = paper.Vat.Minor, paper.Reason, paper.Date, xml = paper.Xml.Value,
        });

    public static Task SaveLines(this Tx tx, Guid document, Currency currency, EInvoice.Invoice invoice, IReadOnlyList<DecidedLine> lines) => tx.Connection.ExecuteAsync(
        """
        insert into invoicing.paper_line (document, line, text, quantity, unit, price, net, supply, category, rate, reason_code, legal_text, why, law, stored_reason, facts)
        values (@document, @line, @Text, @Quantity, @Unit, @Price, @net, @supply, @category, @rate, @ReasonCode, @LegalText, @code, @law, @StoredReason, @facts::jsonb)
        """,
        lines.Select((decided, at) => new
        {
            document, line = at + 1, decided.Line.Text, decided.Line.Quantity, decided.Line.Unit, decided.Line.Price,
            net = Money.Of(invoice.Lines[at].Net!.Value, currency, Rounding.HalfAwayFromZero).Minor, supply = decided.Line.Supply.ToString(),
            category = decided.Vat.Category.ToString(), rate = decided.Vat.Rate?.PerCent, decided.Vat.ReasonCode, decided.Vat.LegalText,
            code = decided.Vat.Why.Code, law = decided.Vat.Why.Law, decided.Vat.StoredReason, facts = JsonSerializer.Serialize(decided.Vat.Facts, StoreJson.Options),
        }));

    public static Task SaveVat(this Tx tx, Guid document, Currency currency, IReadOnlyList<VatSubtotal> parts) => tx.Connection.ExecuteAsync(
        "insert into invoicing.paper_vat (document, place, category, rate, net, vat, reason, reason_code) values (@document, @place, @category, @rate, @net, @vat, @Reason, @ReasonCode)",
        parts.Select((part, at) => new
        {
            document, place = at + 1, category = part.Vat.Category, rate = part.Vat.Rate,
            net = Money.Of(part.Taxable!.Value, currency, Rounding.HalfAwayFromZero).Minor, vat = Money.Of(part.Tax!.Value, currency, Rounding.HalfAwayFromZero).Minor,
            part.Reason, part.ReasonCode,
        }));

    /// <summary>What of each VAT pair of an invoice no credit note has taken back yet, in the invoice's order.</summary>
    public static async Task<IReadOnlyList<VatSubtotal>> VatLeft(this Tx tx, Id<Invoice> invoice, Currency currency) =>
        [.. (await tx.Connection.QueryAsync<VatRow>(
            """
            select billed.category, billed.rate, (billed.net - coalesce(back.net, 0))::bigint as net, (billed.vat - coalesce(back.vat, 0))::bigint as vat,
                billed.reason, billed.reason_code
            from invoicing.paper_vat billed
            left join lateral (
                select sum(paper_vat.net) as net, sum(paper_vat.vat) as vat
                from invoicing.paper join invoicing.paper_vat using (document)
                where paper.invoice = @id and paper.kind = 'CreditNote' and paper_vat.category = billed.category and paper_vat.rate is not distinct from billed.rate
            ) back on true
            where billed.document = @id
            order by billed.place
            """,
            new { id = invoice.Value })).Select(row => row.ToPart(currency))];

    public static async Task<Paper?> FindPaper(this Tx tx, Guid document) => (await tx.Papers("document = @id", document)).SingleOrDefault();

    /// <summary>An invoice and its credit notes, in the order in which they were issued.</summary>
    public static Task<IReadOnlyList<Paper>> PapersOf(this Tx tx, Id<Invoice> invoice) => tx.Papers("paper.invoice = @id", invoice.Value);

    public static Task SavePrint(this Tx tx, Guid document, FileHash pdf) => tx.Connection.ExecuteAsync(
        "insert into invoicing.paper_print (document, pdf, made_at) values (@document, @pdf, @Now)", new { document, pdf = pdf.Value, tx.Now });

    private static async Task<IReadOnlyList<Paper>> Papers(this Tx tx, string where, Guid id) =>
        [.. (await tx.Connection.QueryAsync<Row>(
            $"""
            select paper.document, kind, paper.invoice, paper.entity, paper.number, reference, paper.net, paper.vat, currency, reason, paper.date, xml, pdf
            from invoicing.paper join invoicing.invoice on invoice.id = paper.invoice left join invoicing.paper_print using (document)
            where {where} order by kind, serial
            """,
            new { id })).Select(row => row.ToPaper())];

    private sealed record Row(
        Guid Document, PaperKind Kind, Guid Invoice, Guid Entity, string Number, string? Reference, long Net, long Vat, Currency Currency, string Reason, LocalDate Date,
        string Xml, string? Pdf)
    {
        public Paper ToPaper() => new(
            Document, Kind, new(Invoice), new(Entity), Number, Reference, new(Net, Currency), new(Vat, Currency), Reason, Date, FileHash.Parse(Xml, null),
            Pdf is null ? null : FileHash.Parse(Pdf, null));
    }

    private sealed record VatRow(string Category, decimal? Rate, long Net, long Vat, string? Reason, string? Reason_Code)
    {
        // Rates compare as numbers in records too, so trailing zeros do not matter.
        public VatSubtotal ToPart(Currency currency) => new(
            new Money(Net, currency).ToDecimal(), new Money(Vat, currency).ToDecimal(), new(Category, Rate), Reason, Reason_Code);
    }
}
