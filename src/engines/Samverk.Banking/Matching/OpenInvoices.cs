using Samverk.Kernel;

namespace Samverk.Banking;

/// <summary>
/// Every open invoice of one creditor, indexed once, so that each bank line is looked up instead of compared. Never changes; safe for
/// several threads. README.md of this room explains order and certainty.
/// </summary>
public sealed class OpenInvoices
{
    // Shorter ones stand in texts by accident: a house number, a day.
    private const int ShortestReferenceInText = 6, ShortestNumberInText = 4;

    // A word that so many clients with the same amount bear says nothing about one of them.
    private const int CommonWord = 50;

    private readonly WrittenKeys byReference = new(), byEndToEndId = new(), byNumber = new();
    private readonly Dictionary<(Money, string), List<OpenInvoice>> byIban = [], byName = [], byWord = [];
    private readonly Dictionary<Guid, string[]> names = [];

    /// <param name="invoices">Each id once.</param>
    public OpenInvoices(IEnumerable<OpenInvoice> invoices)
    {
        foreach (var invoice in invoices.Where(invoice => invoice.Open.IsPositive))
        {
            var words = NameWords.Of(invoice.Client);
            names.Add(invoice.Id, words);
            foreach (var key in ReferenceKeys(invoice.Reference)) byReference.Put(key, invoice);
            byEndToEndId.Put(invoice.EndToEndId ?? "", invoice);
            byNumber.Put(invoice.Number, invoice);
            foreach (var iban in invoice.ClientIbans.Select(WrittenKeys.Key).Distinct(StringComparer.Ordinal))
                Put(byIban, (invoice.Open, iban), invoice);
            if (words.Length > 0) Put(byName, (invoice.Open, string.Join(' ', words)), invoice);
            foreach (var word in words) Put(byWord, (invoice.Open, word), invoice);
        }
    }

    /// <summary>
    /// The candidates for one line, the best first; only the first can be sure. None for a debit, a reversal, a line that is not booked, and
    /// an amount that is no whole minor unit of a known currency: those are for a person.
    /// </summary>
    public IReadOnlyList<Match> For(BankRow row)
    {
        if (!row.Credit || row.Reversal || !row.Booked || row.ToMoney().Refusal is not null) return [];

        var found = new Candidates(row);
        foreach (var step in (Action<BankRow, Candidates>[])[Reference, EndToEndId, NumberInText, AmountAndIban, AmountAndName])
        {
            step(row, found);
            if (found.IsSure) break;
        }

        return found.Ordered();
    }

    private void Reference(BankRow row, Candidates found)
    {
        var field = row.References.Select(byReference.Get).OfType<List<OpenInvoice>>().ToList();
        var text = byReference.Find(row.Remittance, ShortestReferenceInText);

        // Payers put the first reference into its field and repeat all in the text.
        if (field.Count > 0 && (text.Count is 0 || found.FitsExactly(field))) found.Add(field, MatchReason.Reference, partIsSure: true);
        else found.Add([.. field, .. text], MatchReason.Reference, partIsSure: false);
    }

    private void EndToEndId(BankRow row, Candidates found)
    {
        if (row.EndToEndId is null) return;
        var number = WrittenKeys.Key(row.EndToEndId).Length >= ShortestNumberInText ? byNumber.Get(row.EndToEndId) : null;
        var hit = byEndToEndId.Get(row.EndToEndId) ?? byReference.Get(row.EndToEndId) ?? number;
        if (hit is not null) found.Add([hit], MatchReason.EndToEndId, partIsSure: false);
    }

    private void NumberInText(BankRow row, Candidates found) => found.Add(
        [.. row.References.Prepend(row.Remittance).SelectMany(text => byNumber.Find(text, ShortestNumberInText))],
        MatchReason.NumberInText, partIsSure: false);

    private void AmountAndIban(BankRow row, Candidates found)
    {
        if (row.CounterpartyIban is not { } iban) return;
        foreach (var amount in found.Amounts)
            if (byIban.GetValueOrDefault((amount, WrittenKeys.Key(iban))) is { } hits)
                found.Add([hits], MatchReason.AmountAndIban, partIsSure: false);
    }

    private void AmountAndName(BankRow row, Candidates found)
    {
        var words = NameWords.Of(row.Counterparty);
        if (words.Length is 0) return;
        foreach (var amount in found.Amounts)
        {
            var hits = byName.GetValueOrDefault((amount, string.Join(' ', words))) ?? Similar(amount, words);
            if (hits.Count > 0) found.Add([hits], MatchReason.AmountAndName, partIsSure: false);
        }
    }

    private List<OpenInvoice> Similar(Money amount, string[] words) =>
        [.. words.Select(word => byWord.GetValueOrDefault((amount, word))).OfType<List<OpenInvoice>>().Where(hits => hits.Count <= CommonWord)
            .SelectMany(hits => hits).Where(invoice => NameWords.Agree(names[invoice.Id], words)).DistinctBy(invoice => invoice.Id)];

    /// <summary>Finnish banks fill references with zeros to twenty digits.</summary>
    private static IEnumerable<string> ReferenceKeys(PaymentReference? reference) => reference switch
    {
        null => [],
        { Kind: ReferenceKind.Viitenumero, Value.Length: < 20 } => [reference.Value, reference.Value.PadLeft(20, '0')],
        _ => [reference.Value],
    };

    private static void Put(Dictionary<(Money, string), List<OpenInvoice>> index, (Money, string) key, OpenInvoice invoice)
    {
        if (!index.TryGetValue(key, out var invoices)) index.Add(key, invoices = []);
        invoices.Add(invoice);
    }
}
