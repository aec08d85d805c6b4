namespace Samverk.EInvoice;

/// <summary>Namespaces of UBL 2.1.</summary>
internal static class UblNames
{
    public const string
        Invoice = "urn:oasis:names:specification:ubl:schema:xsd:Invoice-2",
        CreditNote = "urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2",
        Aggregate = "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2",
        Basic = "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2";
}
