using System.Globalization;

namespace Samverk.Ui;

/// <summary>A language in which every text is there: a test fails when one is missing.</summary>
/// <param name="Code">Two letters of ISO 639-1: what is in file names, cookies and the html element.</param>
/// <param name="Name">In the language itself, for the switch.</param>
/// <param name="Culture">How numbers, dates and money look to its readers.</param>
public sealed record Language(string Code, string Name, CultureInfo Culture)
{
    public static readonly Language English = new("en", "English", For("en-GB")), Swedish = new("sv", "Svenska", For("sv-SE"));

    /// <summary>The complete ones, English first: what is missing elsewhere is shown in English.</summary>
    public static readonly IReadOnlyList<Language> All = [English, Swedish];

    /// <summary>The language of the page that is being written.</summary>
    public static Language Current => Of(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName) ?? English;

    /// <returns>Null for a language that is not complete.</returns>
    public static Language? Of(string? code) => All.FirstOrDefault(language => string.Equals(language.Code, code, StringComparison.OrdinalIgnoreCase));

    /// <summary>A real minus sign, also where the culture would write a hyphen: it is as wide as a figure and nobody breaks a line after it.</summary>
    private static CultureInfo For(string name)
    {
        var culture = (CultureInfo)CultureInfo.GetCultureInfo(name).Clone();
        culture.NumberFormat.NegativeSign = "−";
        return CultureInfo.ReadOnly(culture);
    }
}
