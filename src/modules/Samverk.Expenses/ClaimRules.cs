using System.Globalization;
using NodaTime;
using Samverk.Banking;
using Samverk.Countries;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Expenses;

/// <summary>What a claim may say. Pure.</summary>
internal static class ClaimRules
{
    public const int LongestWhat = 200;

    private const int LongestSupplier = 70, LongestNumber = 35;

    /// <summary>The content, trimmed, with bank numbers in their electronic form.</summary>
    /// <returns><c>unknown-kind</c> for what has no receipt, <c>field-missing</c>, <c>field-invalid</c>, <c>receipt-in-future</c>, <c>other-currency</c>, <c>amount-not-positive</c>, each with its field.</returns>
    public static Outcome<ClaimContent> Check(ClaimContent content, Currency books, LocalDate today)
    {
        if (content.Kind is CostKind.Mileage or CostKind.PerDiem) return new Refusal("unknown-kind", ("kind", content.Kind)) { Field = "kind" };
        var (supplier, number, what) = (content.Supplier.Trim(), content.Number.Trim(), content.What.Trim());
        foreach (var (text, longest, field, needed) in (ReadOnlySpan<(string, int, string, bool)>)[
            (supplier, LongestSupplier, "supplier", true), (number, LongestNumber, "number", content.Kind is CostKind.DirectPayment), (what, LongestWhat, "what", true)])
        {
            if (text.Length is 0 && needed) return new Refusal("field-missing", ("field", field)) { Field = field };
            if (text.Length > longest || !Mail.IsOneLine(text)) return new Refusal("field-invalid", ("field", field)) { Field = field };
        }

        if (KeyOf(supplier).Length is 0) return new Refusal("field-invalid", ("text", supplier)) { Field = "supplier" };
        if (content.Date > today) return new Refusal("receipt-in-future", ("date", today)) { Field = "date" };
        if (content.Net.Currency != books || content.Vat.Currency != books) return new Refusal("other-currency", ("currency", books.Code)) { Field = "net" };
        if (!(content.Net + content.Vat).IsPositive || content.Net.IsNegative) return new Refusal("amount-not-positive", ("amount", content.Net)) { Field = "net" };
        if (content.Vat.IsNegative || content.Vat > content.Net) return new Refusal("field-invalid", ("field", "vat")) { Field = "vat" };
        var tidy = content with { Supplier = supplier, Number = number, What = what };
        return content.Kind is CostKind.DirectPayment ? PayTo(tidy) : tidy with { PayTo = null };
    }

    /// <summary>Letters and digits alone: what two people write differently from one receipt stays one.</summary>
    public static string KeyOf(string text) => string.Concat(text.ToUpper(CultureInfo.InvariantCulture).Where(char.IsLetterOrDigit));

    /// <summary>
    /// The VAT that may be deducted: all of it on a receipt in the cooperative's name or below the amount up to which the country asks for no
    /// name; else none. A limit that nobody has verified exempts nobody.
    /// </summary>
    public static Money MostDeductible(ClaimContent content, FactBook facts, string country) =>
        content.Addressed || facts.Find<Money>(country, FactNames.ReceiptWithoutBuyerBelow, content.Date) is { Refusal: null, Value.Value: var limit }
            && limit.Currency == content.Net.Currency && content.Net + content.Vat < limit
            ? content.Vat : Money.Zero(content.Vat.Currency);

    private static Outcome<ClaimContent> PayTo(ClaimContent content)
    {
        if (content.PayTo is not { } to || string.IsNullOrWhiteSpace(to.Iban)) return new Refusal("field-missing", ("field", "iban")) { Field = "iban" };
        var iban = Iban.Read(to.Iban);
        if (iban.Refusal is { } wrong) return wrong with { Field = "iban" };
        var bic = string.IsNullOrWhiteSpace(to.Bic) ? null : Bic.Read(to.Bic);
        if (bic?.Refusal is { } wrongBic) return wrongBic with { Field = "bic" };
        var reference = string.IsNullOrWhiteSpace(to.Reference) ? null : Reference(to.Reference);
        if (reference is { Refusal: { } wrongReference }) return wrongReference;
        return content with { PayTo = new(iban.Value.Value, bic?.Value.Value, reference?.Value, to.Due) };
    }

    private static Outcome<string> Reference(string typed) =>
        Enum.GetValues<ReferenceKind>().Select(kind => PaymentReference.Read(kind, typed)).FirstOrDefault(read => read.Refusal is null) is { } known
            ? known.Value.Value
            : new Refusal("field-invalid", ("text", typed)) { Field = "reference" };
}
