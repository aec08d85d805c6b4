using static Samverk.EInvoice.Rule;

namespace Samverk.EInvoice;

/// <summary>BR-CL: the terms that are codes.</summary>
internal static class CodeRules
{
    public static readonly Rule[] All =
    [
        Must("BR-CL-01", "BT-3", "The type is one of UNTDID 1001.",
            it => it.Type is null || CodeLists.InvoiceTypes.Has(it.Type) || DocumentType.IsCreditNote(it.Type.Trim())),
        Must("BR-CL-04", "BT-5", "The currency is one of ISO 4217.", it => it.Currency is null || CodeLists.Currencies.Has(it.Currency)),
        Must("BR-CL-05", "BT-6", "The accounting currency is one of ISO 4217.",
            it => it.AccountingCurrency is null || CodeLists.Currencies.Has(it.AccountingCurrency)),
        Must("BR-CL-06", "BT-8", "The tax point code is 3, 35 or 432.", it => it.TaxPointCode is null || CodeLists.TaxPoints.Has(it.TaxPointCode)),
        Must("BR-CL-14", "BT-40", "A country is one of ISO 3166-1.",
            it => Countries(it).All(country => country is null || CodeLists.Countries.Has(country))),
        Must("BR-CL-16", "BT-81", "The payment means is one of UNTDID 4461.",
            it => it.Payment?.Means is not { } means || CodeLists.PaymentMeans.Has(means)),
        Must("BR-CL-17", "BT-118", "A VAT category is one of UNTDID 5305.",
            it => it.VatBreakdown.All(one => one.Vat.Category is not { } code || CodeLists.VatCategories.Has(code))),
        Line("BR-CL-18", "A VAT category is one of UNTDID 5305.", line => line.Vat.Category is not { } code || CodeLists.VatCategories.Has(code)),
        Must("BR-CL-19", "BT-98", "An allowance reason is one of UNTDID 5189.", it =>
            it.Allowances.Select(one => one.ReasonCode).Concat(it.Lines.SelectMany(line => line.Allowances).Select(one => one.ReasonCode)).All(code => code is null || CodeLists.AllowanceReasons.Has(code))),
        Must("BR-CL-20", "BT-105", "A charge reason is one of UNTDID 7161.", it =>
            it.Charges.Select(one => one.ReasonCode).Concat(it.Lines.SelectMany(line => line.Charges).Select(one => one.ReasonCode)).All(code => code is null || CodeLists.ChargeReasons.Has(code))),
        Breakdown("BR-CL-22", "A reason for exemption is one of the VATEX list.",
            one => one.ReasonCode is null || CodeLists.ExemptionReasons.Has(one.ReasonCode.ToUpperInvariant())),
        Line("BR-CL-23", "A unit is one of UN/ECE Recommendation 20 that Samverk knows.",
            line => line.Unit is null || CodeLists.Units.Has(line.Unit)),
        Each("BR-CL-24", "BG-24", "An embedded file is of an allowed type.",
            it => it.Attachments, one => one.File is not { } file || CodeLists.MimeTypes.Has(file.MimeType)),
        Must("BR-CL-25", "BT-34", "An endpoint scheme is one of the EAS list.", it =>
            new[] { it.Seller.Endpoint, it.Buyer.Endpoint }.All(id => id?.Scheme is not { } scheme || CodeLists.EndpointSchemes.Has(scheme))),
    ];

    private static IEnumerable<string?> Countries(Invoice invoice) =>
    [
        invoice.Seller.Address?.Country, invoice.Buyer.Address?.Country, invoice.TaxRepresentative?.Address?.Country, invoice.Delivery?.Address?.Country,
        .. invoice.Lines.Select(line => line.Item.Origin),
    ];
}
