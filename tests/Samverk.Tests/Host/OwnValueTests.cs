using System.Text.Json;
using NodaTime;
using Samverk.Countries;
using Samverk.Host;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Tests.Host;

public sealed class OwnValueTests
{
    private static readonly LocalDate Spring = new(2026, 3, 1);

    [Fact]
    public async Task An_own_value_is_used_once_a_second_person_has_released_it()
    {
        await using var coop = await Cooperative.Fresh();
        var (fia, bo) = (Cooperative.Somebody(Role.Finance), Cooperative.Somebody(Role.Board));

        var entered = await Enter(coop, fia, "se.invoice.term", "20");

        Assert.Equal("regime-not-verified", (await Term(coop)).Refusal!.Code);
        Assert.Equal(1, await coop.Ask<int>("select count(*) from desk.item where kind = 'facts.own-value' and state = 'Open'"));
        Assert.Equal("own-case", (await Release(coop, fia, entered.Value)).Refusal!.Code);
        Assert.Equal("in-person-only", (await Release(coop, bo with { ActedBy = Id<Person>.New() }, entered.Value)).Refusal!.Code);
        Assert.Null((await Release(coop, bo, entered.Value)).Refusal);

        var used = (await Term(coop)).Value;
        Assert.Equal((20, FactStatus.Released, bo.Person.ToString(), "minutes 2026-1"), (used.Value, used.Use.Status, used.Use.Release!.ReleasedBy, used.Use.Source));
        Assert.Equal(0, await coop.Ask<int>("select count(*) from desk.item where kind = 'facts.own-value' and state <> 'Resolved'"));
    }

    [Fact]
    public async Task A_withdrawn_value_is_used_no_more()
    {
        await using var coop = await Cooperative.Fresh();
        var bo = Cooperative.Somebody(Role.Board);
        var entered = await Enter(coop, Cooperative.Somebody(Role.Finance), "se.invoice.term", "20");
        await Release(coop, bo, entered.Value);

        Assert.Equal("reason-needed", (await coop.Door.Run(new WithdrawOwnValue.Command(Guid.CreateVersion7(), entered.Value, " "), bo)).Refusal!.Code);
        Assert.Null((await coop.Door.Run(new WithdrawOwnValue.Command(Guid.CreateVersion7(), entered.Value, "a new decision"), bo)).Refusal);

        Assert.Equal("regime-not-verified", (await Term(coop)).Refusal!.Code);
        Assert.Equal("state-not-allowed", (await Release(coop, bo, entered.Value)).Refusal!.Code);
    }

    [Fact]
    public async Task Two_released_values_never_hold_on_one_day()
    {
        await using var coop = await Cooperative.Fresh();
        var (fia, bo) = (Cooperative.Somebody(Role.Finance), Cooperative.Somebody(Role.Board));
        var first = await Enter(coop, fia, "se.invoice.term", "20", to: new LocalDate(2026, 12, 31));
        var second = await Enter(coop, fia, "se.invoice.term", "10", from: new LocalDate(2026, 12, 31));
        await Release(coop, bo, first.Value);

        Assert.Equal("row-duplicate", (await Release(coop, bo, second.Value)).Refusal!.Code);
        Assert.Equal("row-duplicate", (await Enter(coop, fia, "se.invoice.term", "10")).Refusal!.Code);
        Assert.Null((await Enter(coop, fia, "se.invoice.term", "10", from: new LocalDate(2027, 1, 1))).Refusal);
    }

    [Theory]
    [InlineData("se.invoice.term", "\"soon\"", "field-invalid")]
    [InlineData("se.invoice.term", "-1", "field-invalid")]
    [InlineData("se.fee", """{"kind":"onTop","rate":"1","fundRate":"5"}""", "field-invalid")]
    [InlineData("se.nothing", "1", "field-unknown")]
    public async Task What_the_pack_cannot_read_is_refused_when_it_is_entered(string name, string json, string code)
    {
        await using var coop = await Cooperative.Fresh();

        Assert.Equal(code, (await Enter(coop, Cooperative.Somebody(Role.Finance), name, json)).Refusal!.Code);
    }

    [Fact]
    public async Task A_pack_that_nobody_registered_takes_no_values()
    {
        await using var coop = await Cooperative.Fresh();
        var command = new EnterOwnValue.Command(Guid.CreateVersion7(), "horoscopes", "se.fee", Spring, null, JsonDocument.Parse("1").RootElement, "the stars");

        Assert.Equal("unknown-kind", (await coop.Door.Run(command, Cooperative.Somebody(Role.Finance))).Refusal!.Code);
        Assert.Equal("not-found", (await Enter(coop, Cooperative.Somebody(Role.Adviser), "se.invoice.term", "20")).Refusal!.Code);
    }

    [Fact]
    public async Task A_value_that_ends_is_on_the_desk_sixty_days_before_until_something_follows()
    {
        await using var coop = await Cooperative.Fresh();
        var (fia, bo) = (Cooperative.Somebody(Role.Finance), Cooperative.Somebody(Role.Board));
        await coop.Pass(0);
        var first = await Enter(coop, fia, "se.invoice.term", "20", to: new LocalDate(2026, 5, 10));
        await Release(coop, bo, first.Value);

        await coop.Pass(8);
        Assert.Equal(0, await Warnings(coop));
        await coop.Pass(1);
        Assert.Equal((1, "60"), (await Warnings(coop), await Days(coop)));
        await coop.Pass(30);
        Assert.Equal((1, "30"), (await Warnings(coop), await Days(coop)));
        await coop.Pass(23);
        Assert.Equal((1, "7"), (await Warnings(coop), await Days(coop)));

        var next = await Enter(coop, fia, "se.invoice.term", "25", from: new LocalDate(2026, 5, 11));
        await Release(coop, bo, next.Value);
        await coop.Pass(1);
        Assert.Equal(0, await Warnings(coop));
    }

    [Fact]
    public async Task The_list_says_of_every_figure_how_sure_it_is()
    {
        await using var coop = await Cooperative.Fresh();
        var entered = await Enter(coop, Cooperative.Somebody(Role.Finance), "se.invoice.term", "20");
        var before = await Rows(coop);
        await Release(coop, Cooperative.Somebody(Role.Board), entered.Value);
        var after = await Rows(coop);

        Assert.Equal((FactState.Unverified, true), (before["se.invoice.term"].State, before["se.invoice.term"].Waiting));
        Assert.Equal((FactState.Own, false, "20"), (after["se.invoice.term"].State, after["se.invoice.term"].Waiting, after["se.invoice.term"].Value));
        Assert.Equal(FactState.Verified, after["se.vat.standard"].State);
        Assert.Equal(FactState.Missing, after["se.share.price"].State);
    }

    private static async Task<Dictionary<string, ListFacts.Row>> Rows(Cooperative coop) =>
        (await coop.Door.Read(new ListFacts.Query(), Cooperative.Somebody(Role.Auditor))).Value.ToDictionary(row => row.Id, StringComparer.Ordinal);

    private static Task<int> Warnings(Cooperative coop) => coop.Ask<int>("select count(*) from desk.item where kind = 'facts.ending' and state <> 'Resolved'");

    private static Task<string> Days(Cooperative coop) => coop.Ask<string>("select facts::text from desk.item where kind = 'facts.ending'")
        .ContinueWith(read => System.Text.RegularExpressions.Regex.Match(read.Result, @"days\D+(\d+)", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)).Groups[1].Value, TaskScheduler.Default);

    private static async Task<Outcome<Fact<int>>> Term(Cooperative coop) =>
        (await coop.Db.Read(Actor.System, async tx => Outcome.Of(await tx.Facts()))).Value.Find<int>("SE", FactNames.InvoiceTerm, coop.Today);

    private static Task<Outcome<Id<OwnValue>>> Enter(Cooperative coop, Actor actor, string name, string json, LocalDate? from = null, LocalDate? to = null) =>
        coop.Door.Run(new EnterOwnValue.Command(Guid.CreateVersion7(), OwnValue.Facts, name, from ?? Spring, to, JsonDocument.Parse(json).RootElement, "minutes 2026-1"), actor);

    private static Task<Outcome<Done>> Release(Cooperative coop, Actor actor, Id<OwnValue> value) => coop.Door.Run(new ReleaseOwnValue.Command(Guid.CreateVersion7(), value), actor);
}
