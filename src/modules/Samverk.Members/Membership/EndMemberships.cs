using NodaTime;
using Samverk.Store;

namespace Samverk.Members;

/// <summary>Every day: whose last day has passed has left.</summary>
internal sealed class EndMemberships : IRecur
{
    public static string Kind => "members.end-memberships";

    public async Task Run(Tx tx, LocalDate date)
    {
        foreach (var person in await tx.Ended(date))
            _ = (await tx.Move(person, "end-date", "", membership => MembershipRules.End(membership, date))).Value;
    }
}
