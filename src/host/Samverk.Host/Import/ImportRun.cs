using NodaTime;
using NodaTime.Text;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Host;

/// <summary>One file on its way in: its lines, what is wrong with them, what was made of them, and the sums to compare with the other tool.</summary>
internal sealed class ImportRun(Tx tx, Id<Batch> batch, IReadOnlyList<CsvLine> lines, IEnumerable<RowError> errors)
{
    private readonly SortedDictionary<string, Money> sums = new(StringComparer.Ordinal);

    public Tx Tx { get; } = tx;

    public Id<Batch> Batch { get; } = batch;

    public IReadOnlyList<CsvLine> Lines { get; } = lines;

    public List<RowError> Errors { get; } = [.. errors];

    public List<ImportedItem> Items { get; } = [];

    public IReadOnlyList<string> Sums => [.. sums.Select(sum => $"{sum.Key}: {sum.Value}")];

    public void Add(string what, Money amount) => sums[what] = sums.TryGetValue(what, out var sum) ? sum + amount : amount;

    public void Wrong(CsvLine line, string column, string because, string code = "row-invalid") => Errors.Add(new(line.Number, column, code, because));

    /// <returns>The cell; null after an error has been noted.</returns>
    public string? Text(CsvLine line, string column, int most)
    {
        if (line[column] is not { } text) Wrong(line, column, "is missing");
        else if (text.Length > most) Wrong(line, column, $"is longer than {most} letters");
        else return text;
        return null;
    }

    public LocalDate? Date(CsvLine line, string column)
    {
        if (line[column] is not { } text) Wrong(line, column, "is missing");
        else if (LocalDatePattern.Iso.Parse(text) is { Success: true } date) return date.Value;
        else Wrong(line, column, "is no date like 2026-03-02");
        return null;
    }

    public Money? Amount(CsvLine line, string column, Currency currency)
    {
        if (line[column] is not { } text)
        {
            Wrong(line, column, "is missing");
            return null;
        }

        if (Money.Read(text, currency) is { Refusal: { } refusal })
        {
            Wrong(line, column, refusal.Code);
            return null;
        }

        return Money.Read(text, currency).Value;
    }
}
