using System.Globalization;
using System.Text;

namespace Samverk.EInvoice;

/// <summary>A colour of sRGB.</summary>
public readonly record struct Colour(byte Red, byte Green, byte Blue);

/// <summary>One page being drawn. Measures are points (1/72 inch) from the upper left corner.</summary>
internal sealed class PdfPage
{
    public const double Width = 595.28, Height = 841.89; // A4

    private readonly StringBuilder content = new(8192);
    private Colour? fill;

    /// <summary>Pictures on this page, by their name in it.</summary>
    public Dictionary<string, int> Images { get; } = [];

    public byte[] Content => Encoding.Latin1.GetBytes(content.ToString());

    /// <param name="x">Where the first glyph starts.</param>
    /// <param name="y">The baseline.</param>
    public void Text(double x, double y, PrintFont font, double size, Colour colour, string text)
    {
        if (text.Length is 0) return;
        Fill(colour);
        content.Append("BT /").Append(font.Name).Append(' ');
        Number(size).Append("Tf ");
        Number(x);
        Number(Height - y).Append("Td ");
        font.Show(content, text);
        content.Append(" Tj ET\n");
    }

    public void Right(double x, double y, PrintFont font, double size, Colour colour, string text) =>
        Text(x - font.Width(text, size), y, font, size, colour, text);

    public void Rule(double x, double y, double width, double thickness, Colour colour) => Box(x, y, width, thickness, colour);

    public void Box(double x, double y, double width, double height, Colour colour)
    {
        Fill(colour);
        Number(x);
        Number(Height - y - height);
        Number(width);
        Number(height).Append("re f\n");
    }

    /// <summary>Four quarter circles, each as a Bézier curve of the usual weight.</summary>
    public void RoundedBox(double x, double y, double width, double height, double radius, Colour colour)
    {
        const double weight = 0.5523;
        var (left, right, top, bottom, bend) = (x, x + width, Height - y, Height - y - height, radius * (1 - weight));
        Fill(colour);
        Points("m", left + radius, bottom);
        Points("l", right - radius, bottom);
        Points("c", right - bend, bottom, right, bottom + bend, right, bottom + radius);
        Points("l", right, top - radius);
        Points("c", right, top - bend, right - bend, top, right - radius, top);
        Points("l", left + radius, top);
        Points("c", left + bend, top, left, top - bend, left, top - radius);
        Points("l", left, bottom + radius);
        Points("c", left, bottom + bend, left + bend, bottom, left + radius, bottom);
        content.Append("f\n");
    }

    public void Image(string name, int image, double x, double y, double size)
    {
        Images[name] = image;
        content.Append("q ");
        Number(size).Append("0 0 ");
        Number(size);
        Number(x);
        Number(Height - y - size).Append("cm /").Append(name).Append(" Do Q\n");
    }

    private void Points(string verb, params ReadOnlySpan<double> points)
    {
        foreach (var point in points) Number(point);
        content.Append(verb).Append('\n');
    }

    private void Fill(Colour colour)
    {
        if (fill == colour) return;
        fill = colour;
        foreach (var part in (byte[])[colour.Red, colour.Green, colour.Blue]) Number(part / 255.0);
        content.Append("rg\n");
    }

    private StringBuilder Number(double value) => content.Append(CultureInfo.InvariantCulture, $"{value:0.###} ");
}
