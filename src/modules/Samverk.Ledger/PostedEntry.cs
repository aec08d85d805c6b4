using System.Globalization;
using System.Text;
using NodaTime;
using NodaTime.Text;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Ledger;

/// <summary>An entry as the books hold it, with who posted it and when.</summary>
/// <param name="Number">Rises in the order of posting over all entities of the node; may have gaps.</param>
/// <param name="EntityCode">First part of the accounts: "be".</param>
public sealed record PostedEntry(
    Id<Entry> Id, long Number, Id<LegalEntity> Entity, string EntityCode, LocalDate Date, LocalDate DocumentDate, Guid Document, string Kind,
    string Text, Id<Entry>? Reverses, Id<Person> Person, Id<Person>? ActedBy, Instant PostedAt, IReadOnlyList<PostedLine> Lines)
{
    /// <summary>
    /// Everything that the entry says, one fact a line, for the chain of hashes. Version 1; another form would be another first line, so that
    /// old seals stay provable. The same for every reader: a Swedish minus sign would be another hash.
    /// </summary>
    internal string Canonical()
    {
        var text = new StringBuilder("samverk entry 1\n", 256 + 128 * Lines.Count)
            .Append(Id).Append('\n').Append(Plain(Number)).Append('\n').Append(Entity).Append('\n')
            .Append(Day(Date)).Append('\n').Append(Day(DocumentDate)).Append('\n').Append(Document).Append('\n')
            .Append(OneLine(Kind)).Append('\n').Append(OneLine(Text)).Append('\n').Append(Reverses?.ToString() ?? "-").Append('\n')
            .Append(Person).Append('\n').Append(ActedBy?.ToString() ?? "-").Append('\n')
            // The database keeps microseconds.
            .Append(Plain(PostedAt.ToUnixTimeTicks() / (NodaConstants.TicksPerMillisecond / 1000))).Append('\n');
        foreach (var line in Lines)
            text.Append(Plain(line.Number)).Append(' ').Append(OneLine(line.Account)).Append(' ').Append(Day(line.Date)).Append(' ')
                .Append(Plain(line.Minor)).Append(' ').Append(line.CurrencyCode).Append(' ')
                .Append(line.Activity?.ToString() ?? "-").Append(' ').Append(line.Member?.ToString() ?? "-").Append(' ')
                .Append(line.Client?.ToString() ?? "-").Append('\n');
        return text.ToString();
    }

    private static string Plain(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Day(LocalDate date) => LocalDatePattern.Iso.Format(date);

    // A line break inside a fact must not look like the next fact.
    private static string OneLine(string fact) => fact.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
}

/// <param name="Number">From 1, in the order in which the lines were posted.</param>
/// <param name="Account">Without the entity's code.</param>
/// <param name="Minor">Minor units; debit is positive.</param>
public sealed record PostedLine(short Number, string Account, LocalDate Date, long Minor, string CurrencyCode, Guid? Activity, Guid? Member, Guid? Client)
{
    /// <exception cref="InvalidOperationException">The currency is none that exists: somebody has been in the database.</exception>
    public Money Amount => new(Minor, Currency.Of(CurrencyCode).Value);
}
