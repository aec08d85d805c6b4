using Samverk.Activities;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Tests.Activities;

/// <summary>Frida manages Tour and Frank manages Film; Stella is a member without either. Tour has 100.00 SEK that clients have paid.</summary>
internal sealed class Studio : IAsyncDisposable
{
    private Studio(Cooperative coop) => Coop = coop;

    public Cooperative Coop { get; }

    public Actor Frida { get; } = Cooperative.Somebody(Role.Member);

    public Actor Frank { get; } = Cooperative.Somebody(Role.Member);

    public Actor Stella { get; } = Cooperative.Somebody(Role.Member);

    public Actor Adam { get; } = Cooperative.Somebody(Role.Adviser);

    public Actor Fia { get; } = Cooperative.Somebody(Role.Finance);

    public Id<Activity> Tour { get; private set; }

    public Id<Activity> Film { get; private set; }

    public static async Task<Studio> Fresh()
    {
        var studio = new Studio(await Cooperative.Fresh());
        studio.Tour = await studio.Opened(studio.Frida, "Tour");
        studio.Film = await studio.Opened(studio.Frank, "Film");
        await studio.Collect(studio.Tour, 100_00);
        return studio;
    }

    /// <summary>An open activity that the person manages.</summary>
    public async Task<Id<Activity>> Opened(Actor manager, string name, ActivityKind kind = ActivityKind.Personal)
    {
        var opened = await Coop.Door.Run(new RequestActivity.Command(Guid.CreateVersion7(), Cooperative.Entity.Id, name, kind, null, manager.Person, ""), Adam);
        Assert.Equal(ActivityState.Open, opened.Value.State);
        return opened.Value.Activity;
    }

    /// <summary>Money that a client has paid into an activity.</summary>
    public async Task Collect(Id<Activity> activity, long cents)
    {
        var done = await Coop.Write(async tx =>
        {
            var found = (await tx.FindActivity(activity))!;
            var document = Guid.CreateVersion7();
            return await tx.Post(new Entry(new(document), found.Entity, tx.Today, document, "invoice", "Invoice",
                new Line(Account.Bank, Kronor(cents)), new Line(found.Account, -Kronor(cents)) { Activity = activity.Value }));
        });
        Assert.Null(done.Refusal);
    }

    public async Task<Id<Transfer>> Proposed(long cents, Id<Activity>? from = null, string reason = "costumes")
    {
        var (giver, receiver, manager) = from == Film ? (Film, Tour, Frank) : (Tour, Film, Frida);
        return (await Coop.Door.Run(new ProposeTransfer.Command(Guid.CreateVersion7(), giver, receiver, Kronor(cents), reason), manager)).Value;
    }

    public static AcceptTransfer.Command Accept(Id<Transfer> transfer) => new(Guid.CreateVersion7(), transfer, "thank you");

    public async Task<Money> Booked(Id<Activity> activity) =>
        (await Coop.Db.Read(Actor.System, async tx => Outcome.Of((await tx.Balances((await tx.FindActivity(activity))!, tx.Today)).Booked))).Value;

    public Task<int> Entries(Id<Transfer> transfer) => Coop.Ask<int>("select count(*) from ledger.entry where document = @document", new { document = transfer.Value });

    public static Money Kronor(long cents) => new(cents, Currency.SEK);

    public ValueTask DisposeAsync() => Coop.DisposeAsync();
}
