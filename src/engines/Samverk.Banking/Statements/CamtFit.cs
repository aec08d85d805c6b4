using System.Globalization;
using System.Xml;
using Samverk.Kernel;

namespace Samverk.Banking;

/// <summary>Whether a statement fits the schema camt.053.001.02, asked before a byte is written.</summary>
internal static class CamtFit
{
    private const int LongestLine = 140;

    /// <summary>The first thing that does not fit; null when all does.</summary>
    public static Refusal? Misfit(BankStatement statement)
    {
        if (statement.Opening is null && statement.Closing is null) return new Refusal("field-missing", ("what", nameof(statement.Closing)));
        return Required(nameof(statement.MessageId), statement.MessageId, 35)
            ?? Required(nameof(statement.Id), statement.Id, 35)
            ?? Required(nameof(statement.Account), statement.Account, 34)
            ?? Code(nameof(statement.Currency), statement.Currency)
            ?? Amount(nameof(statement.Opening), Math.Abs(statement.Opening ?? 0))
            ?? Amount(nameof(statement.Closing), Math.Abs(statement.Closing ?? 0))
            ?? statement.Entries.Select(Misfit).FirstOrDefault(misfit => misfit is not null);
    }

    /// <summary>Lines of at most 140, cut at single spaces, so that reading joins them to the same text; null when that is not possible.</summary>
    public static IReadOnlyList<string>? Lines(string? text)
    {
        if (text is null) return [];
        var lines = new List<string>();
        foreach (var word in text.Split(' '))
            if (word.Length is 0 or > LongestLine) return null;
            else if (lines.Count > 0 && lines[^1].Length + 1 + word.Length <= LongestLine) lines[^1] += " " + word;
            else lines.Add(word);
        return lines;
    }

    private static Refusal? Misfit(BankRow row) =>
        Amount(nameof(row.Amount), row.Amount)
        ?? Code(nameof(row.Currency), row.Currency)
        ?? Optional(nameof(row.EntryReference), row.EntryReference, 35)
        ?? Optional(nameof(row.BankReference), row.BankReference, 35)
        ?? Optional(nameof(row.EndToEndId), row.EndToEndId, 35)
        ?? Optional(nameof(row.Counterparty), row.Counterparty, 140)
        ?? Optional(nameof(row.Information), row.Information, 500)
        ?? (row.CounterpartyIban is not { } iban || IsIban(iban) ? null : Wrong(nameof(row.CounterpartyIban)))
        ?? (Lines(row.Remittance) is { } lines && lines.All(IsText) ? null : Wrong(nameof(row.Remittance)))
        ?? row.References.Select(reference => Optional(nameof(row.References), reference, 35)).FirstOrDefault(wrong => wrong is not null)
        ?? row.Charges.Select(charge => Valued(nameof(row.Charges), charge.Amount, charge.Currency)).FirstOrDefault(wrong => wrong is not null)
        ?? (row.Original is { } original ? Valued(nameof(row.Original), original.Amount, original.Currency) ?? Rate(original.Rate) : null);

    private static Refusal? Valued(string what, decimal amount, string? currency) => Amount(what, amount) ?? Code(what, currency);

    private static Refusal? Required(string what, string? text, int longest) =>
        text is null ? new Refusal("field-missing", ("what", what)) : Optional(what, text, longest);

    private static Refusal? Optional(string what, string? text, int longest) =>
        text is null || (text.Length is > 0 && text.Length <= longest && IsText(text)) ? null : Wrong(what);

    private static bool IsIban(string text) => Iban.Read(text) is { Refusal: null, Value.Value: var electronic } && electronic == text;

    /// <summary>Trimmed, without line ends and control characters, no broken surrogate: what a reader gets back unchanged.</summary>
    private static bool IsText(string text) => text == text.Trim() && !text.Any(char.IsControl) && IsXml(text);

    private static bool IsXml(string text)
    {
        for (var at = 0; at < text.Length; at++)
            if (char.IsHighSurrogate(text[at]) && at + 1 < text.Length && XmlConvert.IsXmlSurrogatePair(text[at + 1], text[at])) at++;
            else if (!XmlConvert.IsXmlChar(text[at])) return false;
        return true;
    }

    /// <summary>18 digits, five of them decimals.</summary>
    private static Refusal? Amount(string what, decimal amount) =>
        amount is >= 0 and < 10_000_000_000_000m && decimal.Round(amount, 5) == amount ? null : Wrong(what);

    /// <summary>11 digits, ten of them decimals.</summary>
    private static Refusal? Rate(decimal? rate) =>
        rate is not { } known || (known >= 0 && decimal.Round(known, 10) == known && Digits(known) <= 11) ? null : Wrong(nameof(OriginalAmount.Rate));

    private static int Digits(decimal value) => value.ToString("0.##########", CultureInfo.InvariantCulture).Count(char.IsAsciiDigit);

    private static Refusal? Code(string what, string? currency) =>
        currency is { Length: 3 } && currency.All(char.IsAsciiLetterUpper) ? null : Wrong(what);

    private static Refusal Wrong(string what) => new("field-invalid", ("what", what));
}
