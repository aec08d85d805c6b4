using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Members;

internal static class Moves
{
    /// <summary>Locks a membership, decides, and keeps the arrow that was taken.</summary>
    public static async Task<Outcome<Done>> Move(this Tx tx, Id<Person> person, string @event, string? why, Func<Membership, Outcome<Membership>> decide)
    {
        if (await tx.LockMembership(person) is not { } membership) return Refusal.Unknown;
        var decided = decide(membership);
        if (decided.Refusal is { } refusal) return refusal;
        await tx.Save(decided.Value, membership.State, @event, why?.Trim() ?? "");
        return default(Done);
    }
}
