using Microsoft.Extensions.Localization;
using Samverk.Ledger;

namespace Samverk.Invoicing;

/// <summary>Who writes: what somebody at a client needs to find out whether a mail or a page is real.</summary>
internal static class SenderLines
{
    /// <summary>Name, number in the register, address, whom to ask. Only the name where nobody has written a profile.</summary>
    public static IReadOnlyList<string> Of(LegalEntity entity, Seller? seller, IStringLocalizer text)
    {
        if (seller is null) return [entity.Name];
        string?[] lines =
        [
            seller.Name is { Length: > 0 } name ? name : entity.Name,
            seller.OrganisationNumber is { } number ? $"{text["Organisation number"]} {number}" : null,
            seller.Address is { } address ? $"{address.Street} {address.BuildingNumber}, {address.PostalCode} {address.Town}".Replace(" ,", ",", StringComparison.Ordinal).Trim(' ', ',') : null,
            string.Join(" · ", new[] { seller.ContactName, seller.ContactPhone, seller.ContactEmail }.Where(part => part is { Length: > 0 })),
        ];
        return [.. lines.OfType<string>().Where(line => line.Length > 0)];
    }
}
