using static Samverk.EInvoice.Rule;

namespace Samverk.EInvoice;

/// <summary>SE-R: what Peppol asks of Swedish sellers.</summary>
internal static class SwedishRules
{
    private const string FTax = "Godkänd för F-skatt";

    public static readonly Rule[] All =
    [
        Of("001", "BT-31", "A Swedish VAT id has 14 characters.", it => !HasVatId(it) || it.Seller.VatId!.Length is 14),
        Of("002", "BT-31", "The last 12 characters of a Swedish VAT id are digits.", it => !HasVatId(it) || it.Seller.VatId![2..].AllDigits()),
        Of("003", "BT-30", "A Swedish organisation number is digits.", it => OrganisationNumber(it) is not { } number || number.AllDigits()),
        Of("004", "BT-30", "A Swedish organisation number has 10 digits.", it => OrganisationNumber(it) is not { } number || number.Length is 10),
        Of("005", "BT-32", $"The seller's tax registration reads \"{FTax}\".", it => it.Seller.TaxRegistration is not { } text || text == FTax),
        Of("006", "BT-152", "Swedish VAT rates are 6, 12 and 25.",
            it => it.Vats().Concat(it.VatBreakdown.Select(one => one.Vat)).All(vat => vat.Category is not VatCategory.Standard || vat.Rate is 6 or 12 or 25)),
        Of("007", "BT-84", "A Plusgiro number is digits.", it => Accounts(it, CreditTransfer.Plusgiro).All(number => number.AllDigits())).AsWarning(),
        Of("008", "BT-84", "A Bankgiro number is digits.", it => Accounts(it, CreditTransfer.Bankgiro).All(number => number.AllDigits())).AsWarning(),
        Of("009", "BT-84", "A Bankgiro number has 7 or 8 digits.",
            it => Accounts(it, CreditTransfer.Bankgiro).All(number => number.Length is 7 or 8)).AsWarning(),
        Of("010", "BT-84", "A Plusgiro number has 2 to 8 digits.",
            it => Accounts(it, CreditTransfer.Plusgiro).All(number => number.Length is >= 2 and <= 8)).AsWarning(),
        Of("011", "BT-81", "Bankgiro and Plusgiro are means 30 with their branch, not 50 or 56.",
            it => it.Payment?.Means is not ("50" or "56")).AsWarning(),
        Of("012", "BT-81", "Between Swedish parties a transfer is means 30.",
            it => it.CustomerCountry() is not "SE" || it.Payment?.Means is not "31").AsWarning(),
        Of("013", "BT-30", "The last digit of an organisation number is a check digit (Luhn).",
            it => OrganisationNumber(it) is not { } number || number.Luhn()),
    ];

    private static Rule Of(string number, string location, string message, Func<Invoice, bool> holds) =>
        Must("SE-R-" + number, location, message, it => it.SupplierCountry() is not "SE" || holds(it));

    private static bool HasVatId(Invoice invoice) => invoice.Seller.VatId?.StartsWith("SE", StringComparison.Ordinal) is true;

    private static string? OrganisationNumber(Invoice invoice) => invoice.Seller.LegalId?.Value;

    private static IEnumerable<string> Accounts(Invoice invoice, string branch) =>
        invoice.Payment is not { } payment ? [] : payment.Transfers.Where(one => one.Institution == branch).Select(one => one.Account ?? "");
}
