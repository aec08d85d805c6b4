using System.Text;
using NodaTime;
using PdfSharp.Drawing;
using PdfSharp.Pdf;

namespace Samverk.EInvoice;

/// <summary>
/// A text of plain words as PDF/A-3, with the very bytes of the text attached: "# " begins the title, "## " a heading, everything else is a
/// paragraph. The same input gives the same file.
/// </summary>
public static class WordsPdf
{
    private const double Left = 64, Bottom = PdfPage.Height - 72;

    private static readonly Colour Ink = new(24, 28, 36), Grey = new(96, 103, 115);

    /// <param name="evidence">Small lines at the end, which are not a part of the text.</param>
    public static byte[] Write(string text, IReadOnlyList<string> evidence, string title, string author, string language, Instant written)
    {
        using var pdf = Typeface.Document();
        pdf.RenderEvents.RenderTextEvent += Typeface.Shape;
        using var ruler = XGraphics.CreateMeasureContext(new(1, 1), XGraphicsUnit.Point, XPageDirection.Downwards, pdf.RenderEvents);
        var (regular, strong) = (new PrintFont(Typeface.Regular, ruler), new PrintFont(Typeface.SemiBold, ruler));
        List<PdfPage> pages = [new(pdf)];
        var y = 80.0;
        foreach (var line in text.Split('\n'))
            Paragraph(line switch
            {
                _ when line.StartsWith("# ", StringComparison.Ordinal) => (line[2..], strong, 16.0, Ink, 6.0),
                _ when line.StartsWith("## ", StringComparison.Ordinal) => (line[3..], strong, 11.0, Ink, 10.0),
                _ => (line, regular, 9.5, Ink, 0.0),
            });
        foreach (var line in evidence) Paragraph((line, regular, 8.0, Grey, 2.0));
        foreach (var page in pages) page.Dispose();
        return PdfArchive.Write(pdf, new(title, author, "Samverk", language, written), new("text.txt", title, Encoding.UTF8.GetBytes(text)));

        void Paragraph((string Text, PrintFont Font, double Size, Colour Colour, double Before) one)
        {
            y += one.Before;
            foreach (var part in one.Text.Length is 0 ? [""] : one.Font.Wrap(Sheet.Clean(one.Text), one.Size, PdfPage.Width - (2 * Left)))
            {
                if (y + one.Size > Bottom)
                {
                    pages.Add(new(pdf));
                    y = 72;
                }

                pages[^1].Text(Left, y, one.Font, one.Size, one.Colour, part);
                y += one.Size * 1.5;
            }
        }
    }
}
