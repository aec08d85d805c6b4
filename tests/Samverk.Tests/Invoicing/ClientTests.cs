using CsCheck;
using Samverk.Activities;
using Samverk.Invoicing;
using Samverk.Kernel;
using Samverk.Store;
using NodaTime;
using Actor = Samverk.Store.Actor;

namespace Samverk.Tests.Invoicing;

public sealed class ClientTests
{
    [Fact]
    public async Task The_same_vat_number_is_a_double_until_somebody_says_why_it_is_another_one()
    {
        await using var trade = await Trade.Fresh();
        var first = await trade.Client();
        var again = Trade.Umea("Umeå kommun, kulturförvaltningen");
        var refused = await trade.Coop.Door.Run(new EnterClient.Command(Guid.CreateVersion7(), again, null), trade.Member);
        Assert.Equal("client-exists", refused.Refusal!.Code);
        Assert.Equal(new[] { first }, refused.Refusal.Facts.Single(fact => fact.Name is "clients").Value);

        var other = await trade.Coop.Door.Run(new EnterClient.Command(Guid.CreateVersion7(), again, "another department with its own budget"), trade.Member);
        Assert.Null(other.Refusal);
        Assert.Equal("another department with its own budget", (await trade.Coop.Door.Read(new ViewClient.Query(other.Value.Value), trade.Adviser)).Value.OtherBecause);
    }

    [Theory]
    [InlineData("UMEA KOMMUN AB")]
    [InlineData("Umeå  Kommunn")]
    public async Task A_misspelt_name_in_the_same_town_is_a_double(string name)
    {
        await using var trade = await Trade.Fresh();
        await trade.Client();
        Assert.Equal("client-exists", (await trade.Coop.Door.Run(new EnterClient.Command(Guid.CreateVersion7(), Trade.Umea(name, null), null), trade.Member)).Refusal?.Code);
    }

    [Fact]
    public async Task Another_name_is_no_double_and_a_retry_enters_once()
    {
        await using var trade = await Trade.Fresh();
        await trade.Client();
        var command = new EnterClient.Command(Guid.CreateVersion7(), Trade.Umea("Västerbottensteatern", null), null);
        Assert.Equal((await trade.Coop.Door.Run(command, trade.Member)).Value, (await trade.Coop.Door.Run(command, trade.Member)).Value);
        Assert.Equal(2, await trade.Coop.Ask<int>("select count(*)::int from invoicing.client"));
    }

    [Theory]
    [InlineData("name", "")]
    [InlineData("vatNumber", "SE212000262702999")]
    [InlineData("postalCode", "9018")]
    [InlineData("email", "a@b.se\r\nBcc: all@x.se")]
    [InlineData("country", "XX")]
    public void Details_that_are_wrong_name_their_field(string field, string text)
    {
        var details = field switch
        {
            "name" => Trade.Umea() with { Name = text }, "vatNumber" => Trade.Umea() with { VatNumber = text }, "postalCode" => Trade.Umea() with { PostalCode = text },
            "email" => Trade.Umea() with { Email = text }, _ => Trade.Umea() with { Country = text },
        };
        Assert.Equal(field, details.Read(Id<Client>.New(), new LocalDate(2026, 3, 2)).Refusal?.Field);
    }

    [Fact]
    public void A_name_of_any_characters_has_a_match_key_without_signs() => Gen.String.Sample(name =>
        ClientDetails.MatchKey(name, null).All(letter => letter is ' ' || char.IsLetterOrDigit(letter) || char.IsSurrogate(letter)));

    [Fact]
    public async Task A_search_finds_by_part_of_name_town_and_vat_number_and_survives_hostile_text()
    {
        await using var trade = await Trade.Fresh();
        var id = await trade.Client();
        foreach (var text in new[] { "kommun", "umea", "SE 2120002627 01", "Umeå kommun" })
            Assert.Equal(id, (await trade.Coop.Door.Read(new SearchClients.Query(text, null, null), trade.Member)).Value.Single().Id);
        foreach (var text in new[] { "%", "'; drop table invoicing.client; --", "_", "\\" })
            Assert.Null((await trade.Coop.Door.Read(new SearchClients.Query(text, null, null), trade.Member)).Refusal);
    }

    [Fact]
    public async Task Contacts_are_seen_by_nobody_but_their_member()
    {
        await using var trade = await Trade.Fresh();
        var client = await trade.Client();
        var kept = await trade.Coop.Door.Run(new KeepContact.Command(Guid.CreateVersion7(), client, null, "Eva", "buyer", "eva@umea.example", null), trade.Member);
        var stranger = Cooperative.Somebody(Role.Member);
        Assert.Single((await trade.Coop.Door.Read(new ViewClient.Query(client), trade.Member)).Value.Contacts);
        Assert.Empty((await trade.Coop.Door.Read(new ViewClient.Query(client), stranger)).Value.Contacts);
        Assert.Empty((await trade.Coop.Door.Read(new ViewClient.Query(client), trade.Adviser)).Value.Contacts);
        Assert.Equal(Refusal.Unknown, (await trade.Coop.Door.Run(new ForgetContact.Command(Guid.CreateVersion7(), kept.Value), stranger)).Refusal);
        Assert.Equal(Refusal.Unknown, (await trade.Coop.Door.Run(new KeepContact.Command(Guid.CreateVersion7(), client, kept.Value, "Mine", "", null, null), stranger)).Refusal);
    }

    [Fact]
    public async Task Nobody_checks_a_client_of_their_own_and_members_never_do()
    {
        await using var trade = await Trade.Fresh();
        var both = Cooperative.Somebody(Role.Member, Role.Adviser);
        var client = (await trade.Coop.Door.Run(new EnterClient.Command(Guid.CreateVersion7(), Trade.Umea(), null), both)).Value.Value;
        var approve = new CheckClient.Command(Guid.CreateVersion7(), client, ClientDecision.Approve, null, null);
        Assert.Equal("own-case", (await trade.Coop.Door.Run(approve, both)).Refusal?.Code);
        Assert.Equal(Refusal.Unknown, (await trade.Coop.Door.Run(approve, trade.Member)).Refusal);
        Assert.Equal("reason-needed", (await trade.Coop.Door.Run(approve with { Request = Guid.CreateVersion7(), Decision = ClientDecision.Refuse }, trade.Adviser)).Refusal?.Code);
    }

    [Fact]
    public async Task A_merge_moves_orders_and_keeps_the_history()
    {
        await using var trade = await Trade.Fresh();
        var right = await trade.Client();
        var wrong = await trade.Client(Trade.Umea("Kulturhuset Väven", null), approved: false);
        var order = await trade.Draft(trade.Content(wrong));
        Assert.Equal(ClientState.Merged, (await trade.Coop.Door.Run(new CheckClient.Command(Guid.CreateVersion7(), wrong, ClientDecision.Merge, right, "the same"), trade.Adviser)).Value);
        Assert.Equal(OrderState.Checking, (await trade.Submit(order)).Value);
        Assert.Equal(right, await trade.Coop.Ask<Guid>("select client from invoicing.client_order where id = @order", new { order }));
        Assert.Equal("merged", (await trade.Coop.Door.Read(new ViewClient.Query(wrong), trade.Adviser)).Value.Steps[^1].Event);
    }

    /// <summary>S9: due on 30 June; 30 August is exactly two months and free, 31 August is blocked, for everyone; paid, it is free again.</summary>
    [Fact]
    public async Task A_client_is_blocked_after_two_calendar_months_and_free_when_it_pays()
    {
        await using var trade = await Trade.Fresh();
        var client = await trade.Client();
        var invoice = await trade.Invoice(client, new LocalDate(2026, 6, 30));
        var other = Cooperative.Somebody(Role.Member);
        await trade.Coop.Write<Done>(async tx =>
        {
            await tx.Join(trade.Activity, other.Person, manager: false);
            return default(Done);
        });

        await trade.Coop.Pass(Days(trade.Today, new LocalDate(2026, 8, 30)));
        Assert.Equal(nameof(ClientState.Watch), await State());
        var waiting = await trade.Draft(trade.Content(client), other);
        Assert.Equal(OrderState.Checking, (await trade.Submit(waiting, other)).Value);

        await trade.Coop.Pass(1);
        Assert.Equal(nameof(ClientState.Blocked), await State());
        var refused = (await trade.Submit(await trade.Draft(trade.Content(client), other), other)).Refusal!;
        Assert.Equal("client-blocked", refused.Code);
        Assert.Empty(refused.Facts);
        Assert.Equal("client-blocked", (await trade.Decide(waiting, why: "fine")).Refusal?.Code);
        Assert.All((await trade.Coop.Door.Read(new ViewClient.Query(client), other)).Value.Steps, step => Assert.Empty(step.Why));

        Assert.Null((await trade.Coop.Write(tx => tx.RecordPayment(Guid.CreateVersion7(), invoice.Id, new Money(1250_00, Currency.SEK), null, null, "bank"))).Refusal);
        await trade.Coop.Pass(0);
        Assert.Equal(nameof(ClientState.Approved), await State());
        Assert.Equal(OrderState.Confirming, (await trade.Decide(waiting, why: "paid now")).Value);

        Task<string> State() => trade.Coop.Ask<string>("select state from invoicing.client where id = @client", new { client });
    }

    [Fact]
    public async Task The_block_holds_before_the_day_s_work_has_run()
    {
        await using var trade = await Trade.Fresh();
        var client = await trade.Client();
        await trade.Invoice(client, new LocalDate(2026, 6, 30));
        trade.Coop.Clock.AdvanceDays(Days(trade.Today, new LocalDate(2026, 8, 31)));
        Assert.Equal("client-blocked", (await trade.Submit(await trade.Draft(trade.Content(client)))).Refusal?.Code);
    }

    [Fact]
    public async Task Without_a_limit_set_or_verified_nothing_is_guessed()
    {
        await using var trade = await Trade.Fresh();
        var client = await trade.Client();
        await trade.Invoice(client, trade.Today);
        await trade.Coop.Write<Done>(async tx =>
        {
            await tx.Set<int?>(ClientStandingSql.MonthsKey(Cooperative.Entity.Id), null);
            return default(Done);
        });
        trade.Coop.Clock.AdvanceDays(3);
        Assert.Equal("regime-not-verified", (await trade.Submit(await trade.Draft(trade.Content(client)))).Refusal?.Code);
    }

    [Fact]
    public async Task Two_persons_lift_a_block_and_what_a_person_decided_stays_when_the_day_passes()
    {
        await using var trade = await Trade.Fresh();
        var client = await trade.Client();
        Assert.Equal(ClientState.Blocked, (await trade.Coop.Door.Run(new HoldClient.Command(Guid.CreateVersion7(), client, ClientHold.Block, "fraud"), trade.Adviser)).Value);
        await trade.Coop.Pass(2);
        Assert.Equal("second-person-needed", (await trade.Coop.Door.Run(new HoldClient.Command(Guid.CreateVersion7(), client, ClientHold.Release, "ok"), trade.Adviser)).Refusal?.Code);
        Assert.Equal(ClientState.Blocked, (await Unblock(trade.Adviser)).Value);
        Assert.Equal("second-person-needed", (await Unblock(trade.Adviser)).Refusal?.Code);
        Assert.Equal(ClientState.Approved, (await Unblock(trade.Second)).Value);

        Task<Outcome<ClientState>> Unblock(Actor by) => trade.Coop.Door.Run(new UnblockClient.Command(Guid.CreateVersion7(), client, "a mistake"), by);
    }

    [Theory]
    [InlineData("2026-06-30", "2026-08-30", false)]
    [InlineData("2026-06-30", "2026-08-31", true)]
    [InlineData("2025-12-31", "2026-02-28", false)]
    [InlineData("2025-12-31", "2026-03-01", true)]
    public void The_limit_is_counted_in_calendar_months(string due, string today, bool blocked) =>
        Assert.Equal(blocked, ClientStanding.BlocksOn(NodaTime.Text.LocalDatePattern.Iso.Parse(today).Value, NodaTime.Text.LocalDatePattern.Iso.Parse(due).Value, 2));

    private static int Days(LocalDate from, LocalDate to) => NodaTime.Period.DaysBetween(from, to);
}
