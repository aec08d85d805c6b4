using Samverk.Banking;
using Samverk.Countries;
using Samverk.Kernel;
using Samverk.Ledger;

namespace Samverk.Invoicing;

/// <summary>How a legal entity stands on its invoices (EN 16931, BG-4 and BG-16), and how it collects them.</summary>
/// <param name="TaxRegistration">BT-32; in Sweden the words of the F-tax approval.</param>
/// <param name="LegalText">BT-33: legal form, seat.</param>
/// <param name="Series">Capital letters before the year in invoice numbers; may be empty.</param>
/// <param name="Language">Of documents and mails to clients whose own language is not complete here.</param>
/// <param name="PaymentDays">From the invoice's date to the day it is due.</param>
public sealed record Seller(
    string Name, PostalAddress? Address, SellerVat VatStatus, string? VatNumber, string? OrganisationNumber, string? TaxRegistration, string? LegalText,
    string? Iban, string? Bic, string? Bankgiro, string? ContactName, string? ContactEmail, string? ContactPhone, string Series, string Language,
    int PaymentDays, DunningPlan Dunning)
{
    /// <summary>What Swedish law wants on an invoice of who is approved for F-tax.</summary>
    public const string FTax = "Godkänd för F-skatt";

    /// <summary>Before anybody has written one: VAT-registered, paid within the usual 30 days.</summary>
    internal static Seller Empty(string country) =>
        new("", null, SellerVat.Registered, null, null, null, null, null, null, null, null, null, null, "", country is "SE" ? "sv" : "en", OrderChecks.OrdinaryTerm, DunningPlan.Usual);

    /// <summary>The fields without which no invoice in this currency may be issued, in lowerCamelCase.</summary>
    public IEnumerable<string> Missing(string country, Currency currency)
    {
        if (string.IsNullOrWhiteSpace(Name)) yield return "name";
        if (Address is null || string.IsNullOrWhiteSpace(Address.Street)) yield return "address";
        if (VatStatus is SellerVat.Registered && VatNumber is null) yield return "vatNumber";
        if (OrganisationNumber is null) yield return "organisationNumber";
        if (country is "SE" && TaxRegistration is null) yield return "taxRegistration";
        if (Iban is null && (Bankgiro is null || currency != Currency.SEK)) yield return "iban";
        if (string.IsNullOrWhiteSpace(ContactEmail)) yield return "contactEmail";
    }

    /// <summary>Whether what is there is right. What is not there yet is found when issuing.</summary>
    public Refusal? Refuse(string country) =>
        Address?.Checked().Refusal
        ?? Of(VatNumber is null ? null : Countries.VatNumber.Read(VatNumber).Refusal, "vatNumber")
        ?? Of(OrganisationNumber is null || country is not ("SE" or "BE" or "FR" or "NL") ? null : Countries.OrganisationNumber.Read(country, OrganisationNumber).Refusal, "organisationNumber")
        ?? Of(Iban is null ? null : Banking.Iban.Read(Iban).Refusal, "iban")
        ?? Of(Bic is null ? null : Banking.Bic.Read(Bic).Refusal, "bic")
        ?? Of(Bankgiro is null ? null : Banking.Bankgiro.Read(Bankgiro).Refusal, "bankgiro")
        ?? (country is "SE" && TaxRegistration is not (null or FTax) ? Invalid("taxRegistration", TaxRegistration) : null)
        ?? (Series.Length > 4 || !Series.All(char.IsAsciiLetterUpper) ? Invalid("series", Series) : null)
        ?? (Ui.Language.Of(Language) is null ? Invalid("language", Language) : null)
        ?? (PaymentDays is < 0 or > 120 ? Invalid("paymentDays", PaymentDays) : null)
        ?? (Dunning.IsInOrder ? null : Invalid("dunning", string.Join(", ", Dunning.ReminderDays)));

    private static Refusal Invalid(string field, object text) => new("field-invalid", ("text", text)) { Field = field };

    private static Refusal? Of(Refusal? refusal, string field) => refusal is null ? null : refusal with { Field = field };
}

/// <summary>What happens after the due day, in calendar days.</summary>
/// <param name="ReminderDays">One reminder each, at most nine, in ascending order.</param>
/// <param name="TalkDay">The member's adviser is asked to talk with the member; before that nobody sends a formal demand.</param>
public sealed record DunningPlan(IReadOnlyList<int> ReminderDays, int TalkDay)
{
    /// <summary>Two reminders, then a talk with the member (money-path.md, section 1, step 13).</summary>
    public static readonly DunningPlan Usual = new([5, 15], 30);

    public bool IsInOrder =>
        ReminderDays.Count <= 9 && ReminderDays.Append(TalkDay).All(day => day is > 0 and <= 365)
        && ReminderDays.Append(TalkDay).Zip(ReminderDays.Append(TalkDay).Skip(1), (a, b) => a < b).All(rises => rises);
}
