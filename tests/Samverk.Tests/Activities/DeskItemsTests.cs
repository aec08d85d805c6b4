using Samverk.Activities;
using Samverk.Kernel;
using Samverk.Store;
using static Samverk.Tests.Activities.Studio;

namespace Samverk.Tests.Activities;

public sealed class DeskItemsTests
{
    [Theory]
    [InlineData(true), InlineData(false)]
    public async Task A_large_transfer_waits_on_the_desk_for_a_second_person_or_until_it_is_taken_back(bool posts)
    {
        await using var studio = await Fresh();
        await studio.Coop.Write<Done>(async tx =>
        {
            await tx.Set(TransferSql.ThresholdKey(Currency.SEK), Kronor(50_00));
            return default(Done);
        });
        var transfer = await studio.Proposed(60_00);
        Assert.Empty(await studio.Coop.OpenItems());
        await studio.Coop.Door.Run(Accept(transfer), studio.Frank);

        var item = await studio.Coop.OpenItem("activities.transfer");
        Assert.True(item.Item.FourEyes);
        if (posts) Assert.Null(await studio.Coop.Approve(item, studio.Fia));
        else Assert.Null((await studio.Coop.Door.Run(new WithdrawTransfer.Command(Guid.NewGuid(), transfer, ""), studio.Frida)).Refusal);
        Assert.Empty(await studio.Coop.OpenItems());
        Assert.Equal(Kronor(posts ? 40_00 : 100_00), await studio.Booked(studio.Tour));
    }

    [Fact]
    public async Task A_requested_activity_is_on_the_desk_until_an_adviser_opens_it()
    {
        await using var studio = await Fresh();
        var asked = await studio.Coop.Door.Run(new RequestActivity.Command(Guid.NewGuid(), Cooperative.Entity.Id, "Circus", ActivityKind.Personal, null, null, "a new tent"), studio.Stella);

        var item = await studio.Coop.OpenItem("activities.request");
        Assert.Equal((asked.Value.Activity.Value, studio.Stella.Person), (item.Item.Object, item.Item.Member));
        Assert.Null(await studio.Coop.Approve(item, studio.Adam));
        Assert.Empty(await studio.Coop.OpenItems());
        Assert.Equal("Open", await studio.Coop.Ask<string>("select state from activities.activity where id = @id", new { id = asked.Value.Activity.Value }));
    }

    [Fact]
    public async Task Who_is_invited_by_name_accepts_without_the_secret_of_the_link_and_nobody_else_does()
    {
        await using var studio = await Fresh();
        var invited = (await studio.Coop.Door.Run(new InviteToTeam.Command(Guid.NewGuid(), studio.Tour, false, null, studio.Stella.Person, null), studio.Frida)).Value.Delegation;
        var open = (await studio.Coop.Door.Run(new InviteToTeam.Command(Guid.NewGuid(), studio.Tour, false, null, null, null), studio.Frida)).Value.Delegation;

        Task<Outcome<Id<Activity>>> Accept(Id<Delegation> delegation, Actor actor) => studio.Coop.Door.Run(new AcceptInvitation.Command(Guid.NewGuid(), delegation.ToString()), actor);
        Assert.Equal(Refusal.Unknown, (await Accept(open, studio.Stella)).Refusal);
        Assert.Equal(Refusal.Unknown, (await Accept(invited, studio.Frank)).Refusal);
        Assert.Equal(studio.Tour, (await Accept(invited, studio.Stella)).Value);
    }

    [Fact]
    public async Task The_balances_of_many_are_those_of_each()
    {
        await using var studio = await Fresh();
        await studio.Coop.Pass(3);
        await studio.Coop.Door.Run(Accept(await studio.Proposed(30_00)), studio.Frank);
        var (many, each) = (await studio.Coop.Db.Read(Actor.System, async tx =>
        {
            Activity[] all = [(await tx.FindActivity(studio.Tour))!, (await tx.FindActivity(studio.Film))!];
            return Outcome.Of((await tx.BalancesOf(all, tx.Today), new[] { await tx.Balances(all[0], tx.Today), await tx.Balances(all[1], tx.Today) }));
        })).Value;

        Assert.Equal(each, new[] { many[studio.Tour], many[studio.Film] });
        Assert.Equal([Kronor(70_00), Kronor(30_00)], each.Select(one => one.Booked));
    }
}
