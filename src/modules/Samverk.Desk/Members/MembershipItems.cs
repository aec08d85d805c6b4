using Samverk.Kernel;
using Samverk.Members;
using Samverk.Store;

namespace Samverk.Desk;

/// <summary>An application for membership is on the desk until the board has decided.</summary>
internal sealed class MembershipItems : IHandle<MembershipChanged>
{
    public const string Kind = "members.application";

    public async Task Handle(MembershipChanged happened, Tx tx)
    {
        var person = new Id<Person>(happened.Person);
        if (await tx.FindMembership(person) is not { } membership || await tx.FindPerson(person) is not { } facts) return;
        if (membership.State is not MembershipState.Applied)
        {
            await tx.CloseItem(happened.Person, Kind, membership.State.ToString());
            return;
        }

        var unpaid = (await tx.Shares(person)).FirstOrDefault(share => share.PaidOn is null);
        await tx.OpenItem(new Item(Kind, "members.membership", happened.Person, "Application for membership", $"/members/{person}")
        {
            Under = "{town}", Facts = [("town", facts.Address?.Town ?? ""), .. unpaid is null ? (IEnumerable<(string, object)>)[] : [("amount", unpaid.Amount)]],
            Member = person, FourEyes = true, IfApproved = "If you admit: a member with one vote from today.",
            Checks =
            [
                new("recommended", membership.RecommendedBy is not null, membership.RecommendedBy is null ? "Nobody has recommended the application yet" : "Recommended by a colleague"),
                new("share", unpaid is null, unpaid is null ? "No share is open" : "The share of {amount} is not paid yet"),
            ],
        });
    }
}
