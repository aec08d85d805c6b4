using NodaTime;
using Samverk.Activities;
using Samverk.Countries;
using Samverk.EInvoice;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Invoicing;

/// <summary>One line of an invoice as a person writes it. The VAT follows from the kind of supply, never from a chosen rate.</summary>
/// <param name="Unit">UN/ECE Recommendation 20: C62 piece, HUR hour, DAY.</param>
/// <param name="Price">Net per unit, in units of the order's currency.</param>
/// <param name="Place">Country where it happens or arrives, where the law asks.</param>
/// <param name="Reason">Why another treatment than the standard one; stored with the line.</param>
public sealed record DraftLine(string Text, decimal Quantity, string Unit, decimal Price, SupplyKind Supply, string? Place = null, string? Reason = null)
{
    /// <summary>Where the text is only spaces or the figures cannot stand on an invoice.</summary>
    internal Refusal? Refuse() =>
        string.IsNullOrWhiteSpace(Text) ? new("field-missing", ("field", "text")) { Field = "text" }
        : Text.Length > 300 ? new("field-invalid", ("text", Text[..40])) { Field = "text" }
        : Quantity <= 0 ? new("field-invalid", ("text", Quantity)) { Field = "quantity" }
        : Price < 0 ? new("field-invalid", ("text", Price)) { Field = "price" }
        : null;
}

/// <summary>An invoice before it has a number.</summary>
/// <param name="Id">Becomes the id of the invoice.</param>
/// <param name="Vat">Fixed by the split of the order, so that the parts sum exactly; null = by the lines.</param>
internal sealed record Draft(
    Id<Invoice> Id, Id<Order> Order, Id<Activity> Activity, InvoiceState State, LocalDate? Planned, IReadOnlyList<DraftLine> Lines, Money Net, Money? Vat,
    string Note, string BuyerReference)
{
    /// <summary>The net of lines, by the arithmetic of EN 16931: each line rounded once.</summary>
    public static Outcome<Money> NetOf(IReadOnlyList<DraftLine> lines, Currency currency)
    {
        if (lines.Count is 0) return new Refusal("field-missing", ("field", "lines")) { Field = "lines" };
        if (lines.Select(line => line.Refuse()).FirstOrDefault(refusal => refusal is not null) is { } refused) return refused;
        var whole = Totals.Compute(new([.. lines.Select(line => new PricedLine(line.Price, line.Quantity, EInvoice.Vat.Exempt))]));
        if (whole.Refusal is { } refusal) return refusal;
        var net = Money.Of(whole.Value.Net, currency, Rounding.HalfAwayFromZero);
        return net.IsPositive ? net : new Refusal("amount-not-positive", ("amount", net)) { Field = "lines" };
    }

    public Refusal? RefuseChange() => State is InvoiceState.Draft or InvoiceState.Scheduled ? null : new Refusal("document-immutable");
}
