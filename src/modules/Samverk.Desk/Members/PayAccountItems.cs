using Samverk.Kernel;
using Samverk.Members;
using Samverk.Store;

namespace Samverk.Desk;

/// <summary>While a changed bank account cools off, finance sees that it was changed and can stop it when the person calls.</summary>
internal sealed class PayAccountItems : IHandle<PayAccountChanged>
{
    public const string Kind = "members.pay-account";

    public async Task Handle(PayAccountChanged happened, Tx tx)
    {
        var person = new Id<Person>(happened.Person);
        if ((await tx.PayAccounts([person], tx.Today))[person].WaitsUntil is not { } day)
        {
            await tx.CloseItem(happened.Person, Kind, "cooled-off-or-stopped");
            return;
        }

        await tx.OpenItem(new Item(Kind, "members.person", happened.Person, "Bank account changed", $"/members/{person}/account")
        {
            Under = "Nothing is paid to this person until it is used from {date}", Facts = [("date", day)], Member = person,
        });
    }
}
