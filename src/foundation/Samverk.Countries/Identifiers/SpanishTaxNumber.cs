namespace Samverk.Countries;

/// <summary>The Spanish NIF of citizens (eight digits and a letter), foreigners (X, Y, Z) and legal persons (Real Decreto 1065/2007, art. 18–23).</summary>
internal static class SpanishTaxNumber
{
    private const string Letters = "TRWAGMYFPDXBNJZSQVHLCKE";

    /// <param name="number">Nine capital letters or digits, the middle seven digits.</param>
    public static bool IsValid(string number) => number[0] switch
    {
        >= '0' and <= '9' => Letter(number[..8]) == number[8],
        'X' or 'Y' or 'Z' => Letter((char)('0' + number[0] - 'X') + number[1..8]) == number[8],
        'K' or 'L' or 'M' => Letter(number[1..8]) == number[8],
        var kind when "ABCDEFGHJNPQRSUVW".Contains(kind, StringComparison.Ordinal) => IsLegalPerson(kind, number[1..]),
        _ => false,
    };

    private static char Letter(string digits) => Letters[digits.Aggregate(0, (rest, digit) => ((rest * 10) + digit - '0') % Letters.Length)];

    private static bool IsLegalPerson(char kind, string rest)
    {
        var check = Enumerable.Range(0, 10).First(digit => CheckDigits.Luhn(rest[..7] + digit));
        var (asDigit, asLetter) = ((char)('0' + check), "JABCDEFGHI"[check]);
        return kind switch
        {
            'A' or 'B' or 'E' or 'H' => rest[7] == asDigit,
            'N' or 'P' or 'Q' or 'R' or 'S' or 'W' => rest[7] == asLetter,
            _ => rest[7] == asDigit || rest[7] == asLetter,
        };
    }
}
