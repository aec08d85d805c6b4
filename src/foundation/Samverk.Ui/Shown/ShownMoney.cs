using System.Globalization;
using Samverk.Kernel;

namespace Samverk.Ui;

/// <summary>How amounts and rates look to a reader, in the reader's culture.</summary>
public static class ShownMoney
{
    private const char NoBreak = '\u00A0';

    /// <summary>"1,234.50 EUR"; to a Swedish reader "1 234,50 EUR". Never breaks over two lines.</summary>
    public static string Shown(this Money money) => $"{money.Figures()}{NoBreak}{money.Currency}";

    /// <summary>"1,234.50": for columns that name the currency once, in their head.</summary>
    public static string Figures(this Money money) => money.ToDecimal().ToString($"N{money.Currency.Decimals}", Culture);

    /// <summary>"1,234": for large figures where cents only distract. Rounded down, so that nobody is promised more than is there.</summary>
    public static string WholeFigures(this Money money) => money.ToDecimal().Round(0, Rounding.Down).ToString("N0", Culture);

    /// <summary>"1,234 EUR", rounded down.</summary>
    public static string ShownWhole(this Money money) => $"{money.WholeFigures()}{NoBreak}{money.Currency}";

    /// <summary>"6.95 %".</summary>
    public static string Shown(this Rate rate) => $"{(rate.PerCent / 1.0000000000m).ToString("0.####", Culture)}{NoBreak}%";

    /// <summary>The current culture, with a real minus sign also where a caller has set a culture of its own.</summary>
    private static CultureInfo Culture =>
        CultureInfo.CurrentCulture.NumberFormat.NegativeSign is "−" ? CultureInfo.CurrentCulture : Language.Current.Culture;
}
