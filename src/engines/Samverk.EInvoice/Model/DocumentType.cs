namespace Samverk.EInvoice;

/// <summary>The types of BT-3 (UNTDID 1001) that a cooperative issues, and which of all types are credit notes.</summary>
public static class DocumentType
{
    public const string Invoice = "380", CreditNote = "381", Corrected = "384", Prepayment = "386", SelfBilled = "389", Partial = "326";

    /// <summary>The second half of the list of BR-CL-01, release 1.3.16.</summary>
    private static readonly HashSet<string> CreditNotes =
        new(StringComparer.Ordinal) { "81", "83", "261", "262", "296", "308", "381", "396", "420", "458", "502", "503", "532" };

    public static bool IsCreditNote(string? type) => type is not null && CreditNotes.Contains(type);
}

/// <summary>Values of BT-23 and BT-24.</summary>
public static class Specification
{
    public const string En16931 = "urn:cen.eu:en16931:2017";

    /// <summary>Peppol BIS Billing 3.</summary>
    public const string Peppol = En16931 + "#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0";

    /// <summary>The billing process of Peppol (BT-23).</summary>
    public const string PeppolProcess = "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0";
}
