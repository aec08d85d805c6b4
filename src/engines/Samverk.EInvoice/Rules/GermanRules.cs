using System.Text.RegularExpressions;
using static Samverk.EInvoice.Rule;

namespace Samverk.EInvoice;

/// <summary>DE-R: what Peppol asks when seller and buyer have German addresses; the content is that of XRechnung's BR-DE.</summary>
internal static partial class GermanRules
{
    public static readonly Rule[] All =
    [
        Of("001", "BG-16", "There are payment instructions.", it => it.Payment is not null),
        Of("002", "BG-6", "The seller has a contact.", it => it.Seller.Contact is not null),
        Of("003", "BT-37", "The seller's address has a town.", it => (it.Seller.Address?.Town).Said()),
        Of("004", "BT-38", "The seller's address has a postal code.", it => (it.Seller.Address?.PostalCode).Said()),
        Of("005", "BT-41", "The seller's contact has a name.", it => it.Seller.Contact is not { } contact || contact.Name.Said()),
        Of("006", "BT-42", "The seller's contact has a phone.", it => it.Seller.Contact is not { } contact || contact.Phone.Said()),
        Of("007", "BT-43", "The seller's contact has an e-mail address.", it => it.Seller.Contact is not { } contact || contact.Email.Said()),
        Of("008", "BT-52", "The buyer's address has a town.", it => (it.Buyer.Address?.Town).Said()),
        Of("009", "BT-53", "The buyer's address has a postal code.", it => (it.Buyer.Address?.PostalCode).Said()),
        Of("010", "BT-77", "The delivery address has a town.", it => it.Delivery?.Address is not { } address || address.Town.Said()),
        Of("011", "BT-78", "The delivery address has a postal code.", it => it.Delivery?.Address is not { } address || address.PostalCode.Said()),
        Of("014", "BT-119", "Every breakdown has a rate.",
            it => it.VatBreakdown.All(one => one.Vat.Rate is not null || one.Vat.Category is VatCategory.OutsideScope)),
        Of("015", "BT-10", "There is a buyer reference.", it => it.BuyerReference.Said()),
        Of("016", "BT-31", "The seller or its representative shows a tax id.", it =>
            it.Vats().All(vat => vat.Category is VatCategory.OutsideScope) || it.Seller.VatId.Said() || it.Seller.TaxRegistration.Said() || it.TaxRepresentative is not null),
        Of("017", "BT-3", "German types are 326, 380, 384, 389, 381, 875, 876 and 877.",
            it => it.Type is null or "326" or "380" or "384" or "389" or "381" or "875" or "876" or "877").AsWarning(),
        Of("018", "BT-20", "A cash discount is written #SKONTO#TAGE=n#PROZENT=n.nn# on a line of its own.",
            it => SkontoIsWellFormed(it.PaymentTerms)),
        Of("019", "BT-84", "Means 58 needs an IBAN.",
            it => it.Payment is not { Means: "58" } payment || payment.Transfers.All(one => Iban().IsMatch(one.Account ?? ""))).AsWarning(),
        Of("020", "BT-91", "Means 59 needs an IBAN.",
            it => it.Payment is not { Means: "59" } payment || Iban().IsMatch(payment.Debit?.DebitedAccount ?? "")).AsWarning(),
        Of("022", "BT-125", "Attached files have different names.", it =>
            it.Attachments.Where(one => one.File is not null).Select(one => one.File!.FileName).ToArray() is var names && names.Distinct(StringComparer.Ordinal).Count() == names.Length),
        Of("023-1", "BG-17", "Means 30 and 58 have a credit transfer.",
            it => it.Payment is not { Means: "30" or "58" } payment || payment.Transfers.Count > 0),
        Of("023-2", "BG-17", "Means 30 and 58 have neither card nor debit.",
            it => it.Payment is not { Means: "30" or "58" } payment || (payment.Card is null && payment.Debit is null)),
        Of("024-1", "BG-18", "Means 48, 54 and 55 have a card.",
            it => it.Payment is not { Means: "48" or "54" or "55" } payment || payment.Card is not null),
        Of("024-2", "BG-18", "Means 48, 54 and 55 have neither transfer nor debit.",
            it => it.Payment is not { Means: "48" or "54" or "55" } payment || (payment.Transfers.Count is 0 && payment.Debit is null)),
        Of("025-1", "BG-19", "Means 59 has a direct debit.",
            it => it.Payment is not { Means: "59" } payment || payment.Debit?.Mandate is not null || payment.Debit?.DebitedAccount is not null),
        Of("025-2", "BG-19", "Means 59 has neither transfer nor card.",
            it => it.Payment is not { Means: "59" } payment || (payment.Transfers.Count is 0 && payment.Card is null)),
        Of("026", "BG-3", "A corrected invoice names the one it corrects.",
            it => it.Type is not DocumentType.Corrected || it.PrecedingInvoices.Any(one => one.Number.Said())).AsWarning(),
        Of("027", "BT-42", "The seller's phone has at least three digits.",
            it => it.Seller.Contact?.Phone is not { } phone || phone.Count(char.IsAsciiDigit) >= 3).AsWarning(),
        Of("028", "BT-43", "The seller's e-mail address has the form of one.",
            it => it.Seller.Contact?.Email is not { } email || Email().IsMatch(email)).AsWarning(),
        Of("030", "BT-90", "A direct debit has a creditor id.", it => it.Payment?.Debit is not { } debit || debit.CreditorId.Said()),
        Of("031", "BT-91", "A direct debit names the account.", it => it.Payment?.Debit is not { } debit || debit.DebitedAccount.Said()),
    ];

    private static Rule Of(string number, string location, string message, Func<Invoice, bool> holds) =>
        Must("DE-R-" + number, location, message, it => !it.BothGerman() || holds(it));

    private static bool SkontoIsWellFormed(string? terms) =>
        terms is null || terms.Split('\n').All(line => !line.TrimStart().StartsWith('#') || Skonto().IsMatch(line.Trim())) && !EndsInSkonto(terms);

    /// <summary>Each such line is closed by a line break, the last one too.</summary>
    private static bool EndsInSkonto(string terms) => terms.Split('\n')[^1].TrimStart().StartsWith('#');

    [GeneratedRegex(@"^#SKONTO#TAGE=[0-9]+#PROZENT=[0-9]+\.[0-9]{2}(#BASISBETRAG=-?[0-9]+\.[0-9]{2})?#$", RegexOptions.None, matchTimeoutMilliseconds: 100)]
    private static partial Regex Skonto();

    [GeneratedRegex("^[A-Z]{2}[0-9]{2}[A-Z0-9 ]{11,36}$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 100)]
    private static partial Regex Iban();

    [GeneratedRegex(@"^[^@\s]+@[^@\s.]+(\.[^@\s.]+)+$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 100)]
    private static partial Regex Email();
}
