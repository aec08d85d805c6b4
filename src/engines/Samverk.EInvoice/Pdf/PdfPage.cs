using System.Globalization;
using System.Text;
using PdfSharp.Drawing;
using PdfSharp.Pdf;

namespace Samverk.EInvoice;

/// <summary>A colour of sRGB.</summary>
public readonly record struct Colour(byte Red, byte Green, byte Blue);

/// <summary>One page being drawn. Measures are points (1/72 inch) from the upper left corner.</summary>
internal sealed class PdfPage : IDisposable
{
    public const double Width = 595.28, Height = 841.89; // A4

    private readonly PdfSharp.Pdf.PdfPage page;
    private readonly XGraphics graphics;
    private readonly PdfDictionary pictures;

    public PdfPage(PdfDocument document)
    {
        page = document.AddPage();
        (page.Width, page.Height) = (XUnit.FromPoint(Width), XUnit.FromPoint(Height));
        pictures = new(document);
        graphics = XGraphics.FromPdfPage(page);
    }

    /// <param name="x">Where the first glyph starts.</param>
    /// <param name="y">The baseline.</param>
    public void Text(double x, double y, PrintFont font, double size, Colour colour, string text)
    {
        if (text.Length > 0) graphics.DrawString(text, font.At(size), Brush(colour), x, y);
    }

    public void Right(double x, double y, PrintFont font, double size, Colour colour, string text) =>
        Text(x - font.Width(text, size), y, font, size, colour, text);

    public void Rule(double x, double y, double width, double thickness, Colour colour) => Box(x, y, width, thickness, colour);

    public void Box(double x, double y, double width, double height, Colour colour) => graphics.DrawRectangle(Brush(colour), x, y, width, height);

    public void RoundedBox(double x, double y, double width, double height, double radius, Colour colour) =>
        graphics.DrawRoundedRectangle(Brush(colour), x, y, width, height, 2 * radius, 2 * radius);

    /// <summary>PDFsharp's reader of PNG takes no picture of one bit, which payment codes are: the picture goes past it, into the page's resources.</summary>
    /// <exception cref="ArgumentException">No PNG of grey, RGB or palette colour.</exception>
    public void Image(byte[] png, double x, double y, double width, double height)
    {
        var name = $"/Q{pictures.Elements.Count}";
        pictures.Elements[name] = PngPicture.Write(page.Owner, png).Reference;
        page.Elements.GetDictionary("/Resources")!.Elements["/XObject"] = pictures;
        page.Contents.AppendContent().CreateStream(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"q {width:0.###} 0 0 {height:0.###} {x:0.###} {Height - y - height:0.###} cm {name} Do Q\n")));
    }

    public void Dispose() => graphics.Dispose();

    private static XSolidBrush Brush(Colour colour) => new(XColor.FromArgb(colour.Red, colour.Green, colour.Blue));
}
