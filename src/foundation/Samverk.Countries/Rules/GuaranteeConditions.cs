using NodaTime;

namespace Samverk.Countries;

/// <summary>One condition of the guarantee and whether the evidence met it.</summary>
public sealed record GuaranteeReason(string Condition, bool Met);

/// <summary>Whether the fund stands behind an order, and why. It is stored with the order at activation and does not change by itself.</summary>
public sealed record GuaranteeVerdict(bool Eligible, IReadOnlyList<GuaranteeReason> Reasons);

/// <summary>The conditions under which the guarantee fund pays. They are data: a pack may name further ones.</summary>
public static class GuaranteeConditions
{
    /// <summary>The client's own confirmation, with identity, time and hash of the document.</summary>
    public const string Confirmed = "confirmed";

    /// <summary>The client is seated in the European Union.</summary>
    public const string EuSeat = "euSeat";

    /// <summary>What the two known conditions need.</summary>
    /// <param name="seat">Country of the client's seat, two letters.</param>
    public static IReadOnlySet<string> Evidence(FactBook book, bool confirmed, string seat, LocalDate date)
    {
        var met = new HashSet<string>(StringComparer.Ordinal);
        if (confirmed) met.Add(Confirmed);
        if (book.IsEuMember(seat, date)) met.Add(EuSeat);
        return met;
    }

    /// <summary>Eligible when every required condition is among the evidence; a condition nobody gave evidence for is not met.</summary>
    public static GuaranteeVerdict Judge(IEnumerable<string> requires, IReadOnlySet<string> evidence)
    {
        var reasons = requires.Distinct(StringComparer.Ordinal).Select(condition => new GuaranteeReason(condition, evidence.Contains(condition))).ToList();
        return new(reasons.TrueForAll(reason => reason.Met), reasons);
    }
}
