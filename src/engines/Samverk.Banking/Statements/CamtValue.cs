using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace Samverk.Banking;

/// <summary>Values of elements. A value that is there and wrong refuses the file: a guessed amount or date is worse than none.</summary>
internal static class CamtValue
{
    // The schemas allow 18 digits; a decimal holds 28.
    private const int LongestAmount = 24;

    /// <param name="amount">The element; missing is wrong too, told at <paramref name="parent"/>.</param>
    public static decimal Amount(CamtElement? amount, CamtElement parent) => Decimal(amount, "Amt", parent);

    public static decimal? Rate(CamtElement? rate) => rate is null ? null : Decimal(rate, rate.Name, rate);

    public static bool IsCredit(CamtElement parent) => IsCreditOrNull(parent) ?? throw Wrong(parent, "CdtDbtInd");

    public static bool? IsCreditOrNull(CamtElement parent) => parent.At("CdtDbtInd") switch
    {
        null => null,
        { Text: "CRDT" } => true,
        { Text: "DBIT" } => false,
        var other => throw Wrong(other, other.Name),
    };

    public static bool IsTrue(CamtElement? indicator) => indicator switch
    {
        null or { Text: "false" or "0" } => false,
        { Text: "true" or "1" } => true,
        _ => throw Wrong(indicator, indicator.Name),
    };

    /// <summary>Dt, or the date part of DtTm. What follows the date (a time or a zone) is the bank's and does not move the business date.</summary>
    public static LocalDate? Date(CamtElement? choice)
    {
        var date = choice?.At("Dt") ?? choice?.At("DtTm");
        if (date is null) return null;
        if (date.Text is { Length: >= 10 } text && LocalDatePattern.Iso.Parse(text[..10]) is { Success: true } read) return read.Value;
        throw Wrong(date, choice!.Name);
    }

    private static decimal Decimal(CamtElement? element, string name, CamtElement parent)
    {
        if (element?.Text is { Length: <= LongestAmount } text
            && decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)) return value;
        throw Wrong(element ?? parent, name);
    }

    private static UnreadableFile Wrong(CamtElement element, string reason) => new(reason, element.Line, element.Position);
}
