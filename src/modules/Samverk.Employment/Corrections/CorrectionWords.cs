using System.Globalization;
using Microsoft.Extensions.Localization;
using Samverk.Kernel;
using Samverk.Ui;
using Samverk.Wages;

namespace Samverk.Employment;

/// <summary>Corrections in people's words.</summary>
internal static class CorrectionWords
{
    public static string Of(CorrectionReason reason, IStringLocalizer text) => reason switch
    {
        CorrectionReason.Parameter => text["The law of those days is known differently by now"],
        CorrectionReason.OwnValue => text["The cooperative stands for a value of its own by now"],
        CorrectionReason.Facts => text["Facts of a person or of the employer were put right"],
        CorrectionReason.Absence => text["Hours of absence are known differently by now"],
        _ => text["The wage itself was another one"],
    };

    /// <summary>A label of a line in the reader's language.</summary>
    public static string Say(string phrase) => WageWords.Say(phrase, CultureInfo.CurrentUICulture.TwoLetterISOLanguageName);

    /// <summary>As a line stands on its payslip: what is kept from the pay is negative.</summary>
    public static string Amount(Bearer bearer, decimal amount, Currency currency) =>
        Money.Of(bearer is Bearer.Tax or Bearer.Employee ? -amount : amount, currency, Rounding.HalfAwayFromZero).Shown();

    public static string Parameter(SlipParameter changed, IStringLocalizer text)
    {
        string says = text["{0}, in force from {1}: {2}", changed.Id, changed.From.Shown(), changed.Source];
        return changed.ReleasedBy is { } who ? $"{says} {text["released by {0}", who]}" : says;
    }
}
