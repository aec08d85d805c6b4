using System.Text.RegularExpressions;
using Samverk.Kernel;

namespace Samverk.Countries;

/// <summary>A structured address: banks refuse unstructured ones since 2026-11-15, and invoices need the country.</summary>
/// <param name="Country">Two capital letters.</param>
public sealed partial record PostalAddress(string Country, string Town, string? PostalCode = null, string? Street = null, string? BuildingNumber = null, string? Region = null)
{
    /// <summary>Country known, town given, and the form of the postal code in the eight countries, where it is required.</summary>
    /// <returns>The same address, <c>field-missing</c> or <c>field-invalid</c> with the field.</returns>
    public Outcome<PostalAddress> Checked()
    {
        if (!IsCountry(Country)) return new Refusal("field-invalid", ("text", Country)) { Field = "country" };
        if (string.IsNullOrWhiteSpace(Town)) return new Refusal("field-missing", ("name", "town")) { Field = "town" };
        if (!PostalCodes.TryGetValue(Country, out var form)) return this;
        if (string.IsNullOrWhiteSpace(PostalCode)) return new Refusal("field-missing", ("name", "postalCode")) { Field = "postalCode" };
        return form.IsMatch(PostalCode) ? this : new Refusal("field-invalid", ("text", PostalCode), ("country", Country)) { Field = "postalCode" };
    }

    /// <summary>ISO 3166-1, two capital letters.</summary>
    public static bool IsCountry(string code) => code.Length is 2 && code.All(char.IsAsciiLetterUpper) && $" {Iso3166} ".Contains($" {code} ", StringComparison.Ordinal);

    private static readonly Dictionary<string, Regex> PostalCodes = new(StringComparer.Ordinal)
    {
        ["BE"] = FourDigits(), ["AT"] = FourDigits(), ["NL"] = Dutch(), ["SE"] = Swedish(), ["ES"] = Spanish(),
        ["FR"] = FiveDigits(), ["IT"] = FiveDigits(), ["DE"] = FiveDigits(),
    };

    private const string Iso3166 =
        "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN "
        + "CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM "
        + "HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK "
        + "ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW "
        + "SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI "
        + "VN VU WF WS YE YT ZA ZM ZW";

    [GeneratedRegex("^[1-9][0-9]{3}$", RegexOptions.None, matchTimeoutMilliseconds: 100)]
    private static partial Regex FourDigits();

    [GeneratedRegex("^[1-9][0-9]{3} ?[A-Z]{2}$", RegexOptions.None, matchTimeoutMilliseconds: 100)]
    private static partial Regex Dutch();

    [GeneratedRegex("^[1-9][0-9]{2} ?[0-9]{2}$", RegexOptions.None, matchTimeoutMilliseconds: 100)]
    private static partial Regex Swedish();

    [GeneratedRegex("^(0[1-9]|[1-4][0-9]|5[0-2])[0-9]{3}$", RegexOptions.None, matchTimeoutMilliseconds: 100)]
    private static partial Regex Spanish();

    [GeneratedRegex("^[0-9]{5}$", RegexOptions.None, matchTimeoutMilliseconds: 100)]
    private static partial Regex FiveDigits();
}
