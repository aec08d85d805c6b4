using NodaTime;

namespace Samverk.EInvoice;

/// <summary>What <see cref="InvoicePdf"/> prints. Everything comes from the caller, also the moment of writing: the same input gives the same bytes.</summary>
/// <param name="Invoice">Checked before; the pages show it, they do not judge it.</param>
/// <param name="Xml">The invoice as it was written for machines (<see cref="UblWriter"/>); attached unchanged.</param>
/// <param name="Written">Becomes the date of creation and change of the file; seconds.</param>
public sealed record InvoiceDocument(Invoice Invoice, byte[] Xml, Instant Written)
{
    public PrintTexts Texts { get; init; } = PrintTexts.English;

    /// <summary>The cooperative's own colour; dark enough to be read on white.</summary>
    public Colour Accent { get; init; } = new(20, 92, 70);

    /// <summary>The sender's sign, as <see cref="EInvoice.Logo.Read"/> gives it.</summary>
    public byte[]? Logo { get; init; }

    /// <summary>A payment code as PNG without alpha channel, and the words below it.</summary>
    public byte[]? PaymentCode { get; init; }

    public string? PaymentCodeLabel { get; init; }

    /// <summary>Sentences that the law of the country wants on the page, beside those that the invoice itself carries.</summary>
    public Items<string> LegalTexts { get; init; } = [];

    public string AttachmentName { get; init; } = "invoice.xml";

    /// <summary>The program that made the file; the library that wrote it names itself.</summary>
    public string Producer { get; init; } = "Samverk";
}
