using System.Text.RegularExpressions;
using Samverk.Kernel;

namespace Samverk.Countries;

/// <summary>
/// A VAT number of a member state, well formed, with its check digits where the arithmetic is published. Whether it is in use only the
/// state knows. "EL" is Greece.
/// </summary>
public sealed record VatNumber
{
    private VatNumber(string prefix, string number) => (Prefix, Number) = (prefix, number);

    /// <summary>Two letters, "EL" for Greece.</summary>
    public string Prefix { get; }

    /// <summary>Without the prefix.</summary>
    public string Number { get; }

    /// <summary>The country's own two letters, "GR" for Greece.</summary>
    public string Country => Prefix is "EL" ? "GR" : Prefix;

    /// <summary>Whether the form of this country's numbers is known, that is, whether it is a member state.</summary>
    public static bool IsKnown(string country) => Forms.ContainsKey(PrefixOf(country));

    /// <summary>Reads what a person typed; spaces, points and hyphens are left out.</summary>
    /// <returns>The number, or <c>field-invalid</c>.</returns>
    public static Outcome<VatNumber> Read(string text)
    {
        var typed = string.Concat(text.Where(letter => !char.IsWhiteSpace(letter) && letter is not ('.' or '-' or '/'))).ToUpperInvariant();
        var prefix = typed.Length > 2 ? typed[..2] : "";
        return Forms.TryGetValue(prefix, out var form) && form.IsMatch(typed[2..]) && Checks(prefix, typed[2..])
            ? new VatNumber(prefix, typed[2..])
            : new Refusal("field-invalid", ("text", text)) { Field = "vatNumber" };
    }

    public override string ToString() => Prefix + Number;

    private static string PrefixOf(string country) => country.ToUpperInvariant() is "GR" ? "EL" : country.ToUpperInvariant();

    /// <summary>The forms that the Commission publishes for its validation service.</summary>
    private static readonly Dictionary<string, Regex> Forms = new(StringComparer.Ordinal)
    {
        ["AT"] = Form("U[0-9]{8}"), ["BE"] = Form("[01][0-9]{9}"), ["BG"] = Form("[0-9]{9,10}"), ["CY"] = Form("[0-9]{8}[A-Z]"),
        ["CZ"] = Form("[0-9]{8,10}"), ["DE"] = Form("[1-9][0-9]{8}"), ["DK"] = Form("[1-9][0-9]{7}"), ["EE"] = Form("[0-9]{9}"),
        ["EL"] = Form("[0-9]{9}"), ["ES"] = Form("[A-Z0-9][0-9]{7}[A-Z0-9]"), ["FI"] = Form("[0-9]{8}"), ["FR"] = Form("[A-HJ-NP-Z0-9]{2}[0-9]{9}"),
        ["HR"] = Form("[0-9]{11}"), ["HU"] = Form("[0-9]{8}"), ["IE"] = Form("[0-9][0-9A-Z+*][0-9]{5}[A-Z]{1,2}"), ["IT"] = Form("[0-9]{11}"),
        ["LT"] = Form("([0-9]{9}|[0-9]{12})"), ["LU"] = Form("[0-9]{8}"), ["LV"] = Form("[0-9]{11}"), ["MT"] = Form("[0-9]{8}"),
        ["NL"] = Form("[0-9]{9}B[0-9]{2}"), ["PL"] = Form("[0-9]{10}"), ["PT"] = Form("[0-9]{9}"), ["RO"] = Form("[0-9]{2,10}"),
        ["SE"] = Form("[0-9]{12}"), ["SI"] = Form("[1-9][0-9]{7}"), ["SK"] = Form("[0-9]{10}"),
    };

    private static bool Checks(string prefix, string number) => prefix switch
    {
        "AT" => Austrian(number[1..]),
        "BE" => OrganisationNumber.IsBelgian(number),
        "DE" => CheckDigits.Mod11And10(number),
        "DK" => CheckDigits.Weighted(number, 2, 7, 6, 5, 4, 3, 2, 1) % 11 is 0,
        "ES" => SpanishTaxNumber.IsValid(number),
        "FI" => (11 - (CheckDigits.Weighted(number, 7, 9, 10, 5, 8, 4, 2) % 11)) % 11 == number[^1] - '0',
        "FR" => French(number),
        "IT" => CheckDigits.Luhn(number),
        "NL" => CheckDigits.Mod97("NL" + number.Replace("B", "11", StringComparison.Ordinal)) is 1 || Dutch(number),
        "SE" => OrganisationNumber.IsSwedish(number[..10]) && number[10..] is not "00",
        _ => true,
    };

    /// <summary>Luhn's sum over the first seven digits, plus 4.</summary>
    private static bool Austrian(string digits)
    {
        var sum = digits[..7].Select((digit, place) => place % 2 is 0 ? digit - '0' : (2 * (digit - '0') / 10) + (2 * (digit - '0') % 10)).Sum();
        return (10 - ((sum + 4) % 10)) % 10 == digits[7] - '0';
    }

    /// <summary>A key of two digits follows from the SIREN; a key with letters has no published arithmetic.</summary>
    private static bool French(string number) =>
        CheckDigits.Luhn(number[2..])
        && (number[..2].Any(char.IsAsciiLetter) || (12 + (3 * CheckDigits.Mod97(number[2..]))) % 97 == CheckDigits.Mod97(number[..2]));

    /// <summary>Numbers of legal persons and older ones: the eleven test over nine digits.</summary>
    private static bool Dutch(string number) => CheckDigits.Weighted(number, 9, 8, 7, 6, 5, 4, 3, 2) % 11 == number[8] - '0';

    private static Regex Form(string pattern) => new($"^{pattern}$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, TimeSpan.FromMilliseconds(100));
}
