using System.Text;
using System.Xml;

namespace Samverk.Banking;

/// <summary>Bounds for a bank file; one of 50,000 lines stays below each of them.</summary>
internal sealed record CamtLimits(long Characters = 128L << 20, int Elements = 3_000_000, int Depth = 40, int TextLength = 4_000);

/// <summary>The file is no readable camt message; turned into a refusal where reading began.</summary>
internal sealed class UnreadableFile(string reason, int line, int position) : Exception(reason)
{
    public string Reason => Message;

    public int Line => line;

    public int Position => position;
}

/// <summary>Forward-only reading of XML that may be hostile: no DTD, nothing fetched, UTF-8 only, every dimension bounded.</summary>
internal sealed class CamtXml : IDisposable
{
    private readonly StreamReader text;
    private readonly XmlReader reader;
    private readonly CamtLimits limits;
    private int elements;

    public CamtXml(Stream stream, CamtLimits limits)
    {
        this.limits = limits;
        var strict = new UTF8Encoding(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true);
        text = new StreamReader(stream, strict, detectEncodingFromByteOrderMarks: false, leaveOpen: true);
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersInDocument = limits.Characters,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            IgnoreWhitespace = true,
        };
        reader = Guarded(() => XmlReader.Create(text, settings)); // It reads the first characters at once.
    }

    // A reader that has just refused the first characters knows no place.
    private int Line => Math.Max(1, (reader as IXmlLineInfo)?.LineNumber ?? 1);

    private int Position => Math.Max(1, (reader as IXmlLineInfo)?.LinePosition ?? 1);

    /// <summary>Goes to the root element and gives its name.</summary>
    public string Root()
    {
        while (Next())
        {
            if (reader.NodeType is XmlNodeType.Element) return reader.LocalName;

            // The text was decoded as UTF-8; a file that says otherwise would be read with wrong letters.
            if (reader.NodeType is XmlNodeType.XmlDeclaration
                && reader.GetAttribute("encoding") is { } encoding && !encoding.Equals("utf-8", StringComparison.OrdinalIgnoreCase))
                throw Unreadable("encoding");
        }

        throw Unreadable("root");
    }

    /// <summary>
    /// The names of the current element's children, one after the other; the reader stands on the child meanwhile. What the caller does not
    /// take is skipped, still counted.
    /// </summary>
    public IEnumerable<string> Children()
    {
        if (reader.IsEmptyElement) yield break;
        var depth = reader.Depth;
        while (Next() && reader.Depth > depth)
            if (reader.NodeType is XmlNodeType.Element && reader.Depth == depth + 1) yield return reader.LocalName;
    }

    /// <summary>The current element and all below it.</summary>
    public CamtElement Take()
    {
        var element = new CamtElement(reader.LocalName, reader.GetAttribute("Ccy"), Line, Position);
        if (reader.IsEmptyElement) return element;
        var depth = reader.Depth;
        while (Next() && reader.Depth > depth)
            if (reader.NodeType is XmlNodeType.Element) element.Add(Take());
            else if (reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA) element.Text += TextHere(element);

        element.Text = element.Text?.Trim() is { Length: > 0 } trimmed ? trimmed : null;
        return element;
    }

    /// <summary>Reads what is left, so that a file broken after its last statement is refused too.</summary>
    public void ToEnd()
    {
        bool more;
        do more = Next();
        while (more);
    }

    public UnreadableFile Unreadable(string reason) => new(reason, Line, Position);

    public void Dispose()
    {
        reader.Dispose();
        text.Dispose();
    }

    private string TextHere(CamtElement element)
    {
        // Text is read to its end only now, and can be broken there.
        var text = Guarded(() => reader.Value);
        return (element.Text?.Length ?? 0) + text.Length <= limits.TextLength ? text : throw Unreadable("text-too-long");
    }

    private bool Next()
    {
        if (!Guarded(reader.Read)) return false;
        if (reader.NodeType is not XmlNodeType.Element) return true;
        if (++elements > limits.Elements) throw Unreadable("too-large");
        return reader.Depth < limits.Depth ? true : throw Unreadable("too-deep");
    }

    private T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (DecoderFallbackException)
        {
            throw Unreadable("encoding");
        }
        catch (XmlException broken)
        {
            var reason = broken.Message.Contains("DTD", StringComparison.Ordinal) ? "dtd"
                : broken.Message.Contains(nameof(XmlReaderSettings.MaxCharactersInDocument), StringComparison.Ordinal) ? "too-large" : "xml";
            throw broken.LineNumber > 0 ? new UnreadableFile(reason, broken.LineNumber, broken.LinePosition) : Unreadable(reason);
        }
    }
}
