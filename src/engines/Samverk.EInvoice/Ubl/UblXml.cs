using System.Buffers;
using System.Globalization;
using System.Text;
using NodaTime;
using NodaTime.Text;

namespace Samverk.EInvoice;

/// <summary>
/// The elements of UBL, written so that an empty one cannot come out (PEPPOL-EN16931-R008): a text that is absent or blank writes nothing, and
/// a group is opened only when the first thing in it is written. Straight to UTF-8: the names are ours and need no looking up.
/// </summary>
internal sealed class UblXml
{
    private static readonly SearchValues<char> Special = SearchValues.Create(
        "<>&\"\r\uFFFE\uFFFF" + string.Concat(Enumerable.Range(0, 32).Where(code => code is not ('\t' or '\n' or '\r')).Select(code => (char)code)));

    private readonly ArrayBufferWriter<byte> bytes = new(8192);
    private readonly List<string> pending = [];
    private readonly string root, currency;
    private int open;

    public UblXml(string root, string rootNamespace, string currency)
    {
        (this.root, this.currency) = (root, currency);
        Raw($"<?xml version=\"1.0\" encoding=\"utf-8\"?><{root} xmlns=\"{rootNamespace}\" xmlns:cac=\"{UblNames.Aggregate}\" xmlns:cbc=\"{UblNames.Basic}\">");
    }

    public byte[] End()
    {
        Raw($"</{root}>");
        return bytes.WrittenSpan.ToArray();
    }

    public void Group(string name, Action content) => Group(name, content, static (_, content) => content());

    /// <summary>As above, without a closure per element.</summary>
    public void Group<T>(string name, T about, Action<UblXml, T> content)
    {
        pending.Add(name);
        var depth = open + pending.Count;
        content(this, about);
        if (pending.Count > 0) pending.RemoveAt(pending.Count - 1); // nothing was said in it
        else if (open == depth)
        {
            Tag("</cac:", name, ">");
            open--;
        }
    }

    public void Text(string name, string? value) => Text(name, value, "", null);

    /// <exception cref="ArgumentException">A character that XML cannot carry.</exception>
    public void Text(string name, string? value, string attribute, string? attributeValue)
    {
        if (string.IsNullOrWhiteSpace(value)) return;
        Begin(name);
        if (!string.IsNullOrWhiteSpace(attributeValue)) Attribute(attribute, attributeValue);
        Raw(">");
        Escaped(value);
        Tag("</cbc:", name, ">");
    }

    public void Id(string name, Identifier? id, string scheme = "schemeID") => Text(name, id?.Value, scheme, id?.Scheme);

    public void Date(string name, LocalDate? date)
    {
        if (date is { } day) Text(name, LocalDatePattern.Iso.Format(day));
    }

    /// <summary>At least two decimals; what has more is written as it is, never rounded here (prices; wrong amounts are found by the rules).</summary>
    public void Amount(string name, decimal? amount, string? ofCurrency = null)
    {
        if (amount is { } value) Text(name, value.ToString("0.00##########################", CultureInfo.InvariantCulture), "currencyID", ofCurrency ?? currency);
    }

    public void Number(string name, decimal? number)
    {
        if (number is { } value) Text(name, Plain(value));
    }

    public void Quantity(string name, decimal? quantity, string? unit)
    {
        if (quantity is { } value) Text(name, Plain(value), "unitCode", unit);
    }

    public void File(string name, AttachedFile file)
    {
        Begin(name);
        if (file.MimeType is { } type) Attribute("mimeCode", type);
        if (file.FileName is { } called) Attribute("filename", called);
        Raw(">");
        Raw(Convert.ToBase64String([.. file.Content]));
        Tag("</cbc:", name, ">");
    }

    private static string Plain(decimal value) => value.ToString("0.############################", CultureInfo.InvariantCulture);

    private void Begin(string name)
    {
        foreach (var group in pending) Tag("<cac:", group, ">");
        open += pending.Count;
        pending.Clear();
        Tag("<cbc:", name, "");
    }

    private void Attribute(string name, string value)
    {
        Tag(" ", name, "=\"");
        Escaped(value);
        Raw("\"");
    }

    private void Tag(string before, string name, string after)
    {
        Raw(before);
        Raw(name);
        Raw(after);
    }

    private void Escaped(string text)
    {
        var rest = text.AsSpan();
        for (var at = rest.IndexOfAny(Special); at >= 0; at = rest.IndexOfAny(Special))
        {
            Raw(rest[..at]);
            Raw(rest[at] switch
            {
                '<' => "&lt;",
                '>' => "&gt;",
                '&' => "&amp;",
                '"' => "&quot;",
                '\r' => "&#xD;", // else a reader would make it a line feed
                var other => throw new ArgumentException($"XML cannot carry U+{(int)other:X4}"),
            });
            rest = rest[(at + 1)..];
        }

        Raw(rest);
    }

    /// <exception cref="ArgumentException">Half of a surrogate pair.</exception>
    private void Raw(ReadOnlySpan<char> text) => Strict.GetBytes(text, bytes);

    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);
}
