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
    private const decimal Largest = 1_000_000_000;

    /// <summary>Where the text is only spaces or the figures cannot stand on an invoice.</summary>
    /// <param name="at">Its place among the lines, from 0: the refusal's field is "text[1]".</param>
    internal Refusal? Refuse(int at) =>
        string.IsNullOrWhiteSpace(Text) ? Typed.Missing($"text[{at}]")
        : Text.Length > 300 ? Typed.Invalid($"text[{at}]", Text)
        : Quantity is <= 0 or > Largest ? Typed.Invalid($"quantity[{at}]", Said(Quantity))
        : Price is < 0 or > Largest ? Typed.Invalid($"price[{at}]", Said(Price))
        : Reason is { Length: > 500 } ? Typed.Invalid($"reason[{at}]", Reason)
        : Place is { } place && !PostalAddress.IsCountry(place) ? Typed.Invalid($"place[{at}]", place)
        : Units.Contains(Unit) ? null : Typed.Invalid($"unit[{at}]", Unit);

    /// <summary>What can be counted on an invoice: pieces, hours, days, weeks, months, kilometres, a lump sum.</summary>
    internal static readonly IReadOnlyList<string> Units = ["C62", "HUR", "DAY", "WEE", "MON", "KMT", "LS"];

    private static string Said(decimal figure) => figure.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>An invoice before it has a number.</summary>
/// <param name="Id">Becomes the id of the invoice.</param>
/// <param name="Vat">Fixed by the split of the order, so that the parts sum exactly; null = by the lines.</param>
internal sealed record Draft(
    Id<Invoice> Id, Id<Order> Order, Id<Activity> Activity, InvoiceState State, LocalDate? Planned, IReadOnlyList<DraftLine> Lines, Money Net, Money? Vat,
    string Note, string BuyerReference)
{
    /// <summary>What goes with it.</summary>
    public IReadOnlyList<OrderFile> Files { get; init; } = [];

    /// <summary>The net of lines, by the arithmetic of EN 16931: each line rounded once.</summary>
    public static Outcome<Money> NetOf(IReadOnlyList<DraftLine> lines, Currency currency)
    {
        if (lines.Count is 0 or > 100) return Typed.Missing("lines");
        if (lines.Select((line, at) => line.Refuse(at)).FirstOrDefault(refusal => refusal is not null) is { } refused) return refused;
        var whole = Totals.Compute(new([.. lines.Select(line => new PricedLine(line.Price, line.Quantity, EInvoice.Vat.Exempt))]));
        if (whole.Refusal is { } refusal) return refusal;
        var net = Money.Of(whole.Value.Net, currency, Rounding.HalfAwayFromZero);
        return net.IsPositive ? net : new Refusal("amount-not-positive", ("amount", net)) { Field = "lines" };
    }

    public Refusal? RefuseChange() => State is InvoiceState.Draft or InvoiceState.Scheduled ? null : new Refusal("document-immutable");
}
