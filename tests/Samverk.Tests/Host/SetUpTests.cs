using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using NodaTime;
using NodaTime.Testing;
using Samverk.Activities;
using Samverk.Countries;
using Samverk.Host;
using Samverk.Identity;
using Samverk.Invoicing;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;
using Samverk.Treasury;

namespace Samverk.Tests.Host;

public sealed class SetUpTests
{
    private static readonly Foundation Wanted = new(
        "Kulturkooperativet Norr", "SE", "Europe/Stockholm", "sv", "https://norr.example", new LocalDate(2026, 1, 1), 30,
        [
            new("se", "Kulturkooperativet Norr ek. för.", EntityKind.Cooperative, "769612-3459", "SE769612345901", new PostalAddress("SE", "Umeå", "903 26", "Storgatan", "12"), "9912-3432"),
            new("se-2", "Norr Utbildning AB", EntityKind.EducationCompany, null, null, null, null),
        ],
        [Own("fee", """{"kind":"onTop","rate":"6.95","fundRate":"1"}"""), Own("guarantee.requires", """["confirmed"]"""), Own("guarantee.cover", "\"net\""), Own("expense.rule", "\"collected\""), Own("badDebtFee", "\"reverse\"")],
        new("Adam Administrator", "adam@norr.example"));

    [Fact]
    public async Task A_cooperative_begins_whole_with_one_code()
    {
        await using var node = await Empty.Node();
        var code = await node.Code();

        var begun = await node.SetUp(Wanted, code);

        Assert.Null(begun.Refusal);
        await node.Write(async tx =>
        {
            Assert.Equal(("Kulturkooperativet Norr", "https://norr.example/"), (await tx.CooperativeName(), (await tx.Address())!.AbsoluteUri));
            Assert.Equal("Europe/Stockholm", tx.Zone.Id);
            var entities = await tx.Entities();
            Assert.Equal([EntityKind.Cooperative, EntityKind.EducationCompany], entities.OrderBy(entity => entity.Code).Select(entity => entity.Kind!.Value));
            var first = entities.Single(entity => entity.Code is "se");
            Assert.Equal(["taxRegistration", "contactEmail"], (await tx.FindSeller(first.Id))!.Missing("SE", Currency.SEK));
            Assert.Equal("99123432", (await tx.FindBankAccount(first.Id))!.Iban);
            Assert.Equal(1m, (await tx.Terms(first.Id, new LocalDate(2026, 1, 1))).Value.Fee.FundRate.PerCent);
            Assert.Equal("rule-missing", (await tx.Terms(first.Id, new LocalDate(2025, 12, 31))).Refusal!.Code);
            Assert.Equal([begun.Value], await tx.Holders(Role.Administrator));
            // Who stands for a value that nobody has verified is known wherever it is used.
            Assert.Equal(begun.Value.ToString(), (await tx.Facts()).Find<FeeRule>("SE", FactNames.Fee, tx.Today).Value.Use.Release!.ReleasedBy);
            Assert.Equal(2, (await tx.TermsResting("se.fee")).Count);
        });
        Assert.Null((await node.SignIn("adam@norr.example", "skatbo lingon 2026")).Refusal);
    }

    [Fact]
    public async Task The_code_works_once_and_nobody_sets_the_node_up_again()
    {
        await using var node = await Empty.Node();
        var code = await node.Code();
        Assert.Null((await node.SetUp(Wanted, code)).Refusal);

        Assert.Equal("not-found", (await node.SetUp(Wanted, code)).Refusal!.Code);
        Assert.Null((await node.Db.Write(Actor.System, async tx => Outcome.Of<Maybe>(new(await tx.NewSetUpCode())))).Value.Code);
        Assert.Equal("set-up-already", (await node.SetUp(Wanted, null, Actor.System)).Refusal!.Code);
    }

    [Fact]
    public async Task Without_the_code_with_an_old_one_or_after_a_day_there_is_no_set_up()
    {
        await using var node = await Empty.Node();
        var old = await node.Code();
        var code = await node.Code();

        foreach (var wrong in (Secret?[])[null, Secret.New(), old]) Assert.Equal("not-found", (await node.SetUp(Wanted, wrong)).Refusal!.Code);
        Assert.Equal("not-found", (await node.SetUp(Wanted, code, Cooperative.Somebody(Role.Member))).Refusal!.Code);
        node.Clock.AdvanceHours(25);
        Assert.Equal("not-found", (await node.SetUp(Wanted, code)).Refusal!.Code);
        Assert.Null((await node.SetUp(Wanted, await node.Code())).Refusal);
    }

    [Fact]
    public async Task What_is_kept_of_the_code_does_not_open_the_node()
    {
        await using var node = await Empty.Node();
        var code = await node.Code();

        var kept = (await node.Db.Read(Actor.System, async tx => Outcome.Of((await tx.Setting<JsonElement>("node.set-up-code")).GetRawText()))).Value;

        Assert.DoesNotContain(code.Value, kept, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_set_up_leaves_nothing_behind()
    {
        await using var node = await Empty.Node();
        var code = await node.Code();

        var refused = await node.SetUp(Wanted, code, password: "short");

        Assert.Equal(("password-too-short", "administrator.password"), (refused.Refusal!.Code, refused.Refusal.Field));
        await node.Write(async tx => Assert.Equal((0, 0, NodeSettings.Unnamed), ((await tx.Entities()).Count, (await tx.OwnValues(OwnValue.Facts)).Count, await tx.CooperativeName())));
        Assert.Null((await node.SetUp(Wanted, code)).Refusal);
    }

    [Fact]
    public void What_nobody_has_verified_is_asked_for_with_a_source()
    {
        var today = new LocalDate(2026, 3, 2);
        Refusal Without(string name) => (Wanted with { Values = [.. Wanted.Values.Where(own => own.Name != name)] }).Checked(Actor.System.Person, today).Refusal!;

        foreach (var name in Foundation.TermFacts) Assert.Equal(("regime-not-verified", name), (Without(name).Code, Without(name).Field));
        Assert.Equal("source", (Wanted with { Values = [Wanted.Values[0] with { Source = " " }, .. Wanted.Values.Skip(1)] }).Checked(Actor.System.Person, today).Refusal!.Field);
        Assert.Equal("fee", (Wanted with { Values = [Own("fee", """{"kind":"percentOfMargin","rate":"10"}"""), .. Wanted.Values.Skip(1)] }).Checked(Actor.System.Person, today).Refusal!.Field);
        Assert.Null(Wanted.Checked(Actor.System.Person, today).Refusal);
    }

    [Theory]
    [InlineData("http://norr.example")]
    [InlineData("norr.example")]
    [InlineData("https://norr.example/under")]
    [InlineData("https://user@norr.example")]
    [InlineData("javascript:alert(1)")]
    public void An_address_is_one_with_TLS_and_nothing_but_a_host(string address) => Assert.Equal("address", NodeAddress.Read(address).Refusal!.Field);

    [Fact]
    public async Task The_environment_goes_before_the_setting_everywhere_at_once()
    {
        await using var node = await Empty.Node();
        Assert.Null((await node.SetUp(Wanted, await node.Code())).Refusal);
        await using var moved = new Db(node.Connection, node.Clock, new Uri("https://copy.example/"));

        Assert.Equal("https://copy.example/", (await moved.Read(Actor.System, async tx => Outcome.Of((await tx.Address())!.AbsoluteUri))).Value);
        Assert.StartsWith("https://copy.example/invitation?key=", (await moved.Read(Actor.System, async tx => Outcome.Of(await LinkMails.Address(tx, LinkKind.Invitation, Secret.New())))).Value, StringComparison.Ordinal);
    }

    private static Foundation.Own Own(string name, string json) => new(name, JsonDocument.Parse(json).RootElement, "Board, 2 January 2026");

    private sealed record Maybe(Secret? Code);

    /// <summary>A node that belongs to nobody yet.</summary>
    private sealed class Empty : IAsyncDisposable
    {
        private readonly string database;
        private readonly ServiceProvider services;

        private Empty(string database)
        {
            (Connection, this.database) = (database, database);
            services = new ServiceCollection().AddSingleton<IClock>(Clock).AddStore(database).AddModules().BuildServiceProvider();
        }

        public string Connection { get; }

        public FakeClock Clock { get; } = new(Instant.FromUtc(2026, 3, 2, 9, 0));

        public Db Db => services.GetRequiredService<Db>();

        public static async Task<Empty> Node() => new(await TestServer.Clone("nobody", async empty =>
        {
            await using var rooms = new ServiceCollection().AddStore(empty).AddModules().BuildServiceProvider();
            await Migrations.Run(rooms.GetRequiredService<Db>().Source, [.. rooms.GetServices<Room>()]);
        }));

        public async Task<Secret> Code() => (await Db.Write(Actor.System, async tx => Outcome.Of(new Maybe(await tx.NewSetUpCode())))).Value.Code!.Value;

        public Task<Outcome<Id<Person>>> SetUp(Foundation wanted, Secret? code, Actor? actor = null, string password = "skatbo lingon 2026") =>
            services.GetRequiredService<Door>().Run(new SetUp.Command(Guid.CreateVersion7(), wanted, code, new(password)), actor ?? Actor.Visitor);

        public Task<Outcome<SignedIn>> SignIn(string email, string password) =>
            services.GetRequiredService<Door>().Run(new SignIn.Command(Guid.CreateVersion7(), email, new(password), new("?", "?")), Actor.Visitor);

        public async Task Write(Func<Tx, Task> look) => Assert.Null((await Db.Write(Actor.System, async tx =>
        {
            await look(tx);
            return Outcome.Of(true);
        })).Refusal);

        public async ValueTask DisposeAsync()
        {
            await services.DisposeAsync();
            await TestServer.Drop(database);
        }
    }
}
