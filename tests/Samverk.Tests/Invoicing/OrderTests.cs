using NodaTime;
using Samverk.Activities;
using Samverk.Invoicing;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Tests.Invoicing;

public sealed class OrderTests
{
    [Fact]
    public async Task A_draft_may_lack_everything_and_is_nobody_else_s()
    {
        await using var trade = await Trade.Fresh();
        var order = await trade.Draft(new OrderContent());
        Assert.Equal("order-incomplete", (await trade.Submit(order)).Refusal?.Code);
        foreach (var stranger in new[] { Cooperative.Somebody(Role.Member), trade.Adviser })
            Assert.Equal(Refusal.Unknown, (await trade.Coop.Door.Read(new ViewOrder.Query(order), stranger)).Refusal);
        Assert.Equal(Refusal.Unknown, (await trade.Coop.Door.Run(new SaveOrder.Command(Guid.CreateVersion7(), order, new OrderContent { Title = "taken" }), Cooperative.Somebody(Role.Member))).Refusal);
    }

    [Fact]
    public async Task Every_field_that_is_missing_is_named()
    {
        await using var trade = await Trade.Fresh();
        var whole = trade.Content(await trade.Client());
        (string Field, OrderContent Content)[] cases =
        [
            ("client", whole with { Client = null }), ("activity", whole with { Activity = null }), ("title", whole with { Title = " " }), ("net", whole with { Net = null }),
            ("from", whole with { From = null }), ("place", whole with { Place = "" }), ("signers", whole with { Signers = [] }), ("validUntil", whole with { ValidUntil = null }),
            ("clientLeadsWork", whole with { Answers = whole.Answers with { ClientLeadsWork = null } }), ("planningRate", whole with { Net = new Money(100_00, Currency.EUR) }),
        ];
        foreach (var (field, content) in cases)
            Assert.Equal(("order-incomplete", field), ((await trade.Submit(await trade.Draft(content))).Refusal?.Code, (await trade.Submit(await trade.Draft(content))).Refusal?.Field));
        Assert.Equal("past-dated", (await trade.Submit(await trade.Draft(whole with { From = trade.Today.PlusDays(-1) }))).Refusal?.Code);
        Assert.Equal("amount-not-positive", (await trade.Submit(await trade.Draft(whole with { Net = new Money(0, Currency.SEK) }))).Refusal?.Code);
    }

    [Fact]
    public async Task An_activity_of_others_is_not_there()
    {
        await using var trade = await Trade.Fresh();
        var content = trade.Content(await trade.Client());
        var stranger = Cooperative.Somebody(Role.Member);
        Assert.Equal(Refusal.Unknown with { Field = "activity" }, (await trade.Submit(await trade.Draft(content, stranger), stranger)).Refusal);
    }

    [Fact]
    public async Task Within_the_trust_level_an_order_goes_straight_to_the_client()
    {
        await using var trade = await Trade.Fresh();
        var content = trade.Content(await trade.Client());
        var trust = new GiveTrust.Command(Guid.CreateVersion7(), trade.Member.Person.Value, new Money(12_000_00, Currency.SEK), "five good orders");
        Assert.Null((await trade.Coop.Door.Run(trust, trade.Adviser)).Refusal);
        Assert.Equal(OrderState.Confirming, (await trade.Submit(await trade.Draft(content))).Value);
        Assert.Equal(OrderState.Checking, (await trade.Submit(await trade.Draft(content with { Net = new Money(12_000_01, Currency.SEK) }))).Value);
        Assert.Equal(OrderState.Checking, (await trade.Submit(await trade.Draft(content with { TermDays = 60 }))).Value);
        Assert.Equal(OrderState.Checking, (await trade.Submit(await trade.Draft(content with { Answers = content.Answers with { ClientSetsHours = true } }))).Value);
    }

    [Fact]
    public async Task Nobody_gives_trust_or_a_decision_to_themselves()
    {
        await using var trade = await Trade.Fresh();
        var both = Cooperative.Somebody(Role.Member, Role.Adviser);
        Assert.Equal("own-case", (await trade.Coop.Door.Run(new GiveTrust.Command(Guid.CreateVersion7(), both.Person.Value, new Money(1, Currency.SEK), "me"), both)).Refusal?.Code);
        await trade.Coop.Write<Done>(async tx =>
        {
            await tx.Join(trade.Activity, both.Person, manager: false);
            return default(Done);
        });
        var order = await trade.Draft(trade.Content(await trade.Client()));
        await trade.Submit(order);
        // In the team, though not the author.
        Assert.Equal("own-case", (await trade.Decide(order, by: both)).Refusal?.Code);
        Assert.Equal(Refusal.Unknown, (await trade.Decide(order, by: trade.Member)).Refusal);
    }

    [Fact]
    public async Task Changes_are_asked_made_and_sent_again_under_the_same_number()
    {
        await using var trade = await Trade.Fresh();
        var content = trade.Content(await trade.Client());
        var order = await trade.Draft(content);
        await trade.Submit(order);
        Assert.Equal("reason-needed", (await trade.Decide(order, OrderDecision.AskChanges)).Refusal?.Code);
        Assert.Equal(OrderState.ChangesAsked, (await trade.Decide(order, OrderDecision.AskChanges, "say how many pictures")).Value);
        Assert.Null((await trade.Coop.Door.Run(new SaveOrder.Command(Guid.CreateVersion7(), order, content with { Description = "Twelve pictures" }), trade.Member)).Refusal);
        Assert.Equal(OrderState.Checking, (await trade.Submit(order)).Value);
        Assert.Equal("2026-1", await trade.Coop.Ask<string>("select number from invoicing.client_order where id = @order", new { order }));
        Assert.Equal("state-not-allowed", (await trade.Coop.Door.Run(new SaveOrder.Command(Guid.CreateVersion7(), order, content), trade.Member)).Refusal?.Code);
        Assert.Equal(OrderState.Rejected, (await trade.Decide(order, OrderDecision.Reject, "not our trade")).Value);
    }

    [Fact]
    public async Task A_client_that_nobody_has_checked_waits_and_prepaying_ones_pay_first()
    {
        await using var trade = await Trade.Fresh();
        var client = await trade.Client(approved: false);
        var order = await trade.Draft(trade.Content(client));
        Assert.Equal(OrderState.Checking, (await trade.Submit(order)).Value);
        Assert.Equal("client-unchecked", (await trade.Decide(order, why: "ok")).Refusal?.Code);
        await trade.Coop.Door.Run(new CheckClient.Command(Guid.CreateVersion7(), client, ClientDecision.Approve, null, null), trade.Adviser);
        Assert.Null((await trade.Decide(order, why: "ok")).Refusal);

        await trade.Coop.Door.Run(new HoldClient.Command(Guid.CreateVersion7(), client, ClientHold.PrepayOnly, "paid late twice"), trade.Adviser);
        Assert.Equal("client-prepay-only", (await trade.Submit(await trade.Draft(trade.Content(client)))).Refusal?.Code);
        var prepaid = trade.Content(client) with { Instalments = [new(trade.Today.PlusDays(1), 1)] };
        Assert.Equal(OrderState.Checking, (await trade.Submit(await trade.Draft(prepaid))).Value);
    }

    [Fact]
    public async Task Excluded_trades_are_refused()
    {
        await using var trade = await Trade.Fresh();
        await trade.Coop.Write<Done>(async tx =>
        {
            await tx.Set(OrderFactsSql.ExcludedTrades, new[] { "Roofing" });
            return default(Done);
        });
        var content = trade.Content(await trade.Client());
        Assert.Equal("trade-excluded", (await trade.Submit(await trade.Draft(content with { Answers = content.Answers with { Trade = "roofing" } }))).Refusal?.Code);
    }

    [Fact]
    public async Task An_own_contract_is_active_without_confirmation_and_without_guarantee_where_it_is_required()
    {
        await using var trade = await Trade.Fresh();
        var content = trade.Content(await trade.Client()) with { Signers = [], ValidUntil = null };
        var order = await trade.Draft(content);
        var pdf = "%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"u8.ToArray();
        Assert.Null((await trade.Coop.Door.Run(new AttachFile.Command(Guid.CreateVersion7(), order, "../../contract.pdf", "application/pdf", pdf, true), trade.Member)).Refusal);
        Assert.Equal("guarantee-not-read", (await trade.Submit(order)).Refusal?.Code);
        await trade.Coop.Door.Run(new SaveOrder.Command(Guid.CreateVersion7(), order, content with { KnowsWithoutGuarantee = true }), trade.Member);
        Assert.Equal(OrderState.Checking, (await trade.Submit(order)).Value);
        Assert.Equal(OrderState.Active, (await trade.Decide(order, why: "read it")).Value);
        var view = (await trade.Coop.Door.Read(new ViewOrder.Query(order), trade.Member)).Value;
        Assert.False(view.Verdict!.Eligible);
        Assert.Equal("contract.pdf", view.Stored.Content.OwnContract!.Name);
        Assert.Equal(Refusal.Unknown, (await trade.Coop.Door.Read(new ReadOrderFile.Query(order, view.Stored.Content.OwnContract.Hash), Cooperative.Somebody(Role.Member))).Refusal);
    }

    [Fact]
    public async Task One_job_opens_its_activity_with_the_order_and_closes_it_when_all_is_over()
    {
        await using var trade = await Trade.Fresh();
        var order = await trade.Asked(trade.Content(await trade.Client()) with { Mode = OrderMode.Assignment, Activity = null });
        var activity = await trade.Coop.Ask<Guid>("select activity from invoicing.client_order where id = @order", new { order });
        Assert.Equal("Requested", await State());
        Assert.True((await trade.Answer(await trade.Token("anna@umea.example"))).Value.Accepted);
        Assert.Equal("Open", await State());
        Assert.Equal(11_220_20, await trade.Coop.Ask<long>("select sum(amount)::bigint from activities.position where activity = @activity and kind = 'planned'", new { activity }));

        Assert.Equal(OrderState.Cancelled, (await trade.Coop.Door.Run(new CancelOrder.Command(Guid.CreateVersion7(), order, "agreed; no wages were planned"), trade.Member)).Value);
        await trade.Coop.Pass(1);
        Assert.Equal("Settled", await State());

        Task<string> State() => trade.Coop.Ask<string>("select state from activities.activity where id = @activity", new { activity });
    }

    [Fact]
    public async Task A_series_makes_its_next_order_on_its_day_once()
    {
        await using var trade = await Trade.Fresh();
        var content = trade.Content(await trade.Client()) with { From = new LocalDate(2026, 3, 10), To = new LocalDate(2026, 3, 11), Repeat = new MonthlyRepeat(31, new LocalDate(2026, 5, 30)) };
        var order = await trade.Asked(content);
        await trade.Answer(await trade.Token("anna@umea.example"));
        await trade.Coop.Pass(29);
        Assert.Equal(1, await Made());
        await trade.Coop.Pass(30);
        Assert.Equal(2, await Made());
        await trade.Coop.Pass(60);
        Assert.Equal(2, await Made());
        Assert.Equal("Active", await trade.Coop.Ask<string>("select min(state) from invoicing.client_order where series = @order", new { order }));

        Task<int> Made() => trade.Coop.Ask<int>("select count(*)::int from invoicing.client_order where series = @order", new { order });
    }

    [Fact]
    public async Task The_list_pages_searches_and_exports_only_own_orders_and_formulas_stay_text()
    {
        await using var trade = await Trade.Fresh();
        var client = await trade.Client();
        for (var i = 0; i < ListOrders.PageSize + 2; i++) await trade.Draft(trade.Content(client) with { Title = i is 0 ? "=cmd|' /C calc'!A0" : $"Job {i}" });
        var first = (await trade.Coop.Door.Read(new ListOrders.Query(null, null, null, null), trade.Member)).Value;
        Assert.Equal(ListOrders.PageSize, first.Rows.Count);
        Assert.Equal(2, (await trade.Coop.Door.Read(new ListOrders.Query(null, null, first.Next, null), trade.Member)).Value.Rows.Count);
        Assert.Single((await trade.Coop.Door.Read(new ListOrders.Query("job 7", OrderState.Draft, null, null), trade.Member)).Value.Rows);
        Assert.Empty((await trade.Coop.Door.Read(new ListOrders.Query(null, null, null, true), Cooperative.Somebody(Role.Member))).Value.Rows);
        Assert.Contains(",'=cmd|", System.Text.Encoding.UTF8.GetString(Lists.Orders((await trade.Coop.Door.Read(new ListOrders.Query("=cmd", null, null, true), trade.Member)).Value.Rows)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_series_begins_on_the_last_day_of_shorter_months()
    {
        var repeat = new MonthlyRepeat(31, new LocalDate(2027, 1, 1));
        Assert.True(repeat.Begins(new LocalDate(2026, 2, 28), new LocalDate(2026, 1, 31)));
        Assert.False(repeat.Begins(new LocalDate(2026, 1, 31), new LocalDate(2026, 1, 31)));
    }
}
