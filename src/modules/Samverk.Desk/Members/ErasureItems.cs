using Samverk.Kernel;
using Samverk.Members;
using Samverk.Store;

namespace Samverk.Desk;

/// <summary>Who asks to be erased gets an answer within a month.</summary>
internal sealed class ErasureItems : IHandle<ErasureAsked>, IHandle<PersonErased>
{
    public const string Kind = "members.erasure";

    public async Task Handle(ErasureAsked happened, Tx tx) =>
        await tx.OpenItem(new Item(Kind, "members.person", happened.Person, "Erasure of own data", $"/members/{happened.Person}/erase")
        {
            Member = new Id<Person>(happened.Person), Due = LegalDate.On(tx.Today.PlusMonths(1), tx.Zone, "GDPR art. 12(3)"),
        });

    public Task Handle(PersonErased happened, Tx tx) => tx.CloseItem(happened.Person, Kind, "erased");
}
