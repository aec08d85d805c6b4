using System.Text;
using CsvHelper;
using Samverk.Kernel;
using Samverk.Store;
using Samverk.Ui;

namespace Samverk.Host;

/// <summary>A table that came from outside: the names of its columns, and lines of text. Nothing in it is ever computed.</summary>
internal sealed record CsvFile(IReadOnlyList<string> Headers, IReadOnlyList<CsvLine> Lines, IReadOnlyList<RowError> Errors)
{
    public const int LargestFile = FileSql.LargestFile;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>UTF-8 with or without the byte order mark, separated by commas or semicolons: whichever the headers have more of.</summary>
    /// <returns>The table, with the lines that cannot be read as errors; <c>invalid-input</c> for what is no such file, <c>field-invalid</c> beyond 20 MB.</returns>
    public static Outcome<CsvFile> Read(byte[] content)
    {
        if (content.Length > LargestFile) return new Refusal("field-invalid", ("text", "> 20 MB")) { Field = "file" };
        try
        {
            Strict.GetCharCount(content);
        }
        catch (DecoderFallbackException)
        {
            return new Refusal("invalid-input", ("why", "not UTF-8")) { Field = "file" };
        }

        var errors = new List<RowError>();
        using var csv = CsvReader.Create(content, CsvReaderOptions.Default with
        {
            Separator = Separator(content), DetectSeparatorHint = false, TrackLineNumbers = true, TrimWhitespace = true,
            MalformedData = CsvMalformedDataHandling.Skip, FieldCountMismatch = CsvFieldCountHandling.Skip,
            OnMalformedRecord = bad => errors.Add(new((int)bad.LineNumber, "", "row-invalid", bad.Reason is CsvMalformedReason.FieldCountMismatch ? "other number of cells than headers" : "quotes do not match")),
        });
        string[] headers = [.. csv.Headers.ToArray().Select(header => header.Trim().ToLowerInvariant())];
        if (headers.Length is 0 || headers.Distinct(StringComparer.Ordinal).Count() < headers.Length) return new Refusal("invalid-input", ("why", "headers")) { Field = "file" };

        var lines = new List<CsvLine>();
        while (csv.Read())
            lines.Add(new((int)csv.LineNumber, headers.Select((header, at) => (header, CsvText.Unguarded(csv.GetString(at)))).ToDictionary(StringComparer.Ordinal)));
        return new CsvFile(headers, lines, errors);
    }

    private static char Separator(byte[] content)
    {
        var end = Array.IndexOf(content, (byte)'\n');
        var headers = content.AsSpan(0, end < 0 ? content.Length : end);
        return headers.Count((byte)';') > headers.Count((byte)',') ? ';' : ',';
    }
}

/// <param name="Number">Of the file, from 1; the headers are line 1.</param>
internal sealed record CsvLine(int Number, IReadOnlyDictionary<string, string> Cells)
{
    /// <summary>Null when the cell is empty, or the column is not there.</summary>
    public string? this[string column] => Cells.TryGetValue(column, out var cell) && cell.Length > 0 ? cell : null;
}

/// <summary>Why a line is not taken over.</summary>
/// <param name="Code"><c>row-invalid</c>, <c>row-duplicate</c> or <c>sum-mismatch</c>.</param>
/// <param name="Because">What exactly, for the person who corrects the file.</param>
internal sealed record RowError(int Line, string Column, string Code, string Because)
{
    public override string ToString() => $"line {Line}{(Column.Length > 0 ? $", {Column}" : "")}: {Code} ({Because})";
}
