using System.Xml.Linq;
using Samverk.Kernel;

namespace Samverk.EInvoice;

/// <summary>
/// Reads the terms of EN 16931 out of UBL 2.1, Invoice or CreditNote. What is not a term is passed over; what is one but not of its type
/// (a date, a number) is refused. Document type declarations, deep nesting and documents above 64 million characters are refused.
/// </summary>
public static class UblReader
{
    /// <returns>The invoice, or <c>invalid-input</c> with the element as its field.</returns>
    public static Outcome<Invoice> Read(byte[] document) => UblElements.Load(document).Then(Read);

    private static Outcome<Invoice> Read(XElement root)
    {
        var credit = root.Name == XName.Get("CreditNote", UblNames.CreditNote);
        if (!credit && root.Name != XName.Get("Invoice", UblNames.Invoice)) return new Refusal("invalid-input", ("text", root.Name.ToString()));
        try
        {
            return Invoice(root, credit);
        }
        catch (UnreadableTerm unreadable)
        {
            return unreadable.ToRefusal();
        }
    }

    private static Invoice Invoice(XElement root, bool credit)
    {
        var supplier = root.Group("AccountingSupplierParty").Group("Party");
        var payee = root.Group("PayeeParty");
        return Header(root, credit) with
        {
            Seller = UblPartyReader.Party(supplier),
            Buyer = UblPartyReader.Party(root.Group("AccountingCustomerParty").Group("Party")),
            Payee = payee is null ? null : UblPartyReader.Payee(payee),
            TaxRepresentative = root.Group("TaxRepresentativeParty") is { } representative ? UblPartyReader.Representative(representative) : null,
            Delivery = root.Group("Delivery") is { } delivery ? UblPartyReader.Delivery(delivery) : null,
            Payment = UblPaymentReader.Payment(root, UblPartyReader.CreditorId(payee ?? supplier)),
            PaymentTerms = root.Group("PaymentTerms").Words("Note"),
            DueDate = root.Date("DueDate") ?? root.Group("PaymentMeans").Date("PaymentDueDate"),
            Allowances = [.. root.Groups("AllowanceCharge").Where(one => !one.Flag("ChargeIndicator")).Select(UblPaymentReader.Allowance)],
            Charges = [.. root.Groups("AllowanceCharge").Where(one => one.Flag("ChargeIndicator")).Select(UblPaymentReader.Allowance)],
            Totals = UblLineReader.Totals(root),
            VatBreakdown = [.. root.Groups("TaxTotal").SelectMany(total => total.Groups("TaxSubtotal")).Select(UblLineReader.Subtotal)],
            Lines = [.. root.Groups(credit ? "CreditNoteLine" : "InvoiceLine").Select(line => UblLineReader.Line(line, credit))],
        };
    }

    private static Invoice Header(XElement root, bool credit)
    {
        var documents = root.Groups("AdditionalDocumentReference").ToLookup(one => one.Text("DocumentTypeCode"));
        var order = root.Group("OrderReference");
        return new()
        {
            Specification = root.Text("CustomizationID"),
            Process = root.Text("ProfileID"),
            Number = root.Text("ID"),
            IssueDate = root.Date("IssueDate"),
            TaxPointDate = root.Date("TaxPointDate"),
            Type = root.Text(credit ? "CreditNoteTypeCode" : "InvoiceTypeCode"),
            Notes = [.. root.Elements(UblElements.Cbc + "Note").Select(note => Note(note.Value))],
            Currency = root.Text("DocumentCurrencyCode"),
            AccountingCurrency = root.Text("TaxCurrencyCode"),
            BuyerAccountingReference = root.Text("AccountingCost"),
            BuyerReference = root.Text("BuyerReference"),
            Period = Period(root),
            TaxPointCode = root.Group("InvoicePeriod").Text("DescriptionCode"),
            OrderReference = order.Text("SalesOrderID") is not null && order.Text("ID") is "NA" ? null : order.Text("ID"),
            SalesOrderReference = order.Text("SalesOrderID"),
            PrecedingInvoices = [.. root.Groups("BillingReference").Select(one => one.Group("InvoiceDocumentReference"))
                .Select(one => new PrecedingInvoice(one.Text("ID"), one.Date("IssueDate")))],
            DespatchAdviceReference = root.Group("DespatchDocumentReference").Text("ID"),
            ReceivingAdviceReference = root.Group("ReceiptDocumentReference").Text("ID"),
            TenderReference = root.Group("OriginatorDocumentReference").Text("ID"),
            ContractReference = root.Group("ContractDocumentReference").Text("ID"),
            ProjectReference = root.Group("ProjectReference").Text("ID") ?? documents["50"].FirstOrDefault().Text("ID"),
            InvoicedObject = documents["130"].FirstOrDefault().Id(),
            Attachments = [.. documents.Where(kind => kind.Key is not ("50" or "130")).SelectMany(kind => kind).Select(Document)],
        };
    }

    internal static InvoicingPeriod? Period(XElement from)
    {
        var period = from.Group("InvoicePeriod");
        return period.Date("StartDate") is null && period.Date("EndDate") is null ? null : new(period.Date("StartDate"), period.Date("EndDate"));
    }

    /// <summary>UBL has no element for BT-21: the subject stands before the text between number signs.</summary>
    private static Note Note(string text) =>
        text.Length > 4 && text[0] is '#' && text[4] is '#' ? new(text[5..], text[1..4]) : new(text);

    private static SupportingDocument Document(XElement from)
    {
        var attachment = from.Group("Attachment");
        return new(from.Text("ID"), from.Text("DocumentDescription"), attachment.Group("ExternalReference").Text("URI"), File(attachment));
    }

    private static AttachedFile? File(XElement? attachment)
    {
        const string name = "EmbeddedDocumentBinaryObject";
        if (attachment.Text(name) is not { } text) return null;
        try
        {
            return new([.. Convert.FromBase64String(text)], attachment.Attribute(name, "mimeCode"), attachment.Attribute(name, "filename"));
        }
        catch (FormatException)
        {
            throw new UnreadableTerm(name, text);
        }
    }
}
