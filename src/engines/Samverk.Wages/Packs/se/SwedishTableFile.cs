using System.Globalization;
using System.Text;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Samverk.Kernel;

namespace Samverk.Wages;

/// <summary>
/// Turns the tax agency's file of monthly tables into a parameter file of ours, so that an operator can put the agency's own amounts and
/// percentages in place of formula and short tables. Fixed columns: 1–3 kind (<c>30B</c> amounts, <c>30%</c> percentages), 4–5 table,
/// 6–12 from, 13–19 to, then six fields of five characters.
/// </summary>
public static class SwedishTableFile
{
    private const int Columns = 6, FirstField = 19, FieldWidth = 5;

    /// <param name="text">The agency's file.</param>
    /// <param name="year">The year whose tables they are.</param>
    /// <param name="checkedOn">When it was fetched.</param>
    /// <param name="source">Where it was fetched.</param>
    /// <returns>A parameter file, or <c>row-invalid</c> with the line.</returns>
    public static Outcome<string> Read(string text, int year, LocalDate checkedOn, string source)
    {
        var rows = new List<Row>();
        var number = 0;
        foreach (var line in text.Split('\n'))
        {
            number++;
            if (line.TrimEnd('\r') is not { Length: > 0 } row) continue;
            if (Row.Of(row) is not { } read) return new Refusal("row-invalid", ("row", number));
            rows.Add(read);
        }

        var tables = rows.GroupBy(row => (row.Percent, row.Table)).OrderBy(table => table.Key.Table).ToList();
        if (tables.Count is 0 || tables.Find(table => !IsWhole([.. table])) is { }) return new Refusal("row-invalid", ("row", number));
        return Write(tables, year, checkedOn, source);
    }

    /// <summary>
    /// Each row begins where the one before it ended, only the last of a percentage table has no end, and no percentage falls:
    /// the short form of percentages could not say that it does.
    /// </summary>
    private static bool IsWhole(IReadOnlyList<Row> table) =>
        table.Zip(table.Skip(1)).All(pair => pair.First.To + 1 == pair.Second.From && (!pair.First.Percent || Rises(pair.First, pair.Second)))
        && (table[^1].To is null) == table[^1].Percent;

    private static bool Rises(Row row, Row next) => row.Fields.Zip(next.Fields).All(field => field.First <= field.Second);

    private static string Write(List<IGrouping<(bool Percent, int Table), Row>> tables, int year, LocalDate checkedOn, string source)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteString("country", "SE");
            json.WriteString("asOf", LocalDatePattern.Iso.Format(checkedOn));
            json.WriteString("validUntil", Day(year, 12, 31));
            json.WriteStartArray("parameters");
            foreach (var (id, percent) in new[] { (SwedishLaw.AmountTables.Id, false), (SwedishLaw.PercentTables.Id, true) })
                if (tables.Exists(table => table.Key.Percent == percent))
                    WriteParameter(json, id, [.. tables.Where(table => table.Key.Percent == percent)], (year, checkedOn, source));
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    private static void WriteParameter(Utf8JsonWriter json, string id, List<IGrouping<(bool Percent, int Table), Row>> tables, (int Year, LocalDate CheckedOn, string Source) of)
    {
        json.WriteStartObject();
        json.WriteString("id", id);
        json.WriteString("validFrom", Day(of.Year, 1, 1));
        json.WriteString("validTo", Day(of.Year, 12, 31));
        json.WriteString("status", "verified");
        json.WriteString("checkedOn", LocalDatePattern.Iso.Format(of.CheckedOn));
        json.WriteString("source", of.Source);
        json.WriteStartObject("value");
        foreach (var table in tables)
        {
            json.WriteStartArray(table.Key.Table.ToString(CultureInfo.InvariantCulture));
            if (table.Key.Percent)
                for (var column = 0; column < Columns; column++) WriteRises(json, [.. table], column);
            else
                foreach (var row in table) WriteAmounts(json, row);
            json.WriteEndArray();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>The first percentage, then the end of each row after which it is one more; twice where it is two more.</summary>
    private static void WriteRises(Utf8JsonWriter json, IReadOnlyList<Row> table, int column)
    {
        json.WriteStartArray();
        json.WriteNumberValue(table[0].Fields[column]);
        foreach (var (row, next) in table.Zip(table.Skip(1)))
            for (var rise = row.Fields[column]; rise < next.Fields[column]; rise++) json.WriteNumberValue(row.To!.Value);
        json.WriteEndArray();
    }

    private static void WriteAmounts(Utf8JsonWriter json, Row row)
    {
        json.WriteStartArray();
        json.WriteNumberValue(row.To!.Value);
        foreach (var field in row.Fields) json.WriteNumberValue(field);
        json.WriteEndArray();
    }

    private static string Day(int year, int month, int day) => LocalDatePattern.Iso.Format(new(year, month, day));

    private sealed record Row(bool Percent, int Table, int From, int? To, int[] Fields)
    {
        public static Row? Of(string line)
        {
            if (line.Length < FirstField || line[..3] is not ("30B" or "30%") || Number(line[3..5]) is not { } table || Number(line[5..12]) is not { } from) return null;
            var to = line[12..FirstField].Trim() is "" ? null : Number(line[12..FirstField]);
            var fields = Enumerable.Range(0, Columns).Select(column => Field(line, FirstField + (column * FieldWidth))).ToArray();
            var percent = line[2] is '%';
            return fields.Contains(null) || (to is null && !percent) || to < from ? null : new(percent, table, from, to, [.. fields.Select(field => field!.Value)]);
        }

        /// <summary>An empty field is no tax.</summary>
        private static int? Field(string line, int start) =>
            start >= line.Length || line[start..Math.Min(line.Length, start + FieldWidth)].Trim() is "" ? 0 : Number(line[start..Math.Min(line.Length, start + FieldWidth)]);

        private static int? Number(string text) => int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }
}
