using NodaTime;
using Samverk.Kernel;

namespace Samverk.Countries;

/// <summary>The numbers under which countries know a person.</summary>
public static class PersonNumber
{
    /// <summary>Sweden: personnummer or samordningsnummer with twelve digits, checked by Luhn (SKV 704); elsewhere letters and digits as they are given.</summary>
    /// <param name="born">From the register; null where nobody has said it.</param>
    /// <returns>The number without signs between; <c>field-invalid</c> about "number".</returns>
    public static Outcome<string> Read(string country, string text, LocalDate? born)
    {
        var plain = string.Concat(text.Where(sign => !char.IsWhiteSpace(sign) && sign is not ('-' or '.' or '/' or '+'))).ToUpperInvariant();
        var fits = country.ToUpperInvariant() is "SE" ? IsSwedish(plain, born) : plain.Length is >= 5 and <= 20 && plain.All(char.IsAsciiLetterOrDigit);
        return fits ? plain : new Refusal("field-invalid", ("country", country)) { Field = "number" };
    }

    // A samordningsnummer says the day of birth plus 60.
    private static bool IsSwedish(string digits, LocalDate? born)
    {
        if (digits.Length is not 12 || !digits.All(char.IsAsciiDigit) || !CheckDigits.Luhn(digits[2..])) return false;
        int At(int from, int length) => int.Parse(digits.AsSpan(from, length), System.Globalization.CultureInfo.InvariantCulture);
        var (year, month, day) = (At(0, 4), At(4, 2), At(6, 2));
        if (day > 60) day -= 60;
        if (year is < 1800 or > 2200 || month is < 1 or > 12 || day < 1 || day > CalendarSystem.Iso.GetDaysInMonth(year, month)) return false;
        return born is not { } known || known == new LocalDate(year, month, day);
    }
}
