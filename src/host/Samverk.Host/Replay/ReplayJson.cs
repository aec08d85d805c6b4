using System.Text;
using System.Text.Json;
using System.Text.Encodings.Web;
using Samverk.Kernel;

namespace Samverk.Host;

/// <summary>The lines of <c>replay --json</c>, as domain/README.md contracts them.</summary>
internal static class ReplayJson
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Line(Played played) => Write(json =>
    {
        json.WriteString("event", played.Event);
        json.WriteString("outcome", played.Outcome);
        if (played.Refusal is { } refusal) json.WriteString("code", refusal.Code);
        if (played.Postings.Count > 0) Write(json, "postings", played.Postings);
        if (played.Balances is { } balances) Write(json, balances);
    });

    public static string Line(IReadOnlyList<Posting> balances) => Write(json => Write(json, "balances", balances));

    private static void Write(Utf8JsonWriter json, string name, IReadOnlyList<Posting> postings)
    {
        json.WriteStartArray(name);
        foreach (var posting in postings)
        {
            json.WriteStartObject();
            json.WriteString("account", posting.Account);
            json.WriteString("currency", posting.Amount.Currency.Code);
            json.WriteString("amount", posting.Amount.ToPlainText());
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, NamedBalances named)
    {
        json.WriteStartObject("activities");
        foreach (var (activity, balances) in named.Activities)
        {
            json.WriteStartObject(activity);
            foreach (var (name, amount) in ((string, Money)[])
                [
                    ("booked", balances.Booked), ("planned", balances.Planned), ("salaryAvailable", balances.SalaryAvailable),
                    ("expenseAvailable", balances.ExpenseAvailable), ("uncollected", balances.Uncollected), ("exposure", balances.Exposure),
                ])
                json.WriteString(name, amount.ToPlainText());
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteStartObject("funds");
        foreach (var (entity, fund) in named.Funds) json.WriteString(entity, fund.ToPlainText());
        json.WriteEndObject();
    }

    private static string Write(Action<Utf8JsonWriter> content)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Options))
        {
            json.WriteStartObject();
            content(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.ToArray());
    }
}
