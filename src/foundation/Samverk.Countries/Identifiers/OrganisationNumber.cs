using Samverk.Kernel;

namespace Samverk.Countries;

/// <summary>The numbers under which national registers know an organisation.</summary>
public static class OrganisationNumber
{
    /// <summary>Reads the number of SE (organisationsnummer), BE (KBO/BCE), FR (SIREN, or SIRET with 14 digits) or NL (KVK).</summary>
    /// <returns>The digits only; <c>field-invalid</c>; <c>parameter-missing</c> for a country whose form is not known here.</returns>
    public static Outcome<string> Read(string country, string text)
    {
        var digits = string.Concat(text.Where(letter => !char.IsWhiteSpace(letter) && letter is not ('.' or '-')));
        if (country.ToUpperInvariant() is not ("SE" or "BE" or "FR" or "NL")) return new Refusal("parameter-missing", ("id", $"{country.ToLowerInvariant()}.organisationNumber"));
        return digits.All(char.IsAsciiDigit) && IsValid(country.ToUpperInvariant(), digits)
            ? digits
            : new Refusal("field-invalid", ("text", text), ("country", country)) { Field = "organisationNumber" };
    }

    /// <summary>Ten digits, Luhn; the third is at least 2, which tells them from birth dates.</summary>
    internal static bool IsSwedish(string digits) => digits.Length is 10 && CheckDigits.Luhn(digits);

    /// <summary>Ten digits beginning with 0 or 1; the last two are 97 less the rest of the first eight.</summary>
    internal static bool IsBelgian(string digits) =>
        digits.Length is 10 && digits[0] is '0' or '1' && 97 - CheckDigits.Mod97(digits[..8]) == int.Parse(digits[8..], System.Globalization.CultureInfo.InvariantCulture);

    private static bool IsValid(string country, string digits) => country switch
    {
        "SE" => IsSwedish(digits) && digits[2] >= '2',
        "BE" => IsBelgian(digits),
        "FR" => digits.Length is 9 ? CheckDigits.Luhn(digits) : digits.Length is 14 && IsFrenchPlace(digits),
        _ => digits.Length is 8 && digits.Any(digit => digit is not '0'),
    };

    /// <summary>SIREN and five digits, Luhn over all; the post office (356 000 000) has a plain sum divisible by five instead.</summary>
    private static bool IsFrenchPlace(string digits) =>
        CheckDigits.Luhn(digits[..9])
        && (CheckDigits.Luhn(digits) || (digits.StartsWith("356000000", StringComparison.Ordinal) && digits.Sum(digit => digit - '0') % 5 is 0));
}
