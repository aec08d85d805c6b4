using System.Globalization;
using System.Text;

namespace Samverk.EInvoice;

/// <summary>A font of one document. Figures are tabular: every digit takes the width of a zero, so that columns of amounts align.</summary>
internal sealed class PrintFont(string name, TrueTypeFont font)
{
    private readonly int digit = font.Advance(font.Glyph('0')!.Value);

    /// <summary>Its name in the pages' resources.</summary>
    public string Name => name;

    public FontSubset Subset { get; } = new(font);

    /// <summary>In points.</summary>
    public double Width(string text, double size)
    {
        var units = 0;
        foreach (var rune in text.EnumerateRunes()) units += Rune.IsDigit(rune) && rune.IsAscii ? digit : font.Advance(font.Glyph(rune.Value) ?? font.Glyph('?')!.Value);
        return units * size / font.UnitsPerEm;
    }

    /// <summary>The text as an array for the operator TJ.</summary>
    public void Show(StringBuilder content, string text)
    {
        content.Append("[<");
        foreach (var rune in text.EnumerateRunes())
        {
            var number = Subset.Number(rune.Value);
            var space = Rune.IsDigit(rune) && rune.IsAscii ? (digit - font.Advance(Subset.Glyphs[number])) * 1000 / font.UnitsPerEm : 0;
            if (space / 2 is not 0) Shift(content, space / 2);
            content.Append(number.ToString("X4", CultureInfo.InvariantCulture));
            if (space - (space / 2) is not 0) Shift(content, space - (space / 2));
        }

        content.Append(">]");
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
                    var cut = Fitting(rest, size, width);
                    lines.Add(rest[..cut]);
                    rest = rest[cut..];
                }

                line = rest;
            }

            lines.Add(line);
        }

        return lines;
    }

    private int Fitting(string word, double size, double width)
    {
        var cut = word.Length - 1;
        while (cut > 1 && Width(word[..cut], size) > width) cut--;
        return char.IsHighSurrogate(word[cut - 1]) && cut > 1 ? cut - 1 : cut;
    }

    // A number in the array moves the next glyph to the left, in thousandths of the size.
    private static void Shift(StringBuilder content, int thousandths) => content.Append(CultureInfo.InvariantCulture, $">{-thousandths}<");
}
