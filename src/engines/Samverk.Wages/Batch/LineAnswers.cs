using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Samverk.Kernel;

namespace Samverk.Wages;

/// <summary>Answers the lines of a block, one by one.</summary>
internal sealed class LineAnswers : IDisposable
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 32 };

    // Ids are echoed as they came: the output is a file or a pipe, never part of a page.
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private readonly WageRules rules;
    private readonly ArrayBufferWriter<byte> lines;
    private readonly ArrayBufferWriter<byte> result = new(1024);
    private readonly Utf8JsonWriter lineWriter;
    private readonly Utf8JsonWriter resultWriter;
    private (string Country, string Json, WageRules Rules)? withOperator;
    private bool allGood = true;

    private LineAnswers(WageRules rules, int expected)
    {
        (this.rules, lines) = (rules, new(expected));
        (lineWriter, resultWriter) = (new(lines, Plain), new(result, Plain));
    }

    /// <param name="tooLong">Whether the first line was longer than any question may be; of it only the sign is here.</param>
    public static Answered Of(WageRules rules, byte[] block, int length, bool tooLong)
    {
        using var answers = new LineAnswers(rules, length + 256);
        var rest = new ReadOnlyMemory<byte>(block, 0, length);
        while (!rest.IsEmpty)
        {
            var end = rest.Span.IndexOf((byte)'\n');
            var line = end < 0 ? rest : rest[..end];
            rest = end < 0 ? default : rest[(end + 1)..];
            if (tooLong || line.Length > WageBatch.LongestLine) answers.Refuse(default, Invalid("line", "it is too long"));
            else if (!line.Span.Trim(" \t\r\uFEFF"u8).IsEmpty) answers.Answer(line);
            tooLong = false;
        }

        var buffer = ArrayPool<byte>.Shared.Rent(answers.lines.WrittenCount);
        answers.lines.WrittenSpan.CopyTo(buffer);
        ArrayPool<byte>.Shared.Return(block);
        return new(buffer, answers.lines.WrittenCount, answers.allGood);
    }

    public void Dispose()
    {
        lineWriter.Dispose();
        resultWriter.Dispose();
    }

    private void Answer(ReadOnlyMemory<byte> line)
    {
        if (line.Span.StartsWith("\uFEFF"u8)) line = line[3..];
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(line, Strict);
        }
        catch (JsonException unreadable)
        {
            Refuse(default, Invalid("line", $"it is not one JSON object ({Reason(unreadable)})"));
            return;
        }

        using (document)
        {
            var id = document.RootElement.ValueKind is JsonValueKind.Object && document.RootElement.TryGetProperty("id", out var given) ? given : default;
            var answered = Ask(document.RootElement);
            if (answered.Refusal is { } refusal) Refuse(id, refusal);
            else
            {
                lineWriter.WriteStartObject();
                WriteId(id);
                lineWriter.WritePropertyName("result"u8);
                lineWriter.WriteRawValue(result.WrittenSpan, skipInputValidation: true);
                lineWriter.WriteEndObject();
                EndLine();
            }
        }
    }

    private Outcome<Reckoning> Ask(JsonElement question)
    {
        if (question.ValueKind is not JsonValueKind.Object) return Invalid("line", "it is not a JSON object");
        foreach (var name in (ReadOnlySpan<string>)["id", "country", "kind", "date"])
            if (!question.TryGetProperty(name, out var text) || text.ValueKind is not JsonValueKind.String) return Invalid(name, "it is missing or not a string");
        if (!LocalDatePattern.Iso.Parse(question.GetProperty("date").GetString()!).TryGetValue(default, out var date)) return Invalid("date", "it is not an ISO date");
        if (!question.TryGetProperty("input", out var input)) return Invalid("input", "it is missing");

        var country = question.GetProperty("country").GetString()!;
        var ask = Operated(country, question);
        if (ask.Refusal is { } refusal) return refusal;

        result.ResetWrittenCount();
        resultWriter.Reset();
        var answered = ask.Value.Answer(country, question.GetProperty("kind").GetString()!, date, input, resultWriter);
        resultWriter.Flush();
        return answered;
    }

    /// <summary>The rules with the line's own operator's table. Lines that follow each other often carry the same one.</summary>
    private Outcome<WageRules> Operated(string country, JsonElement question)
    {
        if (!question.TryGetProperty("operatorValues", out var values)) return rules;
        var json = values.GetRawText();
        if (withOperator is { } last && last.Country == country && last.Json == json) return last.Rules;

        var read = OperatorTable.Read(country, values);
        if (read.Refusal is { } refusal) return refusal;
        var operated = rules.With(read.Value);
        if (operated.Refusal is null) withOperator = (country, json, operated.Value);
        return operated;
    }

    private void Refuse(JsonElement id, Refusal refusal)
    {
        allGood = false;
        lineWriter.WriteStartObject();
        WriteId(id);
        lineWriter.WriteStartObject("error"u8);
        lineWriter.WriteString("code"u8, refusal.Code);
        lineWriter.WriteString("message"u8, Message(refusal));
        lineWriter.WriteEndObject();
        lineWriter.WriteEndObject();
        EndLine();
    }

    private void WriteId(JsonElement id)
    {
        if (id.ValueKind is JsonValueKind.String) lineWriter.WriteString("id"u8, id.GetString());
        else lineWriter.WriteNull("id"u8);
    }

    private void EndLine()
    {
        lineWriter.Flush();
        lineWriter.Reset();
        lines.Write("\n"u8);
    }

    /// <summary>"code: fact, fact": for the log of a batch. Pages have texts of their own in the reader's language.</summary>
    private static string Message(Refusal refusal)
    {
        var text = new StringBuilder();
        foreach (var (name, value) in refusal.Facts)
            text.Append(text.Length is 0 ? "" : ", ").Append(name).Append(' ').Append(value switch
            {
                LocalDate date => LocalDatePattern.Iso.Format(date),
                IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
                _ => value?.ToString(),
            });
        return text.ToString();
    }

    private static string Reason(JsonException unreadable) => string.Create(CultureInfo.InvariantCulture, $"at byte {unreadable.BytePositionInLine ?? 0}");

    private static Refusal Invalid(string field, string problem) => new("invalid-input", ("field", field), ("problem", problem)) { Field = field };
}
