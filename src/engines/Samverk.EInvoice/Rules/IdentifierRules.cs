using static Samverk.EInvoice.Rule;

namespace Samverk.EInvoice;

/// <summary>PEPPOL-COMMON: check digits of the ids that Samverk's parties carry. The scheme tells how an id is built.</summary>
internal static class IdentifierRules
{
    public static readonly Rule[] All =
    [
        Of("040", "0088", "A GLN has a check digit modulo 10.", IsGln),
        Of("041", "0192", "A Norwegian organisation number has 9 digits, modulo 11.", IsNorwegian),
        Of("042", "0184", "A Danish CVR number has 8 digits.", id => id.Length is 8 && id.AllDigits()),
        Of("043", "0208", "A Belgian enterprise number has 10 digits, modulo 97.", IsBelgian),
        Of("047", "0211", "A partita IVA is IT and 11 digits (Luhn).", IsItalian).AsWarning(),
        Of("049", "0007", "A Swedish organisation number has 10 digits (Luhn).", id => id.Length is 10 && id.Luhn()),
    ];

    private static Rule Of(string number, string scheme, string message, Func<string, bool> holds) => Must("PEPPOL-COMMON-R" + number, "BT-29", message, it =>
        Ids(it).All(id => id is null || id.Scheme != scheme || holds(id.Value.Trim())));

    private static IEnumerable<Identifier?> Ids(Invoice invoice) =>
    [
        invoice.Seller.Endpoint, invoice.Seller.LegalId, .. invoice.Seller.Ids, invoice.Buyer.Endpoint, invoice.Buyer.LegalId, .. invoice.Buyer.Ids,
        invoice.Payee?.Id, invoice.Payee?.LegalId,
    ];

    private static bool IsGln(string id)
    {
        if (!id.AllDigits()) return false;
        var sum = 0;
        for (var at = 1; at < id.Length; at++) sum += (id[^(at + 1)] - '0') * (at % 2 is 1 ? 3 : 1);
        return (10 - (sum % 10)) % 10 == id[^1] - '0';
    }

    private static bool IsNorwegian(string id)
    {
        if (id.Length is not 9 || !id.AllDigits()) return false;
        var rest = Weighted(id, [3, 2, 7, 6, 5, 4, 3, 2]) % 11;
        return (11 - rest) % 11 == id[8] - '0';
    }

    private static bool IsBelgian(string id) => id.Length is 10 && id.AllDigits() && 97 - (int.Parse(id[..8], null) % 97) == int.Parse(id[8..], null);

    private static bool IsItalian(string id) => id.StartsWith("IT", StringComparison.Ordinal) && id.Length is 13 && id[2..].Luhn();

    private static int Weighted(string digits, int[] weights) => weights.Select((weight, at) => weight * (digits[at] - '0')).Sum();
}
