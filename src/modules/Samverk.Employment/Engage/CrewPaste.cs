using NodaTime;
using NodaTime.Text;
using Samverk.Kernel;

namespace Samverk.Employment;

/// <summary>
/// People of a crew as they are typed, pasted from a sheet or read from a file: a line each with name, mail or phone, and where they differ from the
/// form's own cost, first day, last day, start and hours a day.
/// </summary>
internal static class CrewPaste
{
    /// <summary>What holds for every line that says nothing else.</summary>
    internal sealed record Usual(Currency Currency, string? Cost, string? From, string? To, string? Starts, string? Hours, bool Weekends);

    /// <param name="Number">Of the line in the text, from 1.</param>
    /// <param name="Text">As it was typed.</param>
    internal sealed record Row(int Number, string Text, Outcome<CrewLine> Line);

    public static IReadOnlyList<Row> Read(string? text, Usual usual) =>
        [.. (text ?? "").TrimStart('\uFEFF').ReplaceLineEndings("\n").Split('\n').Select((line, at) => (Line: line, Number: at + 1))
            .Where(one => !string.IsNullOrWhiteSpace(one.Line) && !IsHead(one)).Select(one => new Row(one.Number, one.Line, Of(one.Line, usual)))];

    private static bool IsHead((string Line, int Number) one) => one.Number is 1 && Cells(one.Line)[0].ToLowerInvariant() is "name" or "namn";

    private static Outcome<CrewLine> Of(string line, Usual usual)
    {
        var cells = Cells(line);
        var reach = At(cells, 1) ?? "";
        var typed = At(cells, 2) ?? usual.Cost;
        if (string.IsNullOrWhiteSpace(typed)) return new Refusal("field-missing", ("field", "cost")) { Field = "cost" };
        var cost = Money.Read(typed, usual.Currency);
        if (cost.Refusal is { } noCost) return noCost with { Field = "cost" };
        var from = At(cells, 3) ?? usual.From;
        var days = new AnnounceForm
        {
            From = from, To = At(cells, 4) ?? (At(cells, 3) is null ? usual.To : from), Starts = At(cells, 5) ?? usual.Starts, Days = At(cells, 6) ?? usual.Hours, Weekends = usual.Weekends,
        }.Read();
        if (days.Refusal is { } noDays) return noDays;
        var mail = reach.Contains('@', StringComparison.Ordinal);
        return new CrewLine(cells[0], mail ? reach : null, mail || reach.Length is 0 ? null : reach, days.Value, cost.Value);
    }

    private static string? At(string[] cells, int place) => place < cells.Length && cells[place].Length > 0 ? cells[place] : null;

    // Amounts have commas, so a comma parts cells only where nothing else does.
    private static string[] Cells(string line) =>
        [.. line.Split(line.Contains(';', StringComparison.Ordinal) ? ';' : line.Contains('\t', StringComparison.Ordinal) ? '\t' : ',').Select(cell => Samverk.Ui.CsvText.Unguarded(cell.Trim().Trim('"').Trim()))];
}
