using System.Globalization;
using System.Text;

namespace Samverk.EInvoice;

/// <summary>A font of one document: measures texts, breaks them into lines, and remembers which glyphs were shown.</summary>
internal sealed class PrintFont(string name, TrueTypeFont font)
{
    /// <summary>Its name in the pages' resources.</summary>
    public string Name => name;

    public FontSubset Subset { get; } = new(font);

    /// <summary>In points.</summary>
    public double Width(string text, double size)
    {
        var units = 0;
        foreach (var rune in text.EnumerateRunes()) units += font.Advance(font.Glyph(rune.Value) ?? font.Glyph('?')!.Value);
        return units * size / font.UnitsPerEm;
    }

    /// <summary>The size, at most <paramref name="size"/>, at which the text is no wider than <paramref name="width"/>.</summary>
    public double Fitting(string text, double size, double width)
    {
        var needed = Width(text, size);
        return needed <= width ? size : size * width / needed;
    }

    /// <summary>The text as a string for the operator Tj.</summary>
    public void Show(StringBuilder content, string text)
    {
        content.Append('<');
        foreach (var rune in text.EnumerateRunes()) content.Append(CultureInfo.InvariantCulture, $"{Subset.Number(rune.Value):X4}");
        content.Append('>');
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
