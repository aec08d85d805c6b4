namespace Samverk.Countries;

/// <summary>Arithmetic of check digits over strings of decimal digits.</summary>
internal static class CheckDigits
{
    /// <summary>Luhn (ISO/IEC 7812-1): every second digit from the right is doubled.</summary>
    public static bool Luhn(string digits) => digits.Reverse().Select((digit, place) => place % 2 is 0 ? digit - '0' : Cross(2 * (digit - '0'))).Sum() % 10 is 0;

    /// <summary>ISO 7064, MOD 11,10.</summary>
    public static bool Mod11And10(string digits)
    {
        var check = digits[..^1].Aggregate(10, (rest, digit) =>
        {
            var sum = (rest + digit - '0') % 10;
            return (sum is 0 ? 10 : sum) * 2 % 11;
        });
        return (11 - check) % 10 == digits[^1] - '0';
    }

    public static int Weighted(string digits, params ReadOnlySpan<int> weights)
    {
        var sum = 0;
        for (var place = 0; place < weights.Length; place++) sum += weights[place] * (digits[place] - '0');
        return sum;
    }

    /// <summary>Letters count 10 to 35, as in an IBAN (ISO 7064, MOD 97-10).</summary>
    public static int Mod97(string text) =>
        text.Aggregate(0, (rest, letter) => char.IsAsciiDigit(letter) ? ((rest * 10) + letter - '0') % 97 : ((rest * 100) + letter - 'A' + 10) % 97);

    private static int Cross(int number) => number > 9 ? number - 9 : number;
}
