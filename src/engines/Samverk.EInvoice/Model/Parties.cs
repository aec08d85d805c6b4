namespace Samverk.EInvoice;

/// <summary>An id and the list it belongs to: ISO 6523 for companies (0007 Sweden, 0208 Belgium), EAS for endpoints.</summary>
public sealed record Identifier(string Value, string? Scheme = null);

/// <summary>BG-5, BG-8, BG-12, BG-15.</summary>
/// <param name="Street">BT-35, BT-50: street and number.</param>
/// <param name="Extra">BT-36, BT-51.</param>
/// <param name="Third">BT-162, BT-163.</param>
/// <param name="Region">BT-39, BT-54.</param>
/// <param name="Country">BT-40, BT-55: ISO 3166-1, two letters.</param>
public sealed record Address(
    string? Street, string? PostalCode, string? Town, string? Country, string? Extra = null, string? Third = null, string? Region = null);

/// <summary>BG-6, BG-9. Germany demands all three.</summary>
public sealed record Contact(string? Name, string? Phone = null, string? Email = null);

/// <summary>BG-4 the seller or BG-7 the buyer.</summary>
public sealed record Party
{
    public static readonly Party Nobody = new();

    /// <summary>BT-27, BT-44: the registered name.</summary>
    public string? Name { get; init; }

    /// <summary>BT-28, BT-45.</summary>
    public string? TradingName { get; init; }

    /// <summary>BT-29, BT-46 (one).</summary>
    public Items<Identifier> Ids { get; init; } = [];

    /// <summary>BT-30, BT-47: the number in the register of companies.</summary>
    public Identifier? LegalId { get; init; }

    /// <summary>BT-31, BT-48, with the country prefix.</summary>
    public string? VatId { get; init; }

    /// <summary>BT-32 of the seller: a local tax number; in Sweden the words of the F-tax approval.</summary>
    public string? TaxRegistration { get; init; }

    /// <summary>BT-33 of the seller: legal form, capital and the like.</summary>
    public string? LegalText { get; init; }

    /// <summary>BT-34, BT-49: where the document is delivered to.</summary>
    public Identifier? Endpoint { get; init; }

    /// <summary>BG-5, BG-8.</summary>
    public Address? Address { get; init; }

    /// <summary>BG-6, BG-9.</summary>
    public Contact? Contact { get; init; }
}

/// <summary>BG-10: BT-59, BT-60, BT-61.</summary>
public sealed record Payee(string? Name, Identifier? Id = null, Identifier? LegalId = null);

/// <summary>BG-11: BT-62, BT-63 and BG-12.</summary>
public sealed record TaxRepresentative(string? Name, string? VatId, Address? Address);
