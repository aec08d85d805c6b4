using System.Globalization;

namespace Samverk.Banking;

/// <summary>Febelfin, "structured communication": 10 digits modulo 97 in two digits, 97 standing for 0.</summary>
internal static class Ogm
{
    public static string? Complete(string body) => body.Length is 10 && CheckDigits.AreDigits(body) ? body + Check(body) : null;

    public static bool Holds(string text) => text.Length is 12 && Complete(text[..10]) == text;

    private static string Check(string body) =>
        CheckDigits.Mod97(body) is var rest and > 0 ? rest.ToString("00", CultureInfo.InvariantCulture) : "97";
}

/// <summary>ISO 11649.</summary>
internal static class Rf
{
    public static string? Complete(string body) =>
        body.Length is >= 1 and <= 21 && body.All(CheckDigits.IsDigitOrCapital) ? "RF" + CheckDigits.Iso7064("RF", body) + body : null;

    public static bool Holds(string text) => text.Length > 4 && Complete(text[4..]) == text;
}

/// <summary>Bankgirot, OCR references: a check digit by Luhn, before it (optional when read) the length of the whole modulo ten.</summary>
internal static class Ocr
{
    public static string? Complete(string body)
    {
        if (body.Length is < 1 or > 23 || !CheckDigits.AreDigits(body)) return null;
        var withLength = body + (char)('0' + ((body.Length + 2) % 10));
        return withLength + CheckDigits.Luhn(withLength);
    }

    public static bool Holds(string text) => text.Length is >= 2 and <= 25 && CheckDigits.AreDigits(text) && CheckDigits.IsLuhn(text);
}

/// <summary>Swiss implementation guidelines QR-bill: modulo 10, recursive.</summary>
internal static class Qrr
{
    private static readonly int[] Carry = [0, 9, 4, 6, 8, 2, 7, 1, 3, 5];

    public static string? Complete(string body)
    {
        if (body.Length is < 1 or > 26 || !CheckDigits.AreDigits(body)) return null;
        var filled = body.PadLeft(26, '0');
        var carry = filled.Aggregate(0, (carry, digit) => Carry[(carry + digit - '0') % 10]);
        return filled + (char)('0' + ((10 - carry) % 10));
    }

    public static bool Holds(string text) => text.Length is 27 && Complete(text[..26]) == text;
}

/// <summary>Finance Finland, viitenumero: weights 7, 3, 1 from the right, filled up to ten.</summary>
internal static class Viitenumero
{
    public static string? Complete(string body)
    {
        if (body.Length is < 3 or > 19 || !CheckDigits.AreDigits(body)) return null;
        var sum = body.Reverse().Select((digit, place) => (digit - '0') * (place % 3 is 0 ? 7 : place % 3 is 1 ? 3 : 1)).Sum();
        return body + (char)('0' + ((10 - (sum % 10)) % 10));
    }

    public static bool Holds(string text) => text.Length is >= 4 and <= 20 && Complete(text[..^1]) == text;
}
