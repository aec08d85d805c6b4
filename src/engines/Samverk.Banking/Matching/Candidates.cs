using Samverk.Kernel;

namespace Samverk.Banking;

/// <summary>Collects, for one bank line, what the steps of matching find.</summary>
internal sealed class Candidates
{
    // A person chooses among a few; more are no help.
    private const int MostCandidates = 10;

    private readonly List<Match> matches = [];
    private readonly HashSet<(Guid, string)> seen = [];
    private readonly Money booked;
    private readonly Money? instructed, charge;

    public Candidates(BankRow row)
    {
        booked = row.ToMoney().Value;
        instructed = row.Original?.ToMoney() is { Refusal: null, Value: var original } && original.Currency != booked.Currency ? original : null;
        var kept = row.Charges.Where(one => !one.Credit && one.Currency == row.Currency).Sum(one => one.Amount);
        charge = kept > 0 && BankAmounts.ToMoney(kept, row.Currency) is { Refusal: null, Value: var money } ? money : null;
    }

    /// <summary>What may have been paid: what was booked, and what the payer instructed in another currency.</summary>
    public IEnumerable<Money> Amounts => instructed is { } original ? [booked, original] : [booked];

    public bool IsSure => matches.Count > 0 && matches[0].Certainty is MatchCertainty.Sure;

    public bool FitsExactly(IEnumerable<List<OpenInvoice>> hits) =>
        One(hits) is { Count: > 0 } invoices && Of(invoices, MatchReason.Reference, partIsSure: false) is { Fit: MatchFit.Exact };

    /// <summary>
    /// Each hit is what one reference, number or amount leads to. When each leads to one invoice, the line pays all of them together. When
    /// one leads to several invoices, every invoice is a candidate of its own.
    /// </summary>
    public void Add(IReadOnlyList<List<OpenInvoice>> hits, MatchReason reason, bool partIsSure)
    {
        if (hits.Count is 0) return;
        var step = One(hits) is { } together
            ? Together(together, reason, partIsSure)
            : hits.SelectMany(hit => hit).DistinctBy(invoice => invoice.Id).Where(invoice => !seen.Contains((invoice.Id, ""))).Take(MostCandidates)
                .Select(invoice => Of([invoice], reason, partIsSure: false)!).ToList();

        var several = step.Count > 1;
        var certainty = several ? MatchCertainty.Ambiguous : MatchCertainty.Likely;
        var mayBeSure = matches.Count is 0 && !several;
        foreach (var match in step.OrderBy(match => match.Fit).Where(match => seen.Add(Set(match))))
            matches.Add(mayBeSure ? match : match with { Certainty = certainty });
    }

    public IReadOnlyList<Match> Ordered() => matches.Count > MostCandidates ? matches[..MostCandidates] : matches;

    private List<Match> Together(List<OpenInvoice> invoices, MatchReason reason, bool partIsSure)
    {
        var all = Of(invoices, reason, partIsSure);
        if (all is { Fit: MatchFit.Exact } || (all is not null && invoices.Count is 1)) return [all];

        // "INV-3 (as INV-2)": a single one that fits exactly is at least as likely as all of them.
        var single = invoices.Take(MostCandidates).Select(invoice => Of([invoice], reason, partIsSure: false)!);
        return all is null ? [.. single] : [all, .. single.Where(match => match.Fit is MatchFit.Exact)];
    }

    /// <summary>The invoices of a match, whatever their order.</summary>
    private static (Guid, string) Set(Match match)
    {
        if (match.Payments.Count is 1) return (match.Payments[0].Invoice.Id, "");
        var ids = match.Payments.Select(payment => payment.Invoice.Id).Order().ToArray();
        return (ids[0], string.Join(' ', ids[1..]));
    }

    /// <summary>The distinct invoices when no hit leads to more than one; else null.</summary>
    private static List<OpenInvoice>? One(IEnumerable<List<OpenInvoice>> hits) =>
        hits.All(hit => hit.Count is 1) ? [.. hits.Select(hit => hit[0]).DistinctBy(invoice => invoice.Id)] : null;

    /// <summary>The invoices are paid in the order in which the payer named them. Null when they are of several currencies.</summary>
    private Match? Of(List<OpenInvoice> invoices, MatchReason reason, bool partIsSure)
    {
        var currency = invoices[0].Open.Currency;
        if (invoices.Any(invoice => invoice.Open.Currency != currency)) return null;

        var open = Money.Sum(invoices.Select(invoice => invoice.Open), currency);
        var none = Money.Zero(currency);
        if (Amounts.Where(amount => amount.Currency == currency).Select(amount => (Money?)amount).FirstOrDefault() is not { } paid)
        {
            var named = invoices.Select(invoice => new InvoicePayment(invoice, none)).ToArray();
            return new Match(named, reason, MatchFit.OtherCurrency, MatchCertainty.Likely, none, none);
        }

        // The client paid all; the bank kept something on the way and says so.
        var kept = charge is { } amount && amount.Currency == currency && paid + amount == open ? amount : none;
        var rest = paid + kept;
        var payments = new List<InvoicePayment>();
        foreach (var invoice in invoices)
        {
            var part = Money.Min(rest, invoice.Open);
            if (part.IsPositive) payments.Add(new InvoicePayment(invoice, part));
            rest -= part;
        }

        var fit = rest.IsPositive ? MatchFit.Over : paid + kept == open ? MatchFit.Exact : MatchFit.Part;
        var byWords = reason is MatchReason.Reference or MatchReason.EndToEndId or MatchReason.NumberInText;
        var plain = paid.Currency == booked.Currency && kept.IsZero;
        var sure = plain && byWords && (fit is MatchFit.Exact || (fit is MatchFit.Part && partIsSure && invoices.Count is 1));
        return new Match(payments, reason, fit, sure ? MatchCertainty.Sure : MatchCertainty.Likely, rest, kept);
    }
}
