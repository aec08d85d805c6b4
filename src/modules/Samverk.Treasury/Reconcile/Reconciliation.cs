using NodaTime;
using Samverk.Kernel;

namespace Samverk.Treasury;

/// <summary>A line of the bank, for comparing it with the books.</summary>
/// <param name="Value">Signed; null when the books cannot hold it.</param>
internal sealed record AtBank(Guid Id, LocalDate Booked, Money? Value, LineState State, string Words);

/// <summary>An entry of the bank account, booked on a day of its own.</summary>
/// <param name="Line">The line of the bank that shows it; null where none has.</param>
internal sealed record InBooks(Guid Entry, LocalDate Date, LocalDate DocumentDate, string Kind, string Words, Money Amount, Guid? Line)
{
    /// <summary>The entry that it takes back: the two cancel out.</summary>
    public Guid? Reverses { get; init; }
}

/// <summary>Why bank and books differ at the end of a day.</summary>
public enum DifferenceKind
{
    /// <summary>A line of the bank that nobody has matched.</summary>
    Unmatched = 1,

    /// <summary>Money that was not ours and has not gone back yet.</summary>
    NotOurs,

    /// <summary>A line that was matched on a later day than the bank booked it.</summary>
    MatchedLater,

    /// <summary>An entry that the bank shows on a later day.</summary>
    ShownLater,

    /// <summary>An entry that no bank line has shown.</summary>
    OnItsWay,

    /// <summary>What the books began with, less what the first statement began with.</summary>
    Opening,
}

/// <param name="Amount">Books less bank.</param>
/// <param name="Line">The line of the bank, where there is one.</param>
/// <param name="Entry">The entry of the books, where there is one.</param>
public sealed record Difference(DifferenceKind Kind, Money Amount, LocalDate? Date, string Words, Guid? Line, Guid? Entry);

/// <summary>The bank account and its account in the books at the end of a day.</summary>
/// <param name="Lines">How many lines the bank booked on this day.</param>
/// <param name="In">What came in on it.</param>
/// <param name="Out">What went out; not positive.</param>
/// <param name="Closing">Opening + in + out.</param>
/// <param name="Stated">What the bank's own statement says; null where it says nothing for this day.</param>
/// <param name="Differences">They sum to books less closing, to the cent.</param>
public sealed record BankDay(LocalDate Day, Money Opening, int Lines, Money In, Money Out, Money Closing, Money? Stated, Money Books, IReadOnlyList<Difference> Differences)
{
    public Money Difference => Books - Closing;

    /// <summary>The bank's statement says what its lines lead to.</summary>
    public bool Agrees => Stated is null || Stated == Closing;
}

/// <summary>Compares the bank's lines with the bank account in the books, day by day, and explains every cent of the difference. Pure.</summary>
internal static class Reconciliation
{
    /// <param name="opening">What the bank held before its first line.</param>
    /// <param name="stated">Closing balances of statements by their last day.</param>
    /// <param name="days">The days wanted, in order.</param>
    public static IReadOnlyList<BankDay> Of(
        Money opening, IReadOnlyList<AtBank> lines, IReadOnlyList<InBooks> books, IReadOnlyDictionary<LocalDate, Money> stated, IEnumerable<LocalDate> days)
    {
        var lineById = lines.ToDictionary(line => line.Id);
        LocalDate? first = lines.Count > 0 ? lines.Min(line => line.Booked) : null;
        return [.. days.Select(Day)];

        BankDay Day(LocalDate day)
        {
            var none = Money.Zero(opening.Currency);
            var before = opening + Sum(lines.Where(line => line.Booked < day).Select(line => line.Value ?? none));
            var today = lines.Where(line => line.Booked == day).ToArray();
            var (came, went) = (Sum(today.Where(line => line.Value is { IsPositive: true }).Select(line => line.Value!.Value)), Sum(today.Where(line => line.Value is { IsNegative: true }).Select(line => line.Value!.Value)));
            return new(
                day, before, today.Length, came, went, before + came + went, stated.TryGetValue(day, out var said) ? said : null,
                Sum(books.Where(entry => entry.Date <= day).Select(entry => entry.Amount)), [.. Explain(day).Where(one => !one.Amount.IsZero)]);
        }

        IEnumerable<Difference> Explain(LocalDate day)
        {
            var taken = books.Where(entry => entry.Line is not null).Select(entry => entry.Line!.Value).ToHashSet();
            foreach (var line in lines.Where(line => line.Booked <= day && !taken.Contains(line.Id) && line.Value is not null))
                yield return new(line.State is LineState.Returned or LineState.Reconciled ? DifferenceKind.NotOurs : DifferenceKind.Unmatched, -line.Value!.Value, line.Booked, line.Words, line.Id, null);
            foreach (var entry in books.Where(entry => entry.Line is not null))
            {
                var line = lineById[entry.Line!.Value];
                if (line.Booked <= day && entry.Date > day) yield return new(DifferenceKind.MatchedLater, -entry.Amount, line.Booked, line.Words, line.Id, entry.Entry);
                if (line.Booked > day && entry.Date <= day) yield return new(DifferenceKind.ShownLater, entry.Amount, entry.Date, entry.Words, line.Id, entry.Entry);
            }

            // What the books had before the bank's first line is what the bank began with; the rest has no line yet.
            var (early, open) = (books.Where(entry => entry.Line is null && Early(entry)).ToArray(), books.Where(entry => entry.Line is null && !Early(entry)).ToArray());
            yield return new(DifferenceKind.Opening, Sum(early.Where(entry => entry.Date <= day).Select(entry => entry.Amount)) - opening, first, "", null, null);
            foreach (var same in open.Where(entry => entry.Date <= day).GroupBy(entry => entry.Reverses ?? entry.Entry))
                yield return new(DifferenceKind.OnItsWay, Sum(same.Select(entry => entry.Amount)), same.First().Date, same.First().Words, null, same.First().Entry);
        }

        bool Early(InBooks entry) => entry.Kind is "opening" || (first is { } day && entry.DocumentDate < day);

        Money Sum(IEnumerable<Money> amounts) => Money.Sum(amounts, opening.Currency);
    }
}
