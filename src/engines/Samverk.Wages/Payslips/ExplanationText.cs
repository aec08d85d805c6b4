using System.Globalization;
using System.Text;
using NodaTime.Text;

namespace Samverk.Wages;

/// <summary>An explanation in plain words, one number a line, indented below what it explains.</summary>
public static class ExplanationText
{
    /// <param name="language">Two letters; phrases that nobody has translated stay English.</param>
    /// <param name="culture">Of the reader, for numbers.</param>
    public static string Write(Explanation explanation, string language, CultureInfo culture)
    {
        var text = new StringBuilder();
        Add(text, explanation, (language, culture), 0);
        return text.ToString();
    }

    private static void Add(StringBuilder text, Explanation explanation, (string Language, CultureInfo Culture) reader, int depth)
    {
        var indent = new string(' ', 2 * depth);
        text.Append(indent).Append(WageWords.Say(explanation.Phrase, reader.Language)).Append(": ").Append(Number(explanation.Amount, reader.Culture));
        if (explanation.Line is { } line)
        {
            if (line is { Base: { } @base, Rate: { } rate }) text.Append(" = ").Append(Number(@base, reader.Culture)).Append(" × ").Append(rate.ToString("0.####", reader.Culture)).Append(" %");
            text.Append(", ").AppendFormat(reader.Culture, WageWords.Say(Explanation.PhraseOf(line.Kind.Rounding), reader.Language), line.Kind.Rounding.Unit);
            text.Append(" (").Append(line.Kind.Source).Append(')');
        }

        text.Append('\n');
        foreach (var use in explanation.Rests) text.Append(indent).Append("  · ").Append(Rest(use, reader.Language)).Append('\n');
        foreach (var part in explanation.Because) Add(text, part, reader, depth + 1);
    }

    private static string Rest(ParameterUse use, string language)
    {
        var from = $"{use.Id}, {WageWords.Say("from", language)} {LocalDatePattern.Iso.Format(use.Validity.From)}: {use.Source}";
        return use.ReleasedBy is { } person ? $"{from}; {WageWords.Say("released by", language)} {person}" : from;
    }

    private static string Number(decimal amount, CultureInfo culture) => amount.ToString(amount == decimal.Truncate(amount) ? "N0" : "N2", culture);
}
