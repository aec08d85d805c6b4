using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Samverk.Activities;
using Samverk.Host;
using Samverk.Identity;
using Samverk.Invoicing;
using Samverk.Kernel;
using Samverk.Members;
using Samverk.Store;
using Samverk.Tests.Invoicing;
using Samverk.Ui;

namespace Samverk.Tests.Host;

/// <summary>The start page: what each person reads on it.</summary>
public sealed class HomeTests
{
    [Fact]
    public async Task A_new_member_finds_the_first_step_and_nobody_else_s_money()
    {
        await using var trade = await Trade.Fresh();
        await trade.Invoice(await trade.Client(), trade.Today.PlusDays(30));
        var stranger = Cooperative.Somebody(Role.Member);

        var home = await Home(trade.Coop, stranger);
        var mine = (await trade.Coop.Door.Read(new ReadMyActivities.Query(trade.Activity.Value), stranger)).Value;

        Assert.Equal(["/orders/new"], home.Todo.Select(line => line.Href));
        Assert.Empty(home.Next.Concat(home.Lately).Concat(home.Figures));
        Assert.Null(mine.Shown);
        Assert.Empty(mine.Activities);
    }

    [Fact]
    public async Task A_member_reads_what_to_do_which_dates_come_and_what_happened()
    {
        await using var trade = await Trade.Fresh();
        var client = await trade.Client();
        await trade.Draft(trade.Content(client));
        var back = await trade.Draft(trade.Content(client) with { Title = "Wedding" });
        await trade.Submit(back);
        await trade.Decide(back, OrderDecision.AskChanges, "Who pays the train?");
        var asked = await trade.Asked(trade.Content(client) with { Title = "Portraits" });
        var paid = await trade.Invoice(client, trade.Today.PlusDays(30));
        var due = await trade.Invoice(client, trade.Today.PlusDays(20));
        await trade.Coop.Write(tx => tx.RecordPayment(Guid.NewGuid(), paid.Id, paid.Gross, null, null, "bank"));

        var home = await Home(trade.Coop, trade.Member);

        Assert.Contains(home.Todo, line => line.Href == $"/orders/{back}/write/1" && line.Under == "Who pays the train?");
        Assert.Equal(2, home.Todo.Count(line => line.Href.EndsWith("/write/1", StringComparison.Ordinal)));
        Assert.Equal([(trade.Today.PlusDays(20), $"/orders/{asked}"), (trade.Today.PlusDays(20), $"/invoices/{due.Id}")],
            home.Next.OrderByDescending(line => line.Href, StringComparer.Ordinal).Select(line => (line.Date!.Value, line.Href)));
        Assert.Equal((due.Gross, "paid"), (home.Next.Single(line => line.Amount is not null).Amount, home.Lately.Single(line => line.Href == $"/invoices/{paid.Id}").Badges[0].Words));
        Assert.Contains(home.Lately.Single(line => line.Href == $"/invoices/{due.Id}").Badges, badge => badge is { Words: "guaranteed", Meaning: Meaning.Good });

        var mine = (await trade.Coop.Door.Read(new ReadMyActivities.Query(null), trade.Member)).Value;
        Assert.Equal((trade.Activity, 0), (mine.Shown!.Id, mine.Shown.Orders));
        Assert.Equal(mine.Activities.Single().Balances.SalaryAvailable, mine.Shown.Outlook.Wages.Points[^1].Amount);
    }

    [Fact]
    public async Task The_page_begins_with_a_member_s_own_activity_whatever_happened_last_in_a_team()
    {
        await using var trade = await Trade.Fresh();
        var band = new Activity(Id<Activity>.New(), Cooperative.Entity.Id, "band", "Band", Currency.SEK, ActivityKind.Shared, null, ActivityState.Open, trade.Today);
        await trade.Coop.Write<Done>(async tx =>
        {
            await tx.Save(band, null, "opened", "");
            await tx.Join(band.Id, trade.Member.Person, manager: false);
            await tx.SetPosition(new Position(band.Id, Guid.NewGuid(), PositionKind.Planned, new Money(1_000_00, Currency.SEK), Sure: true));
            return default(Done);
        });

        var mine = (await trade.Coop.Door.Read(new ReadMyActivities.Query(null), trade.Member)).Value;

        Assert.Equal([trade.Activity, band.Id], mine.Activities.Select(row => row.Id));
        Assert.Equal(trade.Activity, mine.Shown!.Id);
    }

    [Fact]
    public async Task The_staff_reads_the_desk_and_finance_the_bank_and_who_is_both_reads_both()
    {
        await using var trade = await Trade.Fresh();
        var order = await trade.Draft(trade.Content(await trade.Client()));
        await trade.Submit(order);

        var adviser = await Home(trade.Coop, trade.Adviser);
        Assert.StartsWith("/desk?item=", Assert.Single(adviser.Todo).Href, StringComparison.Ordinal);
        Assert.Contains("Umeå kommun", adviser.Todo[0].Under, StringComparison.Ordinal);
        Assert.Equal(["/desk", "/desk", "/exposure", "/fund"], adviser.Figures.Select(line => line.Href).Order(StringComparer.Ordinal));
        Assert.Equal(new Money(100_000_00, Currency.SEK), adviser.Figures.Single(line => line.Href is "/fund").Amount);

        Assert.Contains((await Home(trade.Coop, Cooperative.Somebody(Role.Finance))).Figures, line => line is { Href: "/bank", Figure: "0" });
        var both = await Home(trade.Coop, new Actor(trade.Member.Person, new HashSet<Role> { Role.Member, Role.Adviser }));
        Assert.Contains(both.Figures, line => line.Href is "/desk");
        Assert.Contains(both.Todo, line => line.Href.StartsWith("/desk", StringComparison.Ordinal));
        Assert.Equal(Refusal.Unknown, (await trade.Coop.Door.Read(new ReadHome.Query(), Actor.Visitor)).Refusal);
    }

    [Fact]
    public async Task A_module_adds_lines_by_one_registration_and_they_come_in_order()
    {
        await using var coop = await Cooperative.Fresh(services => services.AddUi().AddHomeLines(typeof(HomeTests).Assembly, new Access((Role.Auditor, Relation.None)), asked => Task.FromResult<IEnumerable<HomeLine>>(
        [
            new(HomePart.Todo, "whenever", "/c"), new(HomePart.Todo, "later", "/b") { Date = asked.Tx.Today.PlusDays(3) }, new(HomePart.Todo, "now", "/a") { Date = asked.Tx.Today },
            new(HomePart.Lately, "old", "/y") { Date = asked.Tx.Today.PlusDays(-3) }, new(HomePart.Lately, "new", "/z") { Date = asked.Tx.Today },
        ])));

        var home = await Home(coop, Cooperative.Somebody(Role.Auditor));

        Assert.Equal(["now", "later", "whenever"], home.Todo.Select(line => line.Words));
        Assert.Equal(["new", "old"], home.Lately.Select(line => line.Words));
        Assert.Empty((await Home(coop, Cooperative.Somebody(Role.Board))).Lately);
    }

    [Fact]
    public async Task An_account_is_called_what_the_person_is_called_also_after_a_change_and_keeps_nothing_after_erasure()
    {
        await using var coop = await Cooperative.Fresh();
        var ada = await coop.Staff("Ada", Role.Adviser);
        var anna = await coop.Known("Anna Berg", ada);
        await coop.Write(tx => tx.CreateAccount(anna.Person, "anna@home.example", "gryning-kastanj-41", [Role.Member], "sv"));
        await coop.Pass(0);
        Assert.Equal("Anna Berg", await coop.Ask<string?>("select name from identity.account"));

        await coop.SavePerson(await coop.Facts(anna) with { Name = "Anna Lind" });
        await coop.Pass(0);
        Assert.Equal("Anna Lind", await coop.Ask<string?>("select name from identity.account"));

        await coop.Write<Done>(async tx =>
        {
            await tx.Start(Guid.NewGuid(), anna.Person, SignInMethod.Password, new Caller("Firefox, Linux", "192.0.2.0"), half: false);
            return default(Done);
        });
        await coop.Done(new ErasePerson.Command(Guid.NewGuid(), anna.Person, (await coop.Facts(anna)).Code), Cooperative.Somebody(Role.Administrator));
        await coop.Pass(0);

        Assert.Equal((0, 0), (await coop.Ask<int>("select count(*)::int from identity.account where concat(name, email, user_name, normalized_email) ilike '%anna%' or password_hash is not null or locked_at is null"),
            await coop.Ask<int>("select count(*)::int from identity.sign_in where ended_at is null or device <> ''")));
        Assert.Equal(0, await coop.Ask<int>("select count(*)::int from identity.role_held where until is null"));
    }

    [Fact]
    public async Task After_a_restore_nobody_is_signed_in()
    {
        await using var coop = await Cooperative.Fresh();
        var anna = await coop.Known("Anna Berg");
        await coop.Write<Done>(async tx =>
        {
            Assert.Null((await tx.CreateAccount(anna.Person, "anna@home.example", "gryning-kastanj-41", [Role.Member], "sv")).Refusal);
            await tx.Start(Guid.NewGuid(), anna.Person, SignInMethod.Password, new Caller("Firefox, Linux", "192.0.2.0"), half: false);
            return default(Done);
        });
        Assert.Equal(1, await coop.Ask<int>("select count(*)::int from identity.sign_in where ended_at is null"));

        await coop.Write<Done>(async tx =>
        {
            foreach (var after in coop.Services.GetServices<AfterRestore>()) await after.Step(tx);
            return default(Done);
        });

        Assert.Equal(0, await coop.Ask<int>("select count(*)::int from identity.sign_in where ended_at is null"));
    }

    private static async Task<ReadHome.Result> Home(Cooperative coop, Actor actor)
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
        var read = await coop.Door.Read(new ReadHome.Query(), actor);
        CultureInfo.CurrentUICulture = before;
        return read.Value;
    }
}
