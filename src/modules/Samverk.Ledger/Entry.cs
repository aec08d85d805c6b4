using System.Security.Cryptography;
using System.Text;
using NodaTime;
using Samverk.Kernel;

namespace Samverk.Ledger;

/// <summary>One fact in the books of one legal entity. It cannot be built unbalanced, and once posted it never changes: correct by adding.</summary>
public sealed record Entry
{
    /// <param name="lines">Lines of zero are left out, as the posting rules say.</param>
    /// <exception cref="ArgumentException">The lines of some currency do not sum to zero: a bug of the caller, never an expected refusal.</exception>
    public Entry(Id<Entry> id, Id<LegalEntity> entity, LocalDate date, Guid document, string kind, string text, params IReadOnlyList<Line> lines)
    {
        lines = [.. lines.Where(line => !line.Amount.IsZero)];
        if (lines.Count < 2) throw new ArgumentException("an entry has at least two lines", nameof(lines));
        if (lines.Count > short.MaxValue) throw new ArgumentException($"an entry has at most {short.MaxValue} lines", nameof(lines));
        if (string.IsNullOrWhiteSpace(text)) throw new ArgumentException("an entry says why", nameof(text));
        foreach (var currency in lines.GroupBy(line => line.Amount.Currency))
        {
            var sum = Money.Sum(currency.Select(line => line.Amount), currency.Key);
            if (!sum.IsZero) throw new ArgumentException($"an entry sums to {sum} instead of zero", nameof(lines));
        }

        (Id, Entity, Date, DocumentDate, Document, Kind, Text, Lines) = (id, entity, date, date, document, kind, text, lines);
    }

    public Id<Entry> Id { get; }

    public Id<LegalEntity> Entity { get; }

    /// <summary>The booking date: the business date on which it is posted, so that what a past date showed stays as it was.</summary>
    public LocalDate Date { get; }

    /// <summary>The date on the document that caused it (the bank's booking date, the invoice's date).</summary>
    public LocalDate DocumentDate { get; init; }

    /// <summary>What caused it: an invoice, a payslip, a transfer.</summary>
    public Guid Document { get; }

    /// <summary>The event kind whose posting rule made it, kebab-case: "invoice", "write-off".</summary>
    public string Kind { get; }

    /// <summary>Why, in words and document numbers; never a person's name.</summary>
    public string Text { get; }

    /// <summary>The entry that this one takes back.</summary>
    public Id<Entry>? Reverses { get; init; }

    public IReadOnlyList<Line> Lines { get; }

    /// <summary>The same lines with the other sign. The only way to undo.</summary>
    public Entry Reversal(Id<Entry> id, LocalDate date, string text) =>
        new(id, Entity, date, Document, "reversal", text, [.. Lines.Select(line => line with { Amount = -line.Amount })]) { Reverses = Id };

    /// <summary>SHA-256 of everything that the entry says: tells a retry from another entry under the same id.</summary>
    internal byte[] Fingerprint() => SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n',
        Lines.Select(line => $"{line.Account} {line.Activity} {line.Member} {line.Client} {line.Amount}")
            .Prepend($"{Entity} {DocumentDate:R} {Document} {Kind} {Reverses} {Text}"))));
}

/// <summary>An amount on an account: debit is positive, credit negative.</summary>
/// <param name="Account">Without the entity's code: "liabilities:vat-due".</param>
public sealed record Line(string Account, Money Amount)
{
    public Guid? Activity { get; init; }

    public Guid? Member { get; init; }

    public Guid? Client { get; init; }
}
