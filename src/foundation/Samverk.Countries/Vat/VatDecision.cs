using System.Text.Json.Serialization;
using Samverk.Kernel;

namespace Samverk.Countries;

/// <summary>VAT categories of EN 16931 (UNCL 5305) that Samverk produces for services and goods.</summary>
[JsonConverter(typeof(AsWritten))]
public enum VatCategory
{
    /// <summary>Standard or reduced rate.</summary>
    S,

    /// <summary>Exempt.</summary>
    E,

    /// <summary>Reverse charge.</summary>
    AE,

    /// <summary>Outside the scope: no rate.</summary>
    O,

    /// <summary>Goods to another member state.</summary>
    K,

    /// <summary>Goods to a third country.</summary>
    G,
}

/// <summary>Categories keep the capital letters of the code list.</summary>
internal sealed class AsWritten() : JsonStringEnumConverter<VatCategory>(namingPolicy: null, allowIntegerValues: false);

/// <summary>What a country's law does with a kind of supply other than the standard rate.</summary>
/// <param name="Rate">Per cent for S; null for every other category.</param>
/// <param name="ReasonCode">A VATEX code, or null where none exists and the text says it.</param>
/// <param name="Text">Legal reference by language; null for S, where a reason is forbidden (BR-S-10).</param>
/// <param name="Requires">Evidence that must be there: of the seller's recognitions, or "businessBuyerWithNumber".</param>
public sealed record VatTreatment(
    VatCategory Category,
    Rate? Rate = null,
    string? ReasonCode = null,
    IReadOnlyDictionary<string, string>? Text = null,
    IReadOnlyList<string>? Requires = null)
{
    internal bool IsWhole => Category is VatCategory.S
        ? Rate is { } rate && rate > Kernel.Rate.Zero && ReasonCode is null && Text is null
        : Rate is null && Text is { Count: > 0 };
}

/// <summary>What else must be on an invoice for the category to be valid.</summary>
public enum VatRequirement
{
    SellerVatNumber,
    BuyerVatNumber,
    DeliveryDate,
    DeliveryCountry,

    /// <summary>No VAT number of seller, buyer or representative may be on the invoice (BR-O-02).</summary>
    NoVatNumbers,

    /// <summary>No other category may be on the invoice (BR-O-11).</summary>
    NoOtherCategory,
}

/// <summary>Why a decision came out as it did: a stable code and the article it rests on.</summary>
public sealed record VatWhy(string Code, string Law);

/// <summary>The VAT of one line, kept with it for ever.</summary>
/// <param name="Rate">Null for category O, zero for E, AE, K and G.</param>
/// <param name="ReasonCode">BT-121; null for S and where no code exists.</param>
/// <param name="LegalText">BT-120, in the invoice's language; null for S.</param>
/// <param name="StoredReason">The words that were given for a treatment other than the standard one.</param>
/// <param name="Facts">The dated facts it rests on, with any operator's release.</param>
public sealed record VatDecision(
    VatCategory Category,
    Rate? Rate,
    string? ReasonCode,
    string? LegalText,
    VatWhy Why,
    string? StoredReason,
    IReadOnlyList<VatRequirement> Requirements,
    IReadOnlyList<FactUse> Facts);
