namespace Samverk.Banking;

/// <summary>The arithmetic that account numbers and payment references share. Inputs are ASCII digits and capital letters only.</summary>
internal static class CheckDigits
{
    /// <summary>The value of a number of any length modulo 97; letters count as two digits, A = 10 (ISO/IEC 7064).</summary>
    public static int Mod97(string text)
    {
        var rest = 0;
        foreach (var sign in text) rest = char.IsAsciiDigit(sign) ? ((rest * 10) + sign - '0') % 97 : ((rest * 100) + sign - 'A' + 10) % 97;
        return rest;
    }

    /// <summary>The two digits between <paramref name="head"/> and <paramref name="body"/> of an IBAN or RF reference: 98 − mod 97.</summary>
    public static string Iso7064(string head, string body) => $"{98 - Mod97(body + head + "00"):00}";

    /// <summary>The digit that completes a number after Luhn: every second digit from the right doubled, cross sums, filled up to ten.</summary>
    public static char Luhn(string digits)
    {
        var sum = 0;
        for (var place = 0; place < digits.Length; place++)
        {
            var digit = digits[^(place + 1)] - '0';
            if (place % 2 is 0) digit = digit > 4 ? (digit * 2) - 9 : digit * 2;
            sum += digit;
        }

        return (char)('0' + ((10 - (sum % 10)) % 10));
    }

    public static bool IsLuhn(string digits) => Luhn(digits[..^1]) == digits[^1];

    public static bool IsDigitOrCapital(char sign) => char.IsAsciiDigit(sign) || char.IsAsciiLetterUpper(sign);

    public static bool AreDigits(string text) => text.All(char.IsAsciiDigit);

    /// <summary>What a person typed, in capitals without spaces and separators; null when longer than any account or reference.</summary>
    public static string? Bare(string? text, string separators = "")
    {
        if (text is null or { Length: > MaxTyped }) return null;
        return string.Concat(text.Where(sign => !char.IsWhiteSpace(sign) && !separators.Contains(sign))).ToUpperInvariant();
    }

    /// <summary>"1234 5678 9": groups of four for the eye.</summary>
    public static string InFours(string text) => string.Join(' ', text.Chunk(4).Select(four => new string(four)));

    private const int MaxTyped = 60;
}
