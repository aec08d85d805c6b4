using System.Collections.Frozen;
using System.Globalization;
using Samverk.Kernel;

namespace Samverk.Banking;

/// <summary>An international bank account number (ISO 13616): known country, its length, mod 97 = 1. It cannot be built wrong.</summary>
public sealed record Iban
{
    // The IBAN registry of ISO 13616: country and full length.
    private static readonly FrozenDictionary<string, int> Lengths =
        """
        AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 ES24 FI18 FK18 FO18
        FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27
        MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27
        SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30
        """.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries)
        .ToFrozenDictionary(it => it[..2], it => int.Parse(it[2..], CultureInfo.InvariantCulture), StringComparer.Ordinal);

    private Iban(string value) => Value = value;

    /// <summary>The electronic form: capitals, no spaces.</summary>
    public string Value { get; }

    /// <summary>Two capital letters (ISO 3166; XK for Kosovo).</summary>
    public string Country => Value[..2];

    /// <summary>Reads either form; spaces and small letters are allowed.</summary>
    /// <returns>The IBAN, or <c>field-invalid</c> with the reason: form, country, length or checksum.</returns>
    public static Outcome<Iban> Read(string? text)
    {
        var bare = CheckDigits.Bare(text) ?? "";
        if (bare.Length < 5 || !bare.All(char.IsAsciiLetterOrDigit)) return Wrong("form");
        if (!bare[..2].All(char.IsAsciiLetter) || !CheckDigits.AreDigits(bare[2..4])) return Wrong("form");
        if (!Lengths.TryGetValue(bare[..2], out var length)) return Wrong("country");
        if (bare.Length != length) return Wrong("length");

        // Compared as digits, because 00, 01 and 99 leave the same remainder as 97, 98 and 02 and are never given out.
        return CheckDigits.Iso7064(bare[..2], bare[4..]) == bare[2..4] ? new Iban(bare) : Wrong("checksum");
    }

    /// <summary>The IBAN of a domestic account number.</summary>
    /// <param name="country">Two capital letters.</param>
    /// <param name="account">The national part, digits and capital letters, in full length.</param>
    /// <returns>The IBAN, or <c>field-invalid</c>.</returns>
    public static Outcome<Iban> Make(string country, string account) =>
        country.Length is 2 && country.All(char.IsAsciiLetterUpper) && account.Length <= 30 && account.All(CheckDigits.IsDigitOrCapital)
            ? Read(country + CheckDigits.Iso7064(country, account) + account)
            : Wrong("form");

    /// <summary>The print form: groups of four.</summary>
    public override string ToString() => CheckDigits.InFours(Value);

    private static Refusal Wrong(string reason) => new("field-invalid", ("what", "iban"), ("reason", reason));
}
