using NodaTime;
using Samverk.Activities;
using Samverk.Employment;
using Samverk.Kernel;
using Samverk.Members;
using Samverk.Store;
using Samverk.Ui;
using Actor = Samverk.Store.Actor;

namespace Samverk.Scenarios;

/// <summary>An activity of several members, and what becomes of its money.</summary>
public sealed partial class WalkedStories
{
    [Fact]
    public async Task S12_Shared_activity_and_a_wage_from_ones_own_part()
    {
        await using var walk = await Walk.Begin("s12-walked-shared-activity", "S12 walked · Three members share what they earned, and one is paid her part as a wage");
        walk.Speaks(typeof(ShareOut).Assembly);
        walk.Tell("Frida, Bo and Carl play together. The band is a shared activity of the cooperative's company in Germany; each of them has an own activity too.");
        var second = await InGermany(walk);
        var (frida, bo, carl) = (walk.Trade.Member, await Joined(walk, "Bo Lind"), await Joined(walk, "Carl Dahl"));
        var band = await Opened(walk, "band", "The band", ActivityKind.Shared, frida, bo, carl);
        Id<Activity>[] own = [await Opened(walk, "frida", "Frida's music", ActivityKind.Personal, frida), await Opened(walk, "bo", "Bo's music", ActivityKind.Personal, bo), await Opened(walk, "carl", "Carl's music", ActivityKind.Personal, carl)];
        var client = await Known(walk, "2026-03-02", Hall);
        var order = await Active(walk, OfHall(walk, client, band, "A concert", 3_000_00, new(2026, 3, 9)), "2026-03-02");
        var invoice = await Billed(walk, order, "2026-03-10", "The concert is over; Frida makes the draft of the invoice …", "7 % VAT, to be paid within 30 days", "a concert of the band on stage");

        const string minutes = "Rehearsal of 11 March: in three equal parts";
        await walk.Refused("2026-03-11", "The three agree on equal parts, and Frida would share before the hall has paid.", () => walk.Door.Run(Shares(band, 2_730_00, minutes, own), frida), "not-collected");
        var straight = await walk.Does("2026-03-11", "She announces a day of work for the band …", () => walk.Door.Run(Days(walk, band, new(2026, 3, 16), 1, "midijob", "DE", "Berlin", "musician"), frida));
        await walk.Does("2026-03-11", "… which an adviser approves …", () => walk.Door.Run(new DecideWork.Command(Guid.CreateVersion7(), straight, true, null), walk.Trade.Adviser));
        await walk.Refused("2026-03-11", "… and asks for a wage straight from the shared activity.", () => walk.Door.Run(new AskWage.Command(Guid.CreateVersion7(), straight, WageBasis.Cost, Euro(910_00)), frida), "shared-activity-cannot-employ");
        await walk.Does("2026-03-11", "She takes it back.", () => walk.Door.Run(new CancelWork.Command(Guid.CreateVersion7(), straight, "from the own activity"), frida));

        await walk.Does("2026-03-20", "The hall pays.", () => Arrives(walk, invoice, 3_210_00));
        Assert.Equal((Euro(2_730_00), Euro(2_730_00), Euro(2_730_00)), await May(walk, band));
        await Shared(walk, "2026-03-23", Shares(band, 2_730_00, minutes, own), [frida, bo, carl], 910_00, 910_00, 910_00);
        Assert.Equal((Euro(0), Euro(0), Euro(0)), await May(walk, band));
        foreach (var one in own) Assert.Equal((Euro(910_00), Euro(910_00), Euro(910_00)), await May(walk, one));

        await PaidFromOwn(walk, second, own[0]);
        await CarlLeaves(walk, client, band, own, [frida, bo, carl]);
        foreach (var (one, who) in own.Zip([frida, bo, carl]))
            Assert.Contains((await walk.Door.Read(new ListTransfers.Query(one, null, null, null), who)).Value.Transfers, row => row.Minutes == minutes && row.Amount == Euro(910_00));
        walk.Sees("Each of the three", $"beside the own 910.00 the minutes of that sharing: “{minutes}”. Carl too, although he has left.");
        walk.Pause();
        await walk.End();
    }

    /// <summary>Who has left gets nothing of what is shared afterwards.</summary>
    private static async Task CarlLeaves(Walk walk, Guid client, Id<Activity> band, Id<Activity>[] own, Actor[] team)
    {
        await walk.Does("2026-04-01", "Carl leaves the band.", () => walk.Door.Run(new LeaveTeam.Command(Guid.CreateVersion7(), band, "moves to Lisbon"), team[2]));
        var next = await Active(walk, OfHall(walk, client, band, "A second concert", 1_000_00, new(2026, 4, 8)), "2026-04-02");
        var another = await Billed(walk, next, "2026-04-09", "Frida and Bo have played; Frida makes the draft of the invoice …", "7 % VAT, to be paid within 30 days", "a concert of the band on stage");
        await walk.Does("2026-04-16", "The hall pays.", () => Arrives(walk, another, 1_070_00));
        const string later = "Rehearsal of 16 April: between the two of us";
        await walk.Refused("2026-04-17", "Frida would share it in three again.", () => walk.Door.Run(Shares(band, 910_00, later, own), team[0]), "receiver-left");
        await Shared(walk, "2026-04-17", Shares(band, 910_00, later, own[..2]), team[..2], 455_00, 455_00);
        Assert.Equal((Euro(1_365_00), Euro(910_00)), ((await May(walk, own[1])).Booked, (await May(walk, own[2])).Booked));
        walk.Sees("Carl", "the same 910.00 as before: nothing of what came later.");
    }

    private static ShareOut.Command Shares(Id<Activity> from, long amount, string minutes, params IReadOnlyList<Id<Activity>> among) =>
        new(Guid.CreateVersion7(), from, Euro(amount), [.. among.Select(one => new ShareOut.Weighted(one, 1))], minutes);

    private static async Task<Actor> Joined(Walk walk, string name)
    {
        var member = Tests.Cooperative.Somebody(Role.Member);
        Assert.Null((await walk.Trade.Coop.Write<Done>(async tx => (await tx.SavePerson(PersonFacts.New(member.Person, PersonKind.Member, name))).Refusal is { } refusal ? refusal : default(Done))).Refusal);
        return member;
    }

    /// <summary>One shares, and each accepts the own part.</summary>
    private static async Task Shared(Walk walk, string date, ShareOut.Command command, IReadOnlyList<Actor> receivers, params long[] parts)
    {
        var shared = await walk.Does(date, $"Frida shares {command.Amount.Shown()} in {(parts.Length is 3 ? "three" : "two")}, with the minutes “{command.Minutes}”.", () => walk.Door.Run(command, walk.Trade.Member));
        Assert.Equal(parts.Select(Euro), shared.Transfers.Select(part => part.Amount));
        foreach (var (part, receiver) in shared.Transfers.Zip(receivers))
        {
            var name = (await walk.Trade.Coop.Db.Read(Actor.System, async tx => Outcome.Of((await tx.FindPerson(receiver.Person))!.Name.Split(' ')[0]))).Value;
            await walk.Does(date, $"{name} accepts {part.Amount.Shown()}.", () => walk.Door.Run(new AcceptTransfer.Command(Guid.CreateVersion7(), part.Transfer, ""), receiver));
        }
    }

    private static async Task PaidFromOwn(Walk walk, Actor second, Id<Activity> own)
    {
        var wage = await Earned(walk, own, "2026-03-23", new(2026, 3, 25), 3, "midijob", 910_00);
        await Released(walk, Berlin.Id, second, "2026-03-30", new(2026, 3, 31));
        var slip = Assert.Single(await Slips(walk));
        Assert.Equal((Euro(704_56), Euro(670_72)), (slip.Gross, slip.Net));
        await PaidOut(walk, Berlin.Id, second, "2026-03-30", "2026-03-31", "the wage", slip.Net);
        // The largest pay whose whole cost is not above the budget leaves two cents.
        Assert.Equal((Euro(2), Euro(2), Euro(2)), await May(walk, own));
        Assert.Equal(WageState.Paid, await StateOf(walk, wage));
        walk.Sees("Frida", $"{slip.Net.Shown()} on her bank account: what her part of the concert is as a wage. 0.02 are left, because one cent more of gross pay would cost more than 910.00.");
        walk.Pause();
    }
}
