using System.Globalization;
using System.Text;
using System.Xml;
using NodaTime;
using NodaTime.Text;

namespace Samverk.EInvoice;

/// <summary>
/// The elements of UBL, written so that an empty one cannot come out (PEPPOL-EN16931-R008): a text that is absent or blank writes nothing, and
/// a group is opened only when the first thing in it is written.
/// </summary>
internal sealed class UblXml(string root, string rootNamespace, string currency) : IDisposable
{
    private static readonly XmlWriterSettings Form = new() { Encoding = new UTF8Encoding(false), CloseOutput = false };

    private readonly MemoryStream bytes = new(8192);
    private readonly List<string> pending = [];
    private XmlWriter? xml;
    private int open;

    private XmlWriter Xml => xml ??= Start();

    public byte[] End()
    {
        Xml.WriteEndDocument();
        Xml.Flush();
        return bytes.ToArray();
    }

    public void Group(string name, Action content)
    {
        pending.Add(name);
        var depth = open + pending.Count;
        content();
        Close(depth);
    }

    /// <summary>As above, without a closure per element.</summary>
    public void Group<T>(string name, T about, Action<UblXml, T> content)
    {
        pending.Add(name);
        var depth = open + pending.Count;
        content(this, about);
        Close(depth);
    }

    public void Text(string name, string? value)
    {
        if (string.IsNullOrWhiteSpace(value)) return;
        Begin(name);
        Xml.WriteString(value);
        Xml.WriteEndElement();
    }

    public void Text(string name, string? value, string attribute, string? attributeValue)
    {
        if (string.IsNullOrWhiteSpace(value)) return;
        Begin(name);
        if (!string.IsNullOrWhiteSpace(attributeValue)) Xml.WriteAttributeString(attribute, attributeValue);
        Xml.WriteString(value);
        Xml.WriteEndElement();
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
        if (file.MimeType is { } type) Xml.WriteAttributeString("mimeCode", type);
        if (file.FileName is { } called) Xml.WriteAttributeString("filename", called);
        var content = file.Content.ToArray();
        Xml.WriteBase64(content, 0, content.Length);
        Xml.WriteEndElement();
    }

    public void Dispose()
    {
        xml?.Dispose();
        bytes.Dispose();
    }

    private static string Plain(decimal value) => value.ToString("0.############################", CultureInfo.InvariantCulture);

    private void Begin(string name)
    {
        var writer = Xml;
        foreach (var group in pending) writer.WriteStartElement("cac", group, UblNames.Aggregate);
        open += pending.Count;
        pending.Clear();
        writer.WriteStartElement("cbc", name, UblNames.Basic);
    }

    private void Close(int depth)
    {
        if (pending.Count > 0) pending.RemoveAt(pending.Count - 1);
        else if (open == depth)
        {
            Xml.WriteEndElement();
            open--;
        }
    }

    private XmlWriter Start()
    {
        var writer = XmlWriter.Create(bytes, Form);
        writer.WriteStartDocument();
        writer.WriteStartElement("", root, rootNamespace);
        writer.WriteAttributeString("xmlns", "cac", null, UblNames.Aggregate);
        writer.WriteAttributeString("xmlns", "cbc", null, UblNames.Basic);
        return writer;
    }
}
