using NodaTime;
using NodaTime.Text;
using Samverk.Kernel;

namespace Samverk.Ledger;

/// <summary>
/// The journal as text for beancount (https://beancount.github.io/docs/beancount_language_syntax.html). Each entry is linked to its
/// document, and a reversal to what it takes back.
/// </summary>
public static class BeancountText
{
    /// <param name="entries">In the order of posting.</param>
    /// <param name="accounts">Every account of the entries, with entity code ("be:assets:bank"), and the first date on it.</param>
    public static async Task Write(
        TextWriter to, IReadOnlyDictionary<string, LocalDate> accounts, IAsyncEnumerable<PostedEntry> entries, CancellationToken stop = default)
    {
        foreach (var (account, first) in accounts.OrderBy(one => one.Key, StringComparer.Ordinal))
            await to.WriteAsync($"{Day(first)} open {Account(account)}\n");

        await foreach (var entry in entries.WithCancellation(stop))
        {
            await to.WriteAsync($"\n{Day(entry.Date)} * \"{Quoted(entry.Text)}\" ^document-{entry.Document} ^entry-{entry.Reverses ?? entry.Id}\n");
            await to.WriteAsync($"  number: {entry.Number}\n  event: \"{Quoted(entry.Kind)}\"\n");
            foreach (var line in entry.Lines)
            {
                var posting = ExportText.Posting("  ", Account($"{entry.EntityCode}:{line.Account}"), line.Amount.ToPlainText());
                await to.WriteAsync($"{posting} {line.CurrencyCode}\n");
            }
        }
    }

    /// <summary>"be:assets:client:c-92xd" is "Assets:Be:Client:C-92xd": beancount wants the kind first and capitals.</summary>
    public static string Account(string code)
    {
        var parts = code.Split(':');
        (parts[0], parts[1]) = (parts[1], parts[0]);
        return string.Join(':', parts.Select(part => char.ToUpperInvariant(part[0]) + part[1..]));
    }

    /// <summary>The way back: our codes have no capitals.</summary>
    public static string Code(string account)
    {
        var parts = account.Split(':');
        (parts[0], parts[1]) = (parts[1], parts[0]);
        return string.Join(':', parts.Select(part => char.ToLowerInvariant(part[0]) + part[1..]));
    }

    private static string Day(LocalDate date) => LocalDatePattern.Iso.Format(date);

    private static string Quoted(string text) =>
        ExportText.OneLine(text).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
}
