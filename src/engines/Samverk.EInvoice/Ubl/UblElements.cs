using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using NodaTime;
using NodaTime.Text;
using Samverk.Kernel;

namespace Samverk.EInvoice;

/// <summary>A value in a document that is not of its type. Never leaves the reader: it becomes a refusal.</summary>
internal sealed class UnreadableTerm(string element, string text) : Exception
{
    public Refusal ToRefusal() => new("invalid-input", ("text", text.Length > 80 ? text[..80] + "…" : text)) { Field = element };
}

/// <summary>Loads foreign XML without trusting it, and finds UBL elements in it.</summary>
internal static class UblElements
{
    public static readonly XNamespace Cac = UblNames.Aggregate, Cbc = UblNames.Basic;

    private const int MaxDepth = 64, MaxCharacters = 64 * 1024 * 1024;

    /// <returns>The root, or <c>invalid-input</c>: not well formed, a document type declaration, too deep or too large.</returns>
    public static Outcome<XElement> Load(byte[] document)
    {
        try
        {
            using (var depth = Open(document))
                while (depth.Read())
                    if (depth.Depth > MaxDepth) return new Refusal("invalid-input", ("text", "too deep"));

            using var reader = Open(document);
            return XDocument.Load(reader).Root!;
        }
        catch (XmlException malformed)
        {
            return new Refusal("invalid-input", ("text", malformed.Message), ("line", malformed.LineNumber));
        }
    }

    public static XElement? Group(this XElement? from, string name) => from?.Element(Cac + name);

    public static IEnumerable<XElement> Groups(this XElement from, string name) => from.Elements(Cac + name);

    public static string? Text(this XElement? from, string name) => from?.Element(Cbc + name)?.Value.Trim() is { Length: > 0 } text ? text : null;

    /// <summary>As it stands, line breaks at the end too: German cash discounts are closed by one.</summary>
    public static string? Words(this XElement? from, string name) => from.Text(name) is null ? null : from!.Element(Cbc + name)!.Value;

    public static string? Attribute(this XElement? from, string name, string attribute) => from?.Element(Cbc + name)?.Attribute(attribute)?.Value;

    public static Identifier? Id(this XElement? from, string name = "ID", string scheme = "schemeID") =>
        from.Text(name) is { } value ? new(value, from.Attribute(name, scheme)) : null;

    /// <summary>No larger than any amount may be, so that sums and products of what was read do not overflow.</summary>
    public static decimal? Number(this XElement? from, string name)
    {
        if (from.Text(name) is not { } text) return null;
        return decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            && Math.Abs(number) <= Totals.Limit
            ? number
            : throw new UnreadableTerm(name, text);
    }

    public static LocalDate? Date(this XElement? from, string name)
    {
        if (from.Text(name) is not { } text) return null;
        var parsed = LocalDatePattern.Iso.Parse(text);
        return parsed.Success ? parsed.Value : throw new UnreadableTerm(name, text);
    }

    public static bool Flag(this XElement? from, string name) => from.Text(name) switch
    {
        "true" or "1" => true,
        "false" or "0" => false,
        var text => throw new UnreadableTerm(name, text ?? ""),
    };

    private static XmlReader Open(byte[] document) => XmlReader.Create(new MemoryStream(document, writable: false), new XmlReaderSettings
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = MaxCharacters,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    });
}
