using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using NodaTime;
using Samverk.Countries;
using Samverk.Kernel;

namespace Samverk.Invoicing;

/// <summary>What a member types about a client. Pure: read once, then a <see cref="Client"/> is right or there is none.</summary>
internal sealed partial record ClientDetails
{
    private const int LongestName = 200;

    public string Name { get; init; } = "";

    public BuyerKind Kind { get; init; } = BuyerKind.Business;

    public string Country { get; init; } = "";

    public string Street { get; init; } = "";

    public string Building { get; init; } = "";

    public string PostalCode { get; init; } = "";

    public string Town { get; init; } = "";

    public string? VatNumber { get; init; }

    public string? OrganisationNumber { get; init; }

    public string? Email { get; init; }

    /// <summary>In which the client is written to: two letters.</summary>
    public string Language { get; init; } = "en";

    /// <summary>Numbers and address are checked for their form; whether a number is in use only its state knows.</summary>
    /// <returns>A client in state New; <c>field-missing</c>, <c>field-invalid</c> or <c>parameter-missing</c> with the field.</returns>
    public Outcome<Client> Read(Id<Client> id, LocalDate today)
    {
        var name = Tidy(Name);
        if (name.Length is 0) return Typed.Missing("name");
        if (name.Length > LongestName) return Typed.Invalid("name", name[..40]);
        if (Language is not { Length: 2 } || !Language.All(char.IsAsciiLetterLower)) return Typed.Invalid("language", Language);

        var country = Country.Trim().ToUpperInvariant();
        var address = new PostalAddress(country, Tidy(Town), OrNull(PostalCode)?.ToUpperInvariant(), OrNull(Street), OrNull(Building)).Checked();
        if (address.Refusal is { } noAddress) return noAddress;
        if (Tidy(Street).Length is 0) return Typed.Missing("street");
        if (Numbers(country) is { Refusal: { } noNumber }) return noNumber;

        var (vat, number) = Numbers(country).Value;
        var email = OrNull(Email);
        return email is not null && !IsEmail(email)
            ? Typed.Invalid("email", email)
            : new Client(id, $"c{id.Value:n}", name, Kind, country, address.Value, vat, number, email, Language, ClientState.New, today);
    }

    /// <summary>Name and town as doubles are looked for: lower case, no accents, no signs, no legal form.</summary>
    public static string MatchKey(string name, string? town)
    {
        var plain = new StringBuilder();
        foreach (var rune in $"{name} {town}".Normalize(NormalizationForm.FormD).EnumerateRunes())
            if (Rune.IsLetterOrDigit(rune)) plain.Append(Rune.ToLowerInvariant(rune));
            else if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.Format)) plain.Append(' ');
        var words = plain.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var telling = words.Where(word => !LegalForm().IsMatch(word)).ToArray();
        return string.Join(' ', telling.Length > 0 ? telling : words);
    }

    internal static bool IsEmail(string text) => text.Length <= 254 && Address().IsMatch(text);

    private Outcome<(string? Vat, string? Number)> Numbers(string country)
    {
        string? vat = null, number = null;
        if (OrNull(VatNumber) is { } typed)
        {
            var read = Countries.VatNumber.Read(typed);
            if (read.Refusal is { } wrong) return wrong;
            if (read.Value.Country != country && !(read.Value.Prefix is "EL" && country is "GR")) return Typed.Invalid("vatNumber", typed);
            vat = read.Value.ToString();
        }

        if (OrNull(OrganisationNumber) is { } given)
        {
            var read = Countries.OrganisationNumber.Read(country, given);
            // A country whose form nobody has described: kept as typed, and the adviser's check is what counts.
            if (read.Refusal is { Code: not "parameter-missing" } wrong) return wrong;
            number = read.Refusal is null ? read.Value : Tidy(given);
            if (number.Length > 40) return Typed.Invalid("organisationNumber", number[..40]);
        }

        return Outcome.Of((vat, number));
    }

    private static string Tidy(string? text) => Spaces().Replace((text ?? "").Trim(), " ");

    private static string? OrNull(string? text) => Tidy(text) is { Length: > 0 } tidy ? tidy : null;

    [GeneratedRegex(@"[\s\p{Cc}]+", RegexOptions.None, matchTimeoutMilliseconds: 100)]
    private static partial Regex Spaces();

    [GeneratedRegex("^(ab|hb|kb|ek|for|gmbh|ag|ug|kg|ohg|eg|ev|sa|sas|sarl|scop|scic|sl|srl|spa|bv|nv|vzw|asbl|sprl|cv|ltd|llc|inc|as|oy|oyj|aps|the|le|la|der|die|das)$", RegexOptions.None, matchTimeoutMilliseconds: 100)]
    private static partial Regex LegalForm();

    [GeneratedRegex(@"^[^@\s\p{Cc}<>,;:""\\()\[\]]{1,64}@[^@\s\p{Cc}<>,;:""\\()\[\]]+\.[^@\s\p{Cc}<>,;:""\\()\[\].]+$", RegexOptions.None, matchTimeoutMilliseconds: 100)]
    private static partial Regex Address();
}
