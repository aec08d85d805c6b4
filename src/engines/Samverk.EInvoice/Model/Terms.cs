using NodaTime;

namespace Samverk.EInvoice;

/// <summary>BG-1: BT-21 (UNTDID 4451) and BT-22.</summary>
public sealed record Note(string Text, string? Subject = null);

/// <summary>BG-3: BT-25 and BT-26.</summary>
public sealed record PrecedingInvoice(string? Number, LocalDate? IssueDate = null);

/// <summary>BG-13: BT-70, BT-71, BT-72 and BG-15.</summary>
public sealed record Delivery(LocalDate? Date = null, Address? Address = null, string? Name = null, Identifier? Location = null);

/// <summary>BG-14, BG-26: first and last day.</summary>
public sealed record InvoicingPeriod(LocalDate? Start, LocalDate? End);

/// <summary>BG-16.</summary>
/// <param name="Means">BT-81, UNTDID 4461: 30 credit transfer, 58 SEPA transfer, 59 SEPA debit.</param>
/// <param name="MeansText">BT-82.</param>
/// <param name="Remittance">BT-83: the reference that the payer repeats (OGM, RF, OCR, QRR).</param>
public sealed record PaymentInstructions(string? Means, string? Remittance = null, string? MeansText = null)
{
    /// <summary>BG-17.</summary>
    public Items<CreditTransfer> Transfers { get; init; } = [];

    /// <summary>BG-18.</summary>
    public PaymentCard? Card { get; init; }

    /// <summary>BG-19.</summary>
    public DirectDebit? Debit { get; init; }
}

/// <summary>BG-17: BT-84 (IBAN, or a number of Bankgiro or Plusgiro), BT-85, BT-86 (BIC, or SE:BANKGIRO, SE:PLUSGIRO).</summary>
public sealed record CreditTransfer(string? Account, string? Name = null, string? Institution = null)
{
    public const string Bankgiro = "SE:BANKGIRO", Plusgiro = "SE:PLUSGIRO";
}

/// <summary>BG-18: BT-87 (the last digits only) and BT-88.</summary>
public sealed record PaymentCard(string? Number, string? Holder = null);

/// <summary>BG-19: BT-89, BT-90, BT-91.</summary>
public sealed record DirectDebit(string? Mandate, string? CreditorId = null, string? DebitedAccount = null);

/// <summary>BG-24: BT-122, BT-123, BT-124, BT-125.</summary>
public sealed record SupportingDocument(string? Id, string? Description = null, string? Url = null, AttachedFile? File = null);

/// <summary>BT-125 with BT-125-1 and BT-125-2.</summary>
public sealed record AttachedFile(Items<byte> Content, string? MimeType, string? FileName);
