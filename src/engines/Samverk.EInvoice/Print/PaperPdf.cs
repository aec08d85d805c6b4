using System.Globalization;
using PdfSharp.Drawing;
using PdfSharp.Pdf;

namespace Samverk.EInvoice;

/// <summary>Prints a <see cref="Paper"/> as PDF/A-3b on A4, like <see cref="InvoicePdf"/> without an attachment.</summary>
public static class PaperPdf
{
    public static byte[] Write(Paper paper)
    {
        using var pages = new PaperPages(paper);
        pages.Head();
        foreach (var table in paper.Tables) pages.Table(table);
        pages.Sum();
        pages.Notes();
        pages.Foot();
        return PdfArchive.Write(pages.Finished(), new(paper.Title, Sheet.OneLine(paper.Sender), "Samverk", paper.Language, paper.Written), null);
    }
}

/// <summary>The pages while they fill from top to bottom.</summary>
internal sealed class PaperPages : IDisposable
{
    private const double Left = Sheet.Left, Right = Sheet.Right, Width = Sheet.Width, Body = Sheet.Body, Small = Sheet.Small, Figure = 84, Bottom = PdfPage.Height - 84, FootAt = PdfPage.Height - 52;

    private readonly Paper paper;
    private readonly PdfDocument pdf;
    private readonly XGraphics ruler;
    private readonly PrintFont regular, strong;
    private readonly List<PdfPage> pages = [];
    private double y = 70;

    public PaperPages(Paper paper)
    {
        this.paper = paper;
        pdf = Typeface.Document();
        pdf.RenderEvents.RenderTextEvent += Typeface.Shape;
        ruler = XGraphics.CreateMeasureContext(new(1, 1), XGraphicsUnit.Point, XPageDirection.Downwards, pdf.RenderEvents);
        (regular, strong) = (new(Typeface.Regular, ruler), new(Typeface.SemiBold, ruler));
        pages.Add(new(pdf));
    }

    private PdfPage Page => pages[^1];

    public void Head()
    {
        Fitted(Left, Width, strong, 12, paper.Accent, paper.Sender);
        y += 42;
        Fitted(Left, Width, strong, 22, Sheet.Ink, paper.Title);
        y += 28;
        var top = y;
        foreach (var line in paper.To)
        {
            Fitted(Left, 200, line == paper.To[0] ? strong : regular, 10, Sheet.Ink, line);
            y += 14;
        }

        var below = y;
        y = top;
        foreach (var (label, text) in paper.Facts)
        {
            Page.Text(300, y, regular, Small, Sheet.Grey, Sheet.OneLine(label));
            Fitted(390, Right - 390, regular, Body, Sheet.Ink, text);
            y += 14;
        }

        y = Math.Max(below, y) + 18;
    }

    public void Table(PaperTable table)
    {
        Heads(table);
        foreach (var row in table.Rows)
        {
            var room = Width - (Figure * row.Figures.Count) - 8;
            var words = regular.Wrap(Sheet.Clean(row.Text), Body, room);
            string[] details = [.. row.Details.SelectMany(text => regular.Wrap(Sheet.Clean(text), Small, room))];
            if (Need((words.Count * 13) + (details.Length * 11) + 8)) Heads(table);
            for (var at = 0; at < row.Figures.Count; at++)
            {
                var text = Sheet.OneLine(row.Figures[at]);
                Page.Right(Right - (Figure * (row.Figures.Count - 1 - at)), y, regular, regular.Fitting(text, Body, Figure - 6), Sheet.Ink, text);
            }

            foreach (var part in words) Line(part, Body, Sheet.Ink, 13);
            foreach (var part in details) Line(part, Small, Sheet.Grey, 11);
            Page.Rule(Left, y - 6, Width, 0.5, Sheet.Hairline);
            y += 8;
        }

        y += 14;
    }

    public void Sum()
    {
        if (paper.Sum is not { } sum) return;
        Need(56);
        Page.RoundedBox(Left, y - 8, Width, 42, 7, new(Pale(paper.Accent.Red), Pale(paper.Accent.Green), Pale(paper.Accent.Blue)));
        Page.Text(Left + 16, y + 18, strong, 12, paper.Accent, Sheet.OneLine(sum.Label));
        Page.Right(Right - 16, y + 18, strong, 14, Sheet.Ink, Sheet.OneLine(sum.Amount));
        y += 58;
    }

    public void Notes()
    {
        foreach (var note in paper.Notes)
        {
            foreach (var line in regular.Wrap(Sheet.Clean(note), Small, Width))
            {
                Need(12);
                Line(line, Small, Sheet.Grey, 11.5);
            }

            y += 3;
        }
    }

    public void Foot()
    {
        var words = string.Join("  ·  ", paper.Foot.Select(Sheet.OneLine).Where(line => line.Length > 0));
        for (var at = 0; at < pages.Count; at++)
        {
            pages[at].Rule(Left, FootAt - 13, Width, 0.5, Sheet.Hairline);
            pages[at].Text(Left, FootAt, regular, regular.Fitting(words, 7.5, Width - 70), Sheet.Grey, words);
            pages[at].Right(Right, FootAt, regular, 7.5, Sheet.Grey, string.Format(CultureInfo.InvariantCulture, paper.Pages, at + 1, pages.Count));
        }
    }

    public PdfDocument Finished()
    {
        foreach (var page in pages) page.Dispose();
        return pdf;
    }

    public void Dispose()
    {
        ruler.Dispose();
        pdf.Dispose();
    }

    private void Heads(PaperTable table)
    {
        Need(40);
        Page.Text(Left, y, strong, Small, Sheet.Grey, Sheet.OneLine(table.Heads[0]));
        for (var at = 1; at < table.Heads.Count; at++)
        {
            var head = Sheet.OneLine(table.Heads[at]);
            Page.Right(Right - (Figure * (table.Heads.Count - 1 - at)), y, strong, strong.Fitting(head, Small, Figure - 6), Sheet.Grey, head);
        }

        Page.Rule(Left, y + 6, Width, 0.9, Sheet.Ink);
        y += 21;
    }

    private void Line(string text, double size, Colour colour, double leading)
    {
        Page.Text(Left, y, regular, size, colour, text);
        y += leading;
    }

    private void Fitted(double x, double width, PrintFont font, double size, Colour colour, string text)
    {
        var line = Sheet.OneLine(text);
        Page.Text(x, y, font, font.Fitting(line, size, width), colour, line);
    }

    private bool Need(double height)
    {
        if (y + height <= Bottom) return false;
        pages.Add(new(pdf));
        y = 70;
        return true;
    }

    private static byte Pale(byte part) => (byte)(255 - ((255 - part) * 7 / 100));
}
