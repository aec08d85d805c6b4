using Samverk.Activities;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Guarantee;

/// <summary>A part of what the cooperative has laid out.</summary>
/// <param name="Document">The open invoice or eligible order it is laid out for; null = uncovered: more than both together.</param>
/// <param name="Client">Who will pay it; null where it is uncovered, or the payer is a sister cooperative.</param>
/// <param name="Member">Whose work it was; null for an activity without a manager.</param>
public sealed record ExposurePart(Id<LegalEntity> Entity, Id<Activity> Activity, Guid? Document, Guid? Client, Guid? Member, Money Amount);

/// <summary>What an activity's exposure is laid out for (money-path.md, section 3). Pure.</summary>
public static class Exposure
{
    /// <summary>
    /// In proportion to what is open on each invoice and left of each eligible order, cents by largest remainder, ties to the earlier part;
    /// what exceeds them all is uncovered and belongs to the member's line.
    /// </summary>
    /// <param name="positions">Of this activity, in the order in which they began.</param>
    /// <param name="member">Whose line takes what names no member.</param>
    public static IReadOnlyList<ExposurePart> Spread(Activity activity, Money exposure, IEnumerable<Position> positions, Guid? member)
    {
        if (!exposure.IsPositive) return [];

        // An invoice whose verdict changed half-way has two rows; it is one part.
        var carriers = positions
            .Where(position => position.Kind is PositionKind.Open || (position.Kind is PositionKind.Planned && position.Sure))
            .GroupBy(position => position.Document)
            .Select(group => (Document: group.Key, First: group.First(), Amount: group.Select(position => position.Amount).Aggregate((a, b) => a + b)))
            .Where(carrier => carrier.Amount.IsPositive)
            .ToArray();
        var covered = Money.Min(exposure, Money.Sum(carriers.Select(carrier => carrier.Amount), exposure.Currency));
        var parts = covered.IsZero ? [] : carriers
            .Zip(covered.Allocate([.. carriers.Select(carrier => (decimal)carrier.Amount.Minor)]))
            .Where(part => part.Second.IsPositive)
            .Select(part => new ExposurePart(activity.Entity, activity.Id, part.First.Document, part.First.First.Client, part.First.First.Member ?? member, part.Second))
            .ToList();
        if (exposure > covered) parts.Add(new(activity.Entity, activity.Id, null, null, member, exposure - covered));
        return parts;
    }
}
