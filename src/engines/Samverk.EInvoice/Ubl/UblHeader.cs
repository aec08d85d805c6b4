namespace Samverk.EInvoice;

/// <summary>Everything before the parties, in the order of the schema, which differs between invoice and credit note.</summary>
internal static class UblHeader
{
    public static void Write(UblXml xml, Invoice invoice, bool credit)
    {
        xml.Text("CustomizationID", invoice.Specification);
        xml.Text("ProfileID", invoice.Process);
        xml.Text("ID", invoice.Number);
        xml.Date("IssueDate", invoice.IssueDate);
        if (credit) xml.Date("TaxPointDate", invoice.TaxPointDate);
        else xml.Date("DueDate", invoice.DueDate);
        xml.Text(credit ? "CreditNoteTypeCode" : "InvoiceTypeCode", invoice.Type);
        foreach (var note in invoice.Notes) xml.Text("Note", note.Subject is { } subject ? $"#{subject}#{note.Text}" : note.Text);
        if (!credit) xml.Date("TaxPointDate", invoice.TaxPointDate);
        xml.Text("DocumentCurrencyCode", invoice.Currency);
        xml.Text("TaxCurrencyCode", invoice.AccountingCurrency);
        xml.Text("AccountingCost", invoice.BuyerAccountingReference);
        xml.Text("BuyerReference", invoice.BuyerReference);
        Period(xml, invoice.Period, invoice.TaxPointCode);
        References(xml, invoice, credit);
    }

    public static void Period(UblXml xml, InvoicingPeriod? period, string? taxPointCode = null) => xml.Group("InvoicePeriod", () =>
    {
        xml.Date("StartDate", period?.Start);
        xml.Date("EndDate", period?.End);
        xml.Text("DescriptionCode", taxPointCode);
    });

    private static void References(UblXml xml, Invoice invoice, bool credit)
    {
        xml.Group("OrderReference", invoice, static (xml, invoice) =>
        {
            // The schema wants an id beside the seller's order; Peppol's convention for "none" is NA.
            xml.Text("ID", invoice.OrderReference ?? (invoice.SalesOrderReference is null ? null : "NA"));
            xml.Text("SalesOrderID", invoice.SalesOrderReference);
        });
        foreach (var preceding in invoice.PrecedingInvoices)
            xml.Group("BillingReference", () => xml.Group("InvoiceDocumentReference", () =>
            {
                xml.Text("ID", preceding.Number);
                xml.Date("IssueDate", preceding.IssueDate);
            }));
        Reference(xml, "DespatchDocumentReference", invoice.DespatchAdviceReference);
        Reference(xml, "ReceiptDocumentReference", invoice.ReceivingAdviceReference);
        if (!credit) Reference(xml, "OriginatorDocumentReference", invoice.TenderReference);
        Reference(xml, "ContractDocumentReference", invoice.ContractReference);
        Documents(xml, invoice, credit);
        if (credit) Reference(xml, "OriginatorDocumentReference", invoice.TenderReference);
        else Reference(xml, "ProjectReference", invoice.ProjectReference);
    }

    private static void Reference(UblXml xml, string name, string? id) => xml.Group(name, id, static (xml, id) => xml.Text("ID", id));

    private static void Documents(UblXml xml, Invoice invoice, bool credit)
    {
        if (invoice.InvoicedObject is { } about) Typed(about, "130");
        if (credit && invoice.ProjectReference is { } project) Typed(new(project), "50"); // A credit note has no element for the project.
        foreach (var document in invoice.Attachments)
            xml.Group("AdditionalDocumentReference", () =>
            {
                xml.Text("ID", document.Id);
                xml.Text("DocumentDescription", document.Description);
                xml.Group("Attachment", () =>
                {
                    if (document.File is { } file) xml.File("EmbeddedDocumentBinaryObject", file);
                    xml.Group("ExternalReference", () => xml.Text("URI", document.Url));
                });
            });

        void Typed(Identifier id, string type) => xml.Group("AdditionalDocumentReference", () =>
        {
            xml.Id("ID", id);
            xml.Text("DocumentTypeCode", type);
        });
    }
}
