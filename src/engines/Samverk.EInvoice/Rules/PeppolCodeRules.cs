using static Samverk.EInvoice.Rule;

namespace Samverk.EInvoice;

/// <summary>PEPPOL-EN16931-CL… and P…: codes, document types, and categories that a reason code forces.</summary>
internal static class PeppolCodeRules
{
    private const string CL = "PEPPOL-EN16931-CL", P = "PEPPOL-EN16931-P";

    public static readonly Rule[] All =
    [
        Each(CL + "001", "BG-24", "An embedded file is of an allowed type.",
            it => it.Attachments, one => one.File is not { } file || CodeLists.MimeTypes.Has(file.MimeType)),
        Allowance(CL + "002", "An allowance reason is one of UNTDID 5189.",
            one => one.ReasonCode is null || CodeLists.AllowanceReasons.Has(one.ReasonCode)),
        Charge(CL + "003", "A charge reason is one of UNTDID 7161.", one => one.ReasonCode is null || CodeLists.ChargeReasons.Has(one.ReasonCode)),
        Must(CL + "006", "BT-8", "The tax point code is 3, 35 or 432.", it => it.TaxPointCode is null || CodeLists.TaxPoints.Has(it.TaxPointCode)),
        Must(CL + "007", "BT-5", "The currency is one of ISO 4217.", it => it.Currency is null || CodeLists.Currencies.Has(it.Currency)),
        Must(CL + "008", "BT-34", "An endpoint scheme is one of the EAS list.", it =>
            new[] { it.Seller.Endpoint, it.Buyer.Endpoint }.All(id => id?.Scheme is not { } scheme || CodeLists.EndpointSchemes.Has(scheme))),
        Must(P + "0100", "BT-3", "The type is an invoice of the billing process.",
            it => DocumentType.IsCreditNote(it.Type) || it.Type is null || CodeLists.PeppolInvoiceTypes.Has(it.Type)),
        Must(P + "0101", "BT-3", "The type is a credit note of the billing process.",
            it => !DocumentType.IsCreditNote(it.Type) || CodeLists.PeppolCreditNoteTypes.Has(it.Type)),
        Forces("0104", "VATEX-EU-G", VatCategory.Export),
        Forces("0105", "VATEX-EU-O", VatCategory.OutsideScope),
        Forces("0106", "VATEX-EU-IC", VatCategory.IntraCommunity),
        Forces("0107", "VATEX-EU-AE", VatCategory.ReverseCharge),
        Forces("0108", "VATEX-EU-D", VatCategory.Exempt),
        Forces("0109", "VATEX-EU-F", VatCategory.Exempt),
        Forces("0110", "VATEX-EU-I", VatCategory.Exempt),
        Forces("0111", "VATEX-EU-J", VatCategory.Exempt),
        Must(P + "0112", "BT-3", "Types 326 and 384 are for two German parties.",
            it => it.Type is not (DocumentType.Partial or DocumentType.Corrected) || it.BothGerman()),
    ];

    private static Rule Forces(string number, string code, string category) => Breakdown(P + number, $"{code} goes with category {category}.", one =>
        !string.Equals(one.ReasonCode?.Trim(), code, StringComparison.OrdinalIgnoreCase) || one.Vat.Category == category);
}
