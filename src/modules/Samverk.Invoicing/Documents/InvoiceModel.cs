using NodaTime;
using Samverk.Banking;
using Samverk.Countries;
using Samverk.EInvoice;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Invoicing;

/// <summary>Writes what the cooperative knows in the terms of EN 16931. Pure: the same facts give the same document.</summary>
internal static class InvoiceModel
{
    /// <returns>The invoice with all totals, without number and reference; a refusal of the arithmetic.</returns>
    public static Outcome<EInvoice.Invoice> Write(
        LegalEntity entity, Seller seller, Client client, Order order, Draft draft, IReadOnlyList<DecidedLine> lines, LocalDate date, LocalDate due,
        IReadOnlyList<(string Name, StoredFile File)> files)
    {
        var written = Frame(entity, seller, client, order.Net.Currency, lines, date) with
        {
            Type = DocumentType.Invoice, DueDate = due, BuyerReference = draft.BuyerReference is "" ? order.Number : draft.BuyerReference,
            SalesOrderReference = order.Number, Notes = draft.Note is "" ? [] : [new(draft.Note)], Delivery = DeliveryOf(lines, date),
            Lines = [.. lines.Select(LineOf)],
            Attachments = [.. files.Select((file, at) => new SupportingDocument(Number(at + 1), file.Name, File: new([.. file.File.Content], file.File.MediaType, file.Name)))],
        };
        return written.Filled(ReasonsOf(lines)).Then<EInvoice.Invoice>(filled => draft.Vat is { } vat ? WithVat(filled, vat) : filled);
    }

    /// <summary>A credit note over parts of an invoice, one line per VAT pair. Amounts are positive: the type says that they are given back.</summary>
    public static EInvoice.Invoice Credit(EInvoice.Invoice invoice, IReadOnlyList<VatSubtotal> parts, string reason, LocalDate date)
    {
        var (net, vat) = (parts.Sum(part => part.Taxable!.Value), parts.Sum(part => part.Tax!.Value));
        return invoice with
        {
            Type = DocumentType.CreditNote, IssueDate = date, DueDate = null, Payment = null, PaymentTerms = null, Notes = [new(reason)], Attachments = [],
            PrecedingInvoices = [new(invoice.Number, invoice.IssueDate)],
            Lines = [.. parts.Select((part, at) => new InvoiceLine
            {
                Id = Number(at + 1), Quantity = 1, Unit = "C62", Net = part.Taxable, Price = new(part.Taxable), Vat = part.Vat,
                Item = new(invoice.Lines.First(line => line.Vat == part.Vat).Item.Name),
            })],
            VatBreakdown = [.. parts],
            Totals = new() { Lines = net, Net = net, Vat = vat, Gross = net + vat, Due = net + vat },
        };
    }

    /// <summary>The number, and what the payer repeats.</summary>
    public static EInvoice.Invoice Numbered(this EInvoice.Invoice invoice, string number, PaymentReference reference) => invoice with
    {
        Number = number,
        Payment = invoice.Payment is null ? null : invoice.Payment with { Remittance = reference.Kind is ReferenceKind.Ogm ? reference.ToString() : reference.Value },
    };

    /// <summary>Peppol's rules where both ends have an address in its network.</summary>
    public static Profile ProfileOf(EInvoice.Invoice invoice) => invoice.Specification is Specification.Peppol ? Profile.Peppol : Profile.En16931;

    private static EInvoice.Invoice Frame(LegalEntity entity, Seller seller, Client client, Currency currency, IReadOnlyList<DecidedLine> lines, LocalDate date)
    {
        var noVat = lines.Any(line => line.Vat.Requirements.Contains(VatRequirement.NoVatNumbers));
        var (from, to) = (Parties.Of(entity, seller, noVat), Parties.Of(client, noVat));
        var peppol = from.Endpoint is not null && to.Endpoint is not null;
        return new()
        {
            Specification = peppol ? Specification.Peppol : Specification.En16931, Process = peppol ? Specification.PeppolProcess : null,
            IssueDate = date, Currency = currency.Code, Seller = from, Buyer = to, Payment = PaymentOf(seller, currency),
        };
    }

    private static PaymentInstructions PaymentOf(Seller seller, Currency currency) =>
        currency == Currency.SEK && seller.Bankgiro is { } giro
            ? new("30") { Transfers = [new(Bankgiro.Read(giro).Value.Value, seller.Name, CreditTransfer.Bankgiro)] }
            : new(currency == Currency.EUR ? "58" : "30") { Transfers = [new(Iban.Read(seller.Iban).Value.Value, seller.Name, seller.Bic is { } bic ? Bic.Read(bic).Value.Value : null)] };

    private static InvoiceLine LineOf(DecidedLine decided, int at) => new()
    {
        Id = Number(at + 1), Quantity = decided.Line.Quantity, Unit = decided.Line.Unit, Price = new(decided.Line.Price), Vat = decided.Pair,
        Item = new(decided.Line.Text.Trim()),
    };

    private static Delivery? DeliveryOf(IReadOnlyList<DecidedLine> lines, LocalDate date) =>
        lines.FirstOrDefault(line => line.Vat.Requirements.Contains(VatRequirement.DeliveryDate)) is { } goods
            ? new(date, new(null, null, null, goods.Line.Place))
            : null;

    /// <summary>All reasons of a pair, since the breakdown has one place for them.</summary>
    private static Func<EInvoice.Vat, ExemptionReason?> ReasonsOf(IReadOnlyList<DecidedLine> lines) => vat =>
    {
        var grounds = lines.Where(line => line.Vat.Category.ToString() == vat.Category).Select(line => line.Vat).ToArray();
        var text = string.Join("; ", grounds.Select(ground => ground.LegalText).Where(said => said is not null).Distinct());
        var codes = grounds.Select(ground => ground.ReasonCode).Distinct().ToArray();
        var code = codes.Length is 1 ? codes[0] : null;
        return text is "" && code is null ? null : new(text is "" ? null : text, code);
    };

    /// <summary>A split of an order by largest remainder: a part's tax may differ from its base × rate by a cent, the parts sum to the whole.</summary>
    private static EInvoice.Invoice WithVat(EInvoice.Invoice filled, Money vat)
    {
        var difference = vat.ToDecimal() - filled.Totals.Vat!.Value;
        if (difference is 0) return filled;
        return filled with
        {
            VatBreakdown = [.. filled.VatBreakdown.Select((part, at) => at is 0 ? part with { Tax = part.Tax + difference } : part)],
            Totals = filled.Totals with { Vat = vat.ToDecimal(), Gross = filled.Totals.Gross + difference, Due = filled.Totals.Due + difference },
        };
    }

    private static string Number(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
