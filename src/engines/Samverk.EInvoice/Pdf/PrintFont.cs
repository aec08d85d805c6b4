using PdfSharp.Drawing;

namespace Samverk.EInvoice;

/// <summary>A font of one document: measures texts and breaks them into lines.</summary>
internal sealed class PrintFont(Typeface face, XGraphics ruler)
{
    private readonly Dictionary<double, XFont> sizes = [];

    public XFont At(double size) => sizes.TryGetValue(size, out var font) ? font : sizes[size] = face.Font(size);

    /// <summary>In points.</summary>
    public double Width(string text, double size)
    {
        var thousandths = 0.0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (!face.Advances.TryGetValue(rune.Value, out var advance)) face.Advances[rune.Value] = advance = ruler.MeasureString(rune.ToString(), At(1000)).Width;
            thousandths += advance;
        }

        return thousandths * size / 1000;
    }

    /// <summary>The size, at most <paramref name="size"/>, at which the text is no wider than <paramref name="width"/>.</summary>
    public double Fitting(string text, double size, double width)
    {
        var needed = Width(text, size);
        return needed <= width ? size : size * width / needed;
    }

    /// <summary>Breaks at spaces into lines of at most <paramref name="width"/> points; a longer word is broken where it must.</summary>
    public IReadOnlyList<string> Wrap(string text, double size, double width)
    {
        var lines = new List<string>();
        foreach (var paragraph in text.ReplaceLineEndings("\n").Split('\n'))
        {
            var line = "";
            foreach (var word in paragraph.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                var rest = word;
                if (line.Length > 0 && Width(line + " " + rest, size) <= width)
                {
                    line += " " + rest;
                    continue;
                }

                if (line.Length > 0) lines.Add(line);
                while (Width(rest, size) > width && rest.Length > 1)
                {
                    var cut = LongestPart(rest, size, width);
                    lines.Add(rest[..cut]);
                    rest = rest[cut..];
                }

                line = rest;
            }

            lines.Add(line);
        }

        return lines;
    }

    private int LongestPart(string word, double size, double width)
    {
        var cut = word.Length - 1;
        while (cut > 1 && Width(word[..cut], size) > width) cut--;
        return char.IsHighSurrogate(word[cut - 1]) && cut > 1 ? cut - 1 : cut;
    }
}
