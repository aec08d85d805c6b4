using NodaTime.Text;

namespace Samverk.Ledger;

/// <summary>
/// The journal as text for hledger (https://hledger.org/hledger.html#journal): no amount is left out and no prices are used, so that any
/// reader comes to the same balances.
/// </summary>
public static class HledgerText
{
    /// <param name="entries">In the order of posting.</param>
    /// <param name="origin">What caused an entry, for its comment "event:…"; null = its kind and document.</param>
    public static async Task Write(TextWriter to, IAsyncEnumerable<PostedEntry> entries, Func<PostedEntry, string>? origin = null, CancellationToken stop = default)
    {
        var number = 0L;
        await foreach (var entry in entries.WithCancellation(stop))
        {
            var cause = origin is null ? $"{entry.Kind}, document:{entry.Document}" : Words(origin(entry));
            await to.WriteAsync($"{LocalDatePattern.Iso.Format(entry.Date)} ({++number}) {Words(entry.Text)}  ; event:{cause}\n");
            foreach (var line in entry.Lines)
            {
                // The currency stands after the column, so amounts of all currencies align.
                var posting = ExportText.Posting("    ", $"{entry.EntityCode}:{line.Account}", line.Amount.ToPlainText());
                await to.WriteAsync($"{posting} {line.CurrencyCode}\n");
            }

            await to.WriteAsync('\n');
        }
    }

    // A semicolon would begin a comment, a bar would part payee and note.
    private static string Words(string text) => ExportText.OneLine(text).Replace(';', ',').Replace('|', '/');
}
