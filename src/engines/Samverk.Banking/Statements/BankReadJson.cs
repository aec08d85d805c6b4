using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Samverk.Kernel;

namespace Samverk.Banking;

/// <summary>What <c>bank read --json</c> prints: a line of JSON per statement; amounts are strings, dates ISO, missing is null.</summary>
public static class BankReadJson
{
    // People read it too: "Göteborg", not escapes. It is never put into a page.
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Reads one file and prints its statements.</summary>
    /// <param name="file">The path, printed as given.</param>
    /// <returns>The exit code: 0 done, 1 the file is no bank file or has no statement, 2 it could not be opened or read.</returns>
    public static int Print(string file, TextWriter output, TextWriter errors)
    {
        try
        {
            using var stream = File.OpenRead(file);
            var read = BankStatements.Read(stream);
            if (read.Refusal is { } refusal)
            {
                errors.WriteLine($"{file}: {refusal}");
                return 1;
            }

            foreach (var statement in read.Value) output.WriteLine(Line(file, statement));
            return 0;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or ArgumentException { ParamName: "path" })
        {
            errors.WriteLine($"{file}: {unreadable.Message}");
            return 2;
        }
    }

    /// <summary>One statement as one line, without the line's end.</summary>
    public static string Line(string file, BankStatement statement)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Readable))
        {
            json.WriteStartObject();
            json.WriteString("file", file);
            json.WriteString("statement", statement.Id);
            json.WriteString("iban", statement.Account);
            json.WriteString("currency", statement.Currency);
            json.WriteString("opening", Amount(statement.Opening));
            json.WriteString("closing", Amount(statement.Closing));
            json.WriteStartArray("entries");
            foreach (var row in statement.Entries) Write(json, row);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    private static void Write(Utf8JsonWriter json, BankRow row)
    {
        json.WriteStartObject();
        json.WriteString("amount", Amount(row.Amount));
        json.WriteBoolean("credit", row.Credit);
        json.WriteString("bookingDate", Date(row.BookingDate));
        json.WriteString("valueDate", Date(row.ValueDate));
        json.WriteBoolean("reversal", row.Reversal);
        json.WriteString("endToEndId", row.EndToEndId);
        json.WriteString("reference", row.Reference);
        json.WriteString("remittance", row.Remittance);
        json.WriteString("counterparty", row.Counterparty);
        json.WriteString("counterpartyIban", row.CounterpartyIban);
        json.WriteEndObject();
    }

    private static string? Amount(decimal? amount) => amount is { } known ? BankAmounts.Text(known) : null;

    private static string? Date(LocalDate? date) => date is { } known ? LocalDatePattern.Iso.Format(known) : null;
}
