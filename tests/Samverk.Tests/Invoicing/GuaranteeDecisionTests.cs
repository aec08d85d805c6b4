using Samverk.Guarantee;
using Samverk.Invoicing;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Tests.Invoicing;

/// <summary>The guarantee of an active order changes by a decision of two persons, and by nothing else.</summary>
public sealed class GuaranteeDecisionTests
{
    [Fact]
    public async Task Two_persons_end_the_guarantee_of_an_order_and_the_activity_bears_the_loss_from_then_on()
    {
        await using var house = await InvoiceBuilder.Ready();
        var invoice = await house.Issued(1_000);
        var board = Cooperative.Somebody(Role.Board);
        Assert.True(await Covered(house, invoice));

        Assert.Null((await Propose(house, invoice, eligible: false, "The client's clerk had no power to sign.", house.Finance)).Refusal);
        Assert.True(await Covered(house, invoice));
        var item = await house.Coop.OpenItem("invoicing.guarantee");
        Assert.Equal((true, $"/orders/{invoice.Order}/guarantee"), (item.Item.FourEyes, item.Item.Href));
        Assert.Equal("second-person-needed", (await Decide(house, item.Item.Object, true, null, house.Finance)).Refusal?.Code);
        Assert.Equal("second-person-needed", (await Propose(house, invoice, eligible: false, "Again.", board)).Refusal?.Code);

        Assert.Null((await Decide(house, item.Item.Object, true, null, board)).Refusal);
        Assert.False(await Covered(house, invoice));
        Assert.Empty(await house.Coop.OpenItems());
        var read = (await house.Coop.Door.Read(new ReadVerdict.Query(invoice.Order), board)).Value;
        Assert.Equal((false, "The client's clerk had no power to sign.", true), (read.Eligible, read.Decision, Assert.Single(read.Proposals).Approved));
        Assert.Equal("guarantee-is-so", (await Propose(house, invoice, eligible: false, "Once more.", house.Finance)).Refusal?.Code);
    }

    [Fact]
    public async Task A_proposal_that_is_not_agreed_to_leaves_everything_as_it_was_and_says_why()
    {
        await using var house = await InvoiceBuilder.Ready();
        var invoice = await house.Issued(1_000);
        var board = Cooperative.Somebody(Role.Board);
        Assert.Equal(("reason-needed", "reason"), (await Propose(house, invoice, eligible: false, " ", house.Finance)) is { Refusal: { } none } ? (none.Code, none.Field) : default);
        await Propose(house, invoice, eligible: false, "They are late.", house.Finance);
        var proposal = (await house.Coop.OpenItem("invoicing.guarantee")).Item.Object;

        Assert.Equal("reason-needed", (await Decide(house, proposal, false, null, board)).Refusal?.Code);
        Assert.Null((await Decide(house, proposal, false, "Late is not void.", board)).Refusal);

        Assert.True(await Covered(house, invoice));
        Assert.Empty(await house.Coop.OpenItems());
        Assert.Equal("Late is not void.", Assert.Single((await house.Coop.Door.Read(new ReadVerdict.Query(invoice.Order), board)).Value.Proposals).Answer);
        Assert.Equal(Refusal.Unknown, (await Decide(house, proposal, true, null, board)).Refusal);
    }

    [Fact]
    public async Task Nobody_of_the_team_decides_who_bears_its_loss()
    {
        await using var house = await InvoiceBuilder.Ready();
        var invoice = await house.Issued(1_000);
        var own = house.Member with { Roles = new HashSet<Role> { Role.Member, Role.Finance } };

        Assert.NotNull((await Propose(house, invoice, eligible: false, "Mine.", own)).Refusal);
        await Propose(house, invoice, eligible: false, "Void.", house.Finance);
        Assert.NotNull((await Decide(house, (await house.Coop.OpenItem("invoicing.guarantee")).Item.Object, true, null, own)).Refusal);
        Assert.True(await Covered(house, invoice));
    }

    private static Task<Outcome<Done>> Propose(InvoiceBuilder house, Invoice invoice, bool eligible, string reason, Actor by) =>
        house.Coop.Door.Run(new ProposeVerdict.Command(Guid.NewGuid(), invoice.Order, eligible, reason), by);

    private static Task<Outcome<Done>> Decide(InvoiceBuilder house, Guid proposal, bool approve, string? why, Actor by) =>
        house.Coop.Door.Run(new DecideVerdict.Command(Guid.NewGuid(), proposal, approve, why), by);

    private static async Task<bool> Covered(InvoiceBuilder house, Invoice invoice) => (await house.Coop.Write(async tx => Outcome.Of(await tx.IsCovered(invoice.Order.Value)))).Value;
}
