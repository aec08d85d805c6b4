using System.Text;

namespace Samverk.EInvoice;

/// <summary>The pages of one invoice while they fill from top to bottom, and the few sizes and colours that all parts share.</summary>
internal sealed class Sheet
{
    public const double Left = 56, Right = PdfPage.Width - 56, Width = Right - Left;
    public const double Body = 9.5, Small = 8;

    private const double Bottom = PdfPage.Height - 80;

    public static readonly Colour Ink = new(24, 28, 36), Grey = new(96, 103, 115), Hairline = new(223, 227, 232);

    public Sheet(InvoiceDocument document)
    {
        Document = document;
        (Texts, Invoice) = (document.Texts, document.Invoice);
        Tint = new(Pale(document.Accent.Red), Pale(document.Accent.Green), Pale(document.Accent.Blue));
        Pages.Add(new());
    }

    public InvoiceDocument Document { get; }

    public Invoice Invoice { get; }

    public PrintTexts Texts { get; }

    public PrintFont Regular { get; } = new("R", TrueTypeFont.Regular);

    public PrintFont Strong { get; } = new("S", TrueTypeFont.SemiBold);

    public Colour Accent => Document.Accent;

    /// <summary>The accent, thinned to a background.</summary>
    public Colour Tint { get; }

    public List<PdfPage> Pages { get; } = [];

    public PdfPage Page => Pages[^1];

    /// <summary>Where the next part starts.</summary>
    public double Y { get; set; } = 72;

    public string Title => $"{(DocumentType.IsCreditNote(Invoice.Type) ? Texts.CreditNote : Texts.Invoice)} {OneLine(Invoice.Number)}";

    /// <summary>Turns the page unless <paramref name="height"/> points are left.</summary>
    /// <returns>Whether it turned.</returns>
    public bool Need(double height)
    {
        if (Y + height <= Bottom) return false;
        Pages.Add(new());
        Fitted(Left, 60, Width / 2, Strong, Body, Accent, Invoice.Seller.Name);
        Page.Right(Right, 60, Regular, Regular.Fitting(Title, Body, Width / 2), Grey, Title);
        Y = 96;
        return true;
    }

    /// <summary>Wrapped text; the pen goes down by a line each.</summary>
    public void Paragraph(double x, double width, PrintFont font, double size, Colour colour, string? text)
    {
        if (!text.Said()) return;
        foreach (var line in font.Wrap(Clean(text), size, width))
        {
            Need(size * 1.45);
            Page.Text(x, Y, font, size, colour, line);
            Y += size * 1.45;
        }
    }

    /// <summary>One line that becomes smaller rather than wider.</summary>
    public void Fitted(double x, double y, double width, PrintFont font, double size, Colour colour, string? text)
    {
        var line = OneLine(text);
        Page.Text(x, y, font, font.Fitting(line, size, width), colour, line);
    }

    public static string OneLine(string? text) => Clean(text).Replace('\n', ' ').Trim();

    /// <summary>One glyph per letter where Unicode has one; control characters have no shape.</summary>
    public static string Clean(string? text)
    {
        var composed = (text ?? "").Normalize(NormalizationForm.FormC);
        return composed.Any(letter => char.IsControl(letter) && letter is not '\n')
            ? string.Concat(composed.ReplaceLineEndings("\n").Select(letter => char.IsControl(letter) && letter is not '\n' ? ' ' : letter))
            : composed;
    }

    private static byte Pale(byte part) => (byte)(255 - ((255 - part) * 7 / 100));
}
