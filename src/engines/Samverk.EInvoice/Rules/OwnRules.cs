using System.Xml;
using static Samverk.EInvoice.Rule;

namespace Samverk.EInvoice;

/// <summary>Samverk's own rules, where the public ones are silent.</summary>
internal static class OwnRules
{
    public static readonly Rule[] All =
    [
        // BR-CO-25 of earlier releases, left out of 1.3.16.
        Must("SV-01", "BT-9", "When something is due, say when: a due date or payment terms.",
            it => it.Totals.Due is not > 0 || it.DueDate is not null || it.PaymentTerms.Said()).AsWarning(),
        Must("SV-02", "BG-25", "A text holds a character that no XML file can carry.", it => Texts(it).All(IsXml)),
    ];

    /// <summary>Texts that people type; codes and ids are kept clean by their lists.</summary>
    private static IEnumerable<string?> Texts(Invoice invoice) =>
    [
        invoice.Number, invoice.PaymentTerms, invoice.BuyerReference, invoice.OrderReference, invoice.ContractReference, invoice.ProjectReference,
        invoice.Seller.Name, invoice.Seller.LegalText, invoice.Buyer.Name, invoice.Buyer.TradingName, invoice.Buyer.Contact?.Name,
        invoice.Buyer.Address?.Street, invoice.Buyer.Address?.Extra, invoice.Buyer.Address?.Town, invoice.Payment?.Remittance,
        .. invoice.Notes.Select(note => note.Text), .. invoice.VatBreakdown.Select(one => one.Reason),
        .. invoice.Allowances.Concat(invoice.Charges).Select(one => one.Reason),
        .. invoice.Lines.SelectMany(line => new[] { line.Note, line.Item.Name, line.Item.Description }),
    ];

    private static bool IsXml(string? text)
    {
        for (var at = 0; at < (text?.Length ?? 0); at++)
        {
            if (XmlConvert.IsXmlChar(text![at])) continue;
            if (at + 1 >= text.Length || !XmlConvert.IsXmlSurrogatePair(text[at + 1], text[at])) return false;
            at++;
        }

        return true;
    }
}
