using NodaTime;

namespace Samverk.Countries;

/// <summary>The kinds of supply that VAT law treats differently. Whoever writes the invoice names one; it is never chosen by its rate.</summary>
public enum SupplyKind
{
    /// <summary>Any service without a rule of its own.</summary>
    Services,

    /// <summary>A performance on stage, on screen or in the ring.</summary>
    ArtisticPerformance,

    /// <summary>Admission to an event.</summary>
    EventAdmission,

    Education,

    /// <summary>Cultural services of a recognised body.</summary>
    CulturalService,

    /// <summary>Transfer or licence of authors' and neighbouring rights.</summary>
    AuthorsRights,

    /// <summary>Consultants, engineers, lawyers, advertising, data and translation: art. 59 of the directive.</summary>
    Advice,

    /// <summary>Delivered by electronic means without a person.</summary>
    ElectronicService,

    /// <summary>Connected with a building or a piece of land.</summary>
    PropertyService,

    /// <summary>Building, cleaning and other work for which a country may put the tax on the buyer.</summary>
    Construction,

    Goods,

    /// <summary>A grant or subsidy: no supply for consideration.</summary>
    Grant,
}

/// <summary>How the seller stands to the tax.</summary>
public enum SellerVat
{
    Registered,

    /// <summary>Exempt in its own country by turnover.</summary>
    SmallBusiness,

    NotRegistered,
}

public enum BuyerKind
{
    Business,
    Public,
    Private,
}

/// <param name="Country">Two letters.</param>
/// <param name="Recognitions">Evidence that national treatments ask for: "educationBody", "culturalBody".</param>
public sealed record VatSeller(string Country, SellerVat Status, string? VatNumber, IReadOnlySet<string>? Recognitions = null);

/// <param name="Country">Where the buyer is established, two letters.</param>
/// <param name="BusinessProof">How a buyer outside the Union was seen to be a business: register extract, certificate.</param>
public sealed record VatBuyer(string Country, BuyerKind Kind, string? VatNumber, string? BusinessProof = null);

/// <summary>Everything the VAT of one invoice line depends on.</summary>
/// <param name="Place">Country where a performance, event or building is, or where goods arrive; null where it does not matter.</param>
/// <param name="Language">Of the invoice, two letters.</param>
/// <param name="Reason">Why a treatment other than the standard one applies, in the words that are stored with the line; null = standard.</param>
public sealed record VatQuestion(
    VatSeller Seller,
    VatBuyer Buyer,
    SupplyKind Supply,
    string? Place,
    LocalDate Date,
    string Language,
    string? Reason = null);
