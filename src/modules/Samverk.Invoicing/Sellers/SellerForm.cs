using System.Globalization;
using Samverk.Countries;
using Samverk.Kernel;
using Samverk.Ui;

namespace Samverk.Invoicing;

/// <summary>A seller's profile as a form posts it.</summary>
internal sealed class SellerForm
{
    public Guid Request { get; set; } = Guid.CreateVersion7();
    public string? Name { get; set; }
    public string? Street { get; set; }
    public string? Building { get; set; }
    public string? PostalCode { get; set; }
    public string? Town { get; set; }
    public string? VatStatus { get; set; }
    public string? VatNumber { get; set; }
    public string? OrganisationNumber { get; set; }
    public bool FTax { get; set; }
    public string? TaxRegistration { get; set; }
    public string? LegalText { get; set; }
    public string? Iban { get; set; }
    public string? Bic { get; set; }
    public string? Bankgiro { get; set; }
    public string? ContactName { get; set; }
    public string? ContactEmail { get; set; }
    public string? ContactPhone { get; set; }
    public string? Series { get; set; }
    public string? Language { get; set; }
    public string? PaymentDays { get; set; }
    public string? Reminders { get; set; }
    public string? TalkDay { get; set; }

    public static SellerForm Of(Seller seller) => new()
    {
        Name = seller.Name, Street = seller.Address?.Street, Building = seller.Address?.BuildingNumber, PostalCode = seller.Address?.PostalCode, Town = seller.Address?.Town,
        VatStatus = seller.VatStatus.ToString(), VatNumber = seller.VatNumber, OrganisationNumber = seller.OrganisationNumber, FTax = seller.TaxRegistration == Seller.FTax,
        TaxRegistration = seller.TaxRegistration, LegalText = seller.LegalText, Iban = seller.Iban, Bic = seller.Bic, Bankgiro = seller.Bankgiro, ContactName = seller.ContactName,
        ContactEmail = seller.ContactEmail, ContactPhone = seller.ContactPhone, Series = seller.Series, Language = seller.Language,
        PaymentDays = seller.PaymentDays.ToString(CultureInfo.InvariantCulture), Reminders = string.Join(", ", seller.Dunning.ReminderDays),
        TalkDay = seller.Dunning.TalkDay.ToString(CultureInfo.InvariantCulture),
    };

    /// <returns>The profile; <c>field-invalid</c> for days that are no numbers. What else is wrong the use case says.</returns>
    public Outcome<Seller> ToSeller(string country)
    {
        if (Days(PaymentDays) is not { } payment) return Typed.Invalid("paymentDays", PaymentDays);
        if (Days(TalkDay) is not { } talk) return Typed.Invalid("talkDay", TalkDay);
        var reminders = new List<int>();
        foreach (var part in (Reminders ?? "").Split([',', ' ', ';'], StringSplitOptions.RemoveEmptyEntries))
            if (Days(part) is { } day) reminders.Add(day);
            else return Typed.Invalid("reminders", part);
        var plan = new DunningPlan(reminders, talk);
        if (!plan.IsInOrder) return Typed.Invalid("reminders", Reminders);

        return new Seller(
            Name?.Trim() ?? "", Typed.OrNull(Town) is { } town ? new PostalAddress(country, town, Typed.OrNull(PostalCode), Typed.OrNull(Street), Typed.OrNull(Building)) : null,
            Enum.TryParse<SellerVat>(VatStatus, out var status) ? status : SellerVat.Registered, Typed.OrNull(VatNumber), Typed.OrNull(OrganisationNumber),
            country is "SE" ? FTax ? Seller.FTax : null : Typed.OrNull(TaxRegistration), Typed.OrNull(LegalText), Typed.OrNull(Iban), Typed.OrNull(Bic), Typed.OrNull(Bankgiro),
            Typed.OrNull(ContactName), Typed.OrNull(ContactEmail), Typed.OrNull(ContactPhone), Series?.Trim() ?? "", Language ?? Ui.Language.English.Code, payment, plan);
    }

    private static int? Days(string? text) => int.TryParse(text?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var days) ? days : null;
}
