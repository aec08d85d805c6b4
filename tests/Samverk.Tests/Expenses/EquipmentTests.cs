using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Samverk.Activities;
using Samverk.Countries;
using Samverk.Expenses;
using Samverk.Invoicing;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Members;
using Samverk.Store;

namespace Samverk.Tests.Expenses;

public sealed class EquipmentTests
{
    [Fact]
    public async Task Without_a_limit_that_somebody_stands_for_no_equipment_is_bought()
    {
        await using var till = await Till.With(collected: 100_000);
        var claim = await Marked(till, Lens(till), 36);
        var refusal = (await till.Approve(claim)).Refusal;
        Assert.Equal(("regime-not-verified", "months"), (refusal?.Code, refusal?.Field));
        Assert.Contains(refusal!.Facts, fact => fact is { Name: "id", Value: "se.equipment.assetFrom" });
    }

    [Fact]
    public async Task What_lasts_is_owned_by_the_cooperative_and_its_price_cannot_be_spent_twice()
    {
        await using var till = await Equipped(collected: 40_000);
        var claim = await Marked(till, Lens(till), 36);
        Assert.Equal(ClaimState.Approved, (await till.Approve(claim)).Value);

        // Nothing is borne yet; the whole price is reserved, and the member is owed it with its VAT.
        var balances = await Balances(till, till.Stage);
        Assert.Equal((Till.Sek(40_000), Till.Sek(30_000), Till.Sek(10_000), Till.Sek(10_000)), (balances.Booked, balances.Reserved, balances.ExpenseAvailable, balances.SalaryAvailable));
        Assert.Equal((Till.Sek(30_000), Till.Sek(7_500), Till.Sek(-37_500)), (await till.Balance("assets:equipment:e-00001"), await till.Balance(Account.VatDeductible), await till.Balance(Account.Expenses(await till.Code(till.Anna)))));
        Assert.Equal("activity-not-settled", (await till.Coop.Write(tx => tx.CloseActivity(till.Stage, "over"))).Refusal?.Code);
        await Sound(till);
    }

    [Fact]
    public async Task Equipment_is_never_bought_from_what_clients_have_not_paid()
    {
        await using var till = await Equipped(collected: 29_999);
        var claim = await Marked(till, Lens(till), 36);
        Assert.Equal("expense-available-exceeded", (await till.Approve(claim)).Refusal?.Code);
        Assert.Empty((await till.Coop.See(new ListThings.Query(null, true), till.Fia)).Value.Rows);
    }

    [Fact]
    public async Task Below_the_limit_it_is_a_cost_at_once()
    {
        await using var till = await Equipped(collected: 40_000);
        var claim = await Marked(till, till.Paper(net: 29_599.99m, vat: 0), 36);
        await till.Approve(claim);
        Assert.Equal((Till.Sek(10_400.01m), Till.Sek(0)), (await till.Booked(till.Stage), (await Balances(till, till.Stage)).Reserved));
        Assert.Null((await till.Coop.See(new ViewClaim.Query(claim), till.Anna)).Value.Thing);
    }

    [Fact]
    public async Task Each_month_bears_its_part_once_and_all_parts_are_the_price()
    {
        await using var till = await Equipped(collected: 40_000);
        // A price that does not divide by three.
        var claim = await Marked(till, till.Paper(net: 30_000.01m, vat: 0), 3);
        await till.Approve(claim);
        var price = Till.Sek(30_000.01m).Allocate(3);
        await Pass(till, new(2026, 4, 30));
        Assert.Equal((Till.Sek(40_000) - price[0] - price[1], Till.Sek(30_000.01m) - price[0] - price[1]), (await till.Booked(till.Stage), (await Balances(till, till.Stage)).Reserved));
        await Sound(till);

        await till.Coop.Write<Done>(async tx =>
        {
            await new WriteOffMonthly().Run(tx, new(2026, 4, 30));
            return default(Done);
        });
        Assert.Equal(2, (await Seen(till, claim)).Costs.Count);

        await Pass(till, new(2026, 6, 30));
        var thing = await Seen(till, claim);
        Assert.Equal(price, thing.Costs.Select(cost => cost.Amount));
        Assert.Equal((Till.Sek(0), ThingState.InUse), (thing.Value, thing.State));
        Assert.Equal((Till.Sek(9_999.99m), Till.Sek(9_999.99m)), (await till.Booked(till.Stage), (await Balances(till, till.Stage)).ExpenseAvailable));
        await Sound(till);
    }

    [Fact]
    public async Task Another_activity_bears_what_is_left_from_its_own_paid_money()
    {
        await using var till = await Equipped(collected: 40_000);
        var claim = await Marked(till, Lens(till), 30);
        await till.Approve(claim);
        await Pass(till, new(2026, 3, 31));
        var film = await till.Opened(till.Bo, "Film");
        var thing = Thing.IdOf(claim);
        HandOver.Command To(Id<Activity> activity, Actor holder) => new(Guid.NewGuid(), thing, activity, holder.Person, "studio 2");
        Assert.Equal("expense-available-exceeded", (await till.Coop.Run(To(film, till.Bo), till.Fia)).Refusal?.Code);
        await till.Collect(film, 29_000);
        Assert.Equal("not-a-team-member", (await till.Coop.Run(To(film, till.Anna), till.Fia)).Refusal?.Code);
        Assert.Equal(Refusal.Unknown with { Field = "activity" }, (await till.Coop.Run(To(film, till.Bo), till.Anna)).Refusal);
        await till.Coop.Done(To(film, till.Bo), till.Fia);

        Assert.Equal((Till.Sek(39_000), Till.Sek(0)), (await till.Booked(till.Stage), (await Balances(till, till.Stage)).Reserved));
        await Pass(till, new(2026, 4, 30));
        Assert.Equal((Till.Sek(39_000), Till.Sek(28_000), Till.Sek(28_000)), (await till.Booked(till.Stage), await till.Booked(film), (await Balances(till, film)).Reserved));
        Assert.Equal([till.Anna.Person, till.Bo.Person], (await till.Coop.See(new ViewThing.Query(thing), till.Bo)).Value.Places.Select(place => place.Holder));
        await Sound(till);
    }

    [Theory]
    [InlineData("Lost")]
    [InlineData("Scrapped")]
    [InlineData("BoughtOut")]
    public async Task What_is_gone_costs_the_rest_of_its_price_at_once(string how)
    {
        await using var till = await Equipped(collected: 40_000);
        var claim = await Marked(till, Lens(till), 30);
        await till.Approve(claim);
        await Pass(till, new(2026, 3, 31));
        var end = new EndThing.Command(Guid.NewGuid(), Thing.IdOf(claim), Enum.Parse<ThingState>(how), "as it was");
        Assert.Equal(Refusal.Unknown, (await till.Coop.Run(end, till.Anna)).Refusal);
        Assert.Equal("own-case", (await till.Coop.Run(end, till.Anna with { Roles = new HashSet<Role> { Role.Member, Role.Finance } })).Refusal?.Code);
        Assert.Equal("reason-needed", (await till.Coop.Run(end with { Why = " " }, till.Fia)).Refusal?.Code);
        await till.Coop.Done(end, till.Fia);

        Assert.Equal((Till.Sek(10_000), Till.Sek(0), Till.Sek(0)), (await till.Booked(till.Stage), (await Balances(till, till.Stage)).Reserved, await till.Balance("assets:equipment:e-00001")));
        await Pass(till, new(2026, 4, 30));
        Assert.Equal(Till.Sek(10_000), await till.Booked(till.Stage));
        Assert.Equal("state-not-allowed", (await till.Coop.Run(end with { Request = Guid.NewGuid() }, till.Fia)).Refusal?.Code);
        await Sound(till);
    }

    [Fact]
    public async Task A_sale_needs_an_invoice_of_its_activity_for_at_least_what_the_thing_is_worth()
    {
        await using var till = await Equipped(collected: 40_000);
        var claim = await Marked(till, Lens(till), 30);
        await till.Approve(claim);
        await Invoiced(till, "F-1", 29_999);
        await Invoiced(till, "F-2", 30_000);
        EndThing.Command By(string? number) => new(Guid.NewGuid(), Thing.IdOf(claim), ThingState.Sold, "sold to a theatre", number);
        Assert.Equal(("field-missing", "invoice"), (await till.Coop.Run(By(null), till.Fia)).Refusal is { } none ? (none.Code, none.Field) : default);
        Assert.Equal(("field-invalid", "invoice"), (await till.Coop.Run(By("F-9"), till.Fia)).Refusal is { } other ? (other.Code, other.Field) : default);
        Assert.Equal(new Refusal("below-book-value", ("value", Till.Sek(30_000)), ("net", Till.Sek(29_999))) { Field = "invoice" }, (await till.Coop.Run(By("F-1"), till.Fia)).Refusal);
        Assert.Equal(ThingState.Sold, (await till.Coop.Run(By("F-2"), till.Fia)).Value);
        Assert.Equal(Till.Sek(0), (await Balances(till, till.Stage)).Reserved);
        await Sound(till);
    }

    [Fact]
    public async Task A_member_marks_a_draft_and_who_checks_it_corrects_the_mark()
    {
        await using var till = await Equipped(collected: 40_000);
        var claim = await till.Draft(Lens(till), scan: "lens");
        MarkEquipment.Command Mark(int? months) => new(Guid.NewGuid(), claim, months, "SN 7");
        Assert.Equal(Refusal.Unknown, (await till.Coop.Run(Mark(12), till.Ada)).Refusal);
        Assert.Equal(("field-invalid", "months"), (await till.Coop.Run(Mark(241), till.Anna)).Refusal is { } wrong ? (wrong.Code, wrong.Field) : default);
        await till.Coop.Done(Mark(12), till.Anna);
        await till.Submit(claim);
        Assert.Equal("state-not-allowed", (await till.Coop.Run(Mark(24), till.Anna)).Refusal?.Code);
        await till.Coop.Done(Mark(48), till.Ada);
        await till.Approve(claim);
        Assert.Equal((48, "SN 7"), (await Seen(till, claim)) is var seen ? (seen.Months, seen.Serial) : default);
    }

    [Fact]
    public async Task The_register_shows_members_their_own_and_their_teams_things_and_staff_all()
    {
        await using var till = await Equipped(collected: 40_000);
        await till.Approve(await Marked(till, Lens(till), 36));
        Assert.Empty((await till.Coop.See(new ListThings.Query(null, null), till.Bo)).Value.Rows);
        Assert.Equal("e-00001", Assert.Single((await till.Coop.See(new ListThings.Query("LENS", null), till.Anna)).Value.Rows).Code);
        Assert.Single((await till.Coop.See(new ListThings.Query(null, null), till.Ada)).Value.Rows);
        Assert.Empty((await till.Coop.See(new ListThings.Query("drum", null), till.Ada)).Value.Rows);
    }

    [Fact]
    public async Task Who_has_a_thing_of_the_cooperative_is_not_erased_before_it_is_handed_over()
    {
        await using var till = await Equipped(collected: 40_000);
        var claim = await Marked(till, Lens(till), 36);
        await till.Approve(claim);
        var kept = await till.Coop.Read(tx => new EquipmentErase().Kept(till.Anna.Person, tx));
        Assert.Equal([new Retention("equipment", null)], kept);
        var own = await till.Coop.Read(tx => new EquipmentOwnData().Of(till.Anna.Person, tx));
        Assert.Contains("e-00001", JsonSerializer.Serialize(own.Single().Content, StoreJson.Options), StringComparison.Ordinal);
        Assert.Empty(await till.Coop.Read(tx => new EquipmentOwnData().Of(till.Bo.Person, tx)));
    }

    internal static ClaimContent Lens(Till till) => till.Paper(net: 30_000, vat: 7_500, supplier: "Foto AB") with { What = "lens" };

    internal static async Task<Till> Equipped(long collected)
    {
        var till = await Till.With(collected);
        await till.Coop.Services.GetRequiredService<JobRunner>().RunDue();
        await till.Stand("se.equipment.assetFrom", """{"amount":"29600.00","currency":"SEK"}""");
        return till;
    }

    internal static async Task<Guid> Marked(Till till, ClaimContent content, int months)
    {
        var claim = await till.Draft(content, scan: $"{content.Supplier} {content.Number}");
        await till.Coop.Done(new MarkEquipment.Command(Guid.CreateVersion7(), claim, months, ""), till.Anna);
        await till.Coop.Done(new SubmitClaim.Command(Guid.CreateVersion7(), claim), till.Anna);
        return claim;
    }

    internal static Task Pass(Till till, LocalDate until) => till.Coop.Pass(NodaTime.Period.DaysBetween(till.Coop.Today, until));

    internal static Task<Balances> Balances(Till till, Id<Activity> activity) => till.Coop.Read(async tx => await tx.Balances((await tx.FindActivity(activity))!, tx.Today));

    private static async Task<ViewThing.Result> Seen(Till till, Guid claim) => (await till.Coop.See(new ViewThing.Query(Thing.IdOf(claim)), till.Anna)).Value;

    internal static async Task Invoiced(Till till, string number, long net)
    {
        var client = new Client(Id<Client>.New(), $"c-{number.ToLowerInvariant()}", "Teatern", BuyerKind.Business, "SE", null, null, null, null, "sv", ClientState.Approved, till.Coop.Today);
        var order = new Order(Id<Order>.New(), $"O-{number}", till.Stage, Cooperative.Entity.Id, client.Id, number, Till.Sek(net), Till.Sek(0), null, OrderState.Active);
        Assert.Null((await till.Coop.Write(async tx =>
        {
            await tx.Save(client, null, "admitted", "");
            if ((await tx.ActivateOrder(order, null, true, new { confirmed = true })).Refusal is { } refusal) return refusal;
            return await tx.IssueInvoice(new Invoice(
                Id<Invoice>.New(), number, order.Id, till.Stage, Cooperative.Entity.Id, client.Id, Till.Sek(net), Till.Sek(0), Rate.Zero, Till.Sek(net), tx.Today, tx.Today.PlusDays(30)));
        })).Refusal);
    }

    internal static async Task Sound(Till till)
    {
        var report = await till.Coop.Services.GetRequiredService<Verification>().Run();
        // Sealing is a service of the running node; days pass here without it.
        Assert.DoesNotContain(report.Lines, line => line.Contains("BREACH", StringComparison.Ordinal) && !line.StartsWith("unsealed", StringComparison.Ordinal));
    }
}
