using System.Text.RegularExpressions;
using NodaTime;
using Samverk.Activities;
using Samverk.Employment;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Members;
using Samverk.Store;
using Samverk.Tests.Invoicing;
using Actor = Samverk.Store.Actor;

namespace Samverk.Scenarios;

/// <summary>Engaged by a link, and nobody at two places at once.</summary>
public sealed partial class WalkedStories
{
    private static readonly string[] Names = ["Ada", "Bo", "Cia", "Dag", "Eva", "Finn", "Gun", "Hans", "Ida", "Jan", "Kaj", "Lea"];

    [Fact]
    public async Task S8_Overlap()
    {
        await using var walk = await Walk.Begin("s08-overlap", "S8 · Nobody is at two places at once, and nobody learns for whom the other work is");
        var (trade, frida, frank) = (walk.Trade, walk.Trade.Member, Tests.Cooperative.Somebody(Role.Member));
        await Register(trade);
        Assert.Null((await trade.Coop.Write<PersonFacts>(tx => tx.SavePerson(PersonFacts.New(frank.Person, PersonKind.Member, "Frank Öst")))).Refusal);
        var theatre = (await walk.Does("2026-04-27", "Frank opens an activity, Theatre, and takes Frida into its team.", () => walk.Door.Run(
            new RequestActivity.Command(Guid.CreateVersion7(), Tests.Cooperative.Entity.Id, "Theatre", ActivityKind.Personal, null, frank.Person, ""), trade.Adviser))).Activity;
        await walk.Does("2026-04-28", "Frida announces 3 May from 09:00 to 17:00, as a photographer for a client that only she knows.", () => walk.Door.Run(Announce(trade.Activity, frida, new LocalDate(2026, 5, 3)), frida));
        var evening = Announce(theatre, frida, new LocalDate(2026, 5, 3)) with { Days = [new WorkDay(new(2026, 5, 3), new LocalTime(16, 0), 240)] };
        var told = await walk.Refused("2026-04-28", "Frank announces her for Theatre on 3 May from 16:00 to 20:00.", () => walk.Door.Run(evening, frank), "work-overlaps");
        Assert.Equal([("date", new LocalDate(2026, 5, 3)), ("hours", (object?)"09:00–17:00")], told.Facts.Select(fact => (fact.Name, fact.Value)));
        walk.Sees("Frank", "the day and the hours, and nothing of the place, the client or the activity.");
        walk.Pause();
        await walk.Does("2026-04-28", "He announces her from 17:00 on.", () => walk.Door.Run(evening with { Request = Guid.CreateVersion7(), Days = [new WorkDay(new(2026, 5, 3), new LocalTime(17, 0), 180)] }, frank));
        await walk.End();
    }

    [Fact]
    public async Task S26_Crew_of_twelve()
    {
        await using var walk = await Walk.Begin("s26-crew-of-twelve", "S26 · A crew of twelve is engaged by links; one does not sign, and eleven are paid");
        var (trade, frida, second) = (walk.Trade, walk.Trade.Member, Tests.Cooperative.Somebody(Role.Finance));
        await Register(trade);
        var belgium = await Belgium(walk, second);
        await Stand(trade, "be.request.cutOff", """{"kind":"beforeStart"}""");
        walk.Tell("Frida manages Podium, an activity of the cooperative's company in Belgium. None of the twelve is a member. The cooperative stands for its own rule that work may be asked for until the day before; the funds of the sector take nothing.");
        var podium = await walk.Does("2026-07-08", "Podium is opened, and clients have paid 6,000.00 for wages.", () => Open(walk, belgium, "podium", Euro(6_000_00)));
        Assert.Equal((Euro(0), Euro(6_000_00)), await Has(trade, podium));

        LocalDate[] days = [new(2026, 7, 14), new(2026, 7, 15)];
        // A run posts in the order of its payslips' ids, which come from those of crew and run: fixed here, so that the page is the same each time.
        SubmitCrew.Command Crew(params string[] names) => new(new($"00000000-0000-8000-8000-0000000026{names.Length:00}"), podium, "byDuration", "BE", "Gent", "stage hand", "heavy loads", "nl",
            [.. names.Select(name => new CrewLine($"{name} Berg", $"{name.ToLowerInvariant()}@crew.example", null, [.. days.Select(day => new WorkDay(day, new LocalTime(8, 0), 480))], Euro(420_00)))], false);
        var handed = await walk.Does("2026-07-09", "She submits twelve persons as one batch: 14 and 15 July from 08:00, at a cost of 210.00 a day each. Each becomes an engagement of its own with its own link.", () => walk.Door.Run(Crew(Names), frida));
        Assert.All(handed.Lines, line => Assert.Null(line.Code));
        Assert.Equal((Euro(5_040_00), Euro(960_00)), await Has(trade, podium));
        walk.Sees("Frida", "5,040.00 reserved and 960.00 left for wages.");
        walk.Pause();

        walk.Tell("Each opens the link on a phone and says who they are, where the wage goes and how it is taxed. An adviser looks at each, signs for the cooperative, and the work is announced. The contracts are in Dutch.");
        var links = new Dictionary<string, EngagementToken>(StringComparer.Ordinal);
        foreach (var (name, at) in Names.Select((name, at) => (name, at)))
        {
            links[name] = await LinkOf(trade, handed.Lines[at].Engagement!.Value);
            await Say(walk, links[name], name, at);
            Must(await walk.Door.Run(new DecideEngagement.Command(Guid.CreateVersion7(), handed.Lines[at].Engagement!.Value, true, null), trade.Adviser));
        }

        await walk.Comes("2026-07-10", "All twelve have said everything, and the adviser has signed all twelve contracts.");
        walk.Tell("By the law of July a pay of 336.00 costs 420.00 with contributions of 25 per cent; the contract of each says 336.00.");
        var paper = (await Seen(walk, links["Ada"])).Contract!;
        Assert.Equal("nl", paper.Contract.Language);
        Assert.Contains("Loon vóór belasting voor al deze uren: 336,00 EUR", paper.Text.Replace('\u00a0', ' '), StringComparison.Ordinal);
        Assert.Equal((Euro(5_040_00), Euro(960_00)), await Has(trade, podium));
        foreach (var name in Names[..11]) Must(await walk.Door.Run(new SignContract.Command(Guid.CreateVersion7(), links[name], (await Seen(walk, links[name])).Contract!.Contract.Hash, $"{name} Berg", true), Actor.Visitor));
        await walk.Comes("2026-07-11", "Eleven have signed by their links; Lea has not. What is signed is not declared yet: in Belgium the authority is told before the first hour.");
        foreach (var (name, at) in Names[..11].Select((name, at) => (name, at)))
            Must(await walk.Door.Run(new RecordReceipt.Command(Guid.CreateVersion7(), handed.Lines[at].Engagement!.Value, $"DIMONA-26-{at + 1:00}"), trade.Adviser));
        await walk.Comes("2026-07-13", "The adviser has declared the eleven (Dimona) and typed the number of each receipt.");
        Assert.Equal((11, 11, 12, 12), await trade.Coop.Ask<(int, int, int, int)>(
            """
            select (select count(*)::int from employment.contract where state = 'Signed'), (select count(*)::int from employment.receipt where by = 'authority' and at < timestamptz '2026-07-14 08:00Z'),
                   (select count(*)::int from employment.work where state = 'Checked'), (select count(*)::int from employment.engagement)
            """));
        walk.Sees("Everybody who looks", "twelve engagements, contracts and announcements, and eleven receipts with a time before 14 July 08:00.");
        walk.Pause();

        await walk.Comes("2026-07-14", "At 08:00 the work begins. What Lea has not signed by then is withdrawn by itself.");
        Assert.Equal((EngagementState.Withdrawn, "engagement-withdrawn"), ((await Seen(walk, links["Lea"])).State, (await Seen(walk, links["Lea"])).Over?.Code));
        Assert.Equal((Euro(4_620_00), Euro(1_380_00)), await Has(trade, podium));
        walk.Sees("Frida", "1,380.00 left for wages.");
        walk.Pause();
        trade.Coop.Clock.Advance(Duration.FromHours(3));
        var late = await walk.Does("2026-07-14", "At 12:00 she enters a substitute with start 08:00 of the same day.", () => walk.Door.Run(Crew("Mia"), frida));
        Assert.Equal("past-dated", Assert.Single(late.Lines).Code);
        Assert.Equal((11, Euro(1_380_00)), (await trade.Coop.Ask<int>("select count(*) from employment.engagement where state = 'Engaged'"), (await Has(trade, podium)).Available));
        walk.Sees("Frida", "that this line alone is refused: it had begun (`past-dated`). The other eleven stand.");
        walk.Pause();

        var run = await walk.Does("2026-07-16", "Finance freezes the wages for 20 July and computes eleven payslips.", () => walk.Door.Run(new FreezeRun.Command(new("00000000-0000-8000-8000-000000002616"), belgium, new(2026, 7, 20)), walk.Finance));
        await walk.Does("2026-07-16", "A second person releases the run.", () => walk.Door.Run(new ReleaseRun.Command(Guid.CreateVersion7(), run, 1), second));
        Assert.Equal((11, 11 * 336_00L, 11 * 84_00L), await trade.Coop.Ask<(int, long, long)>(
            "select count(*)::int, sum(gross)::bigint, sum(employer)::bigint from employment.payslip where released"));
        Assert.Equal((Euro(0), Euro(1_380_00)), await Has(trade, podium));
        walk.Sees("Everybody", "eleven payslips of 420.00 cost, 4,620.00 in all; Podium has fallen by 4,620.00 to 1,380.00.");
        await AssertOwn(walk, links);
        walk.Sees("Each of the eleven", "by their link: the contract as PDF with both signatures, the payslip of 292.08 paid out, and everything as a file to take along. Nobody has got a share, a vote or an activity.");
        walk.Pause();
        await walk.End();
    }

    /// <summary>The cooperative's company in Belgium, with the facts of an employer that two of finance have seen.</summary>
    private static async Task<Id<LegalEntity>> Belgium(Walk walk, Actor second)
    {
        var entity = new LegalEntity(new(new Guid("00000000-0000-8000-8000-0000000000be")), "be", "Coöperatie Noord BE", "BE", Currency.EUR);
        Assert.Null((await walk.Trade.Coop.Write<Done>(async tx =>
        {
            await tx.Save(entity);
            return (await tx.SetTerms(entity.Id, new LocalDate(2020, 1, 1), Tests.Cooperative.Terms, new { story = true })).Then<Done>(_ => default(Done));
        })).Refusal);
        var facts = Must(await walk.Door.Run(new EnterEmployerFacts.Command(
            Guid.CreateVersion7(), entity.Id, new(2026, 1, 1), new Dictionary<string, string>(StringComparer.Ordinal) { ["small_funds_rate"] = "0" }, "notice of the office of social security, January"), walk.Finance));
        Must(await walk.Door.Run(new CheckEmployerFacts.Command(Guid.CreateVersion7(), facts, true, null), second));
        return entity.Id;
    }

    /// <summary>An activity of Frida with a code that stays the same each time, and money that clients have paid.</summary>
    private static async Task<Outcome<Id<Activity>>> Open(Walk walk, Id<LegalEntity> entity, string code, Money money)
    {
        var activity = Id<Activity>.Named(entity.Value, code);
        Assert.Null((await walk.Trade.Coop.Write<Done>(async tx =>
        {
            await tx.Save(new Activity(activity, entity, code, "Podium", Currency.EUR, ActivityKind.Personal, null, ActivityState.Open, tx.Today), null, "opened", "");
            await tx.Join(activity, walk.Trade.Member.Person, manager: true);
            return default(Done);
        })).Refusal);
        return money.IsZero ? activity : (await Collect(walk.Trade, activity, money)).Then<Id<Activity>>(_ => activity);
    }

    private static async Task AssertOwn(Walk walk, Dictionary<string, EngagementToken> links)
    {
        foreach (var name in Names[..11])
        {
            var seen = await Seen(walk, links[name]);
            Assert.Equal((EngagementState.Paid, Euro(336_00), Euro(292_08)), (seen.State, seen.Slip!.Gross, seen.Slip.Net));
            Assert.NotEmpty(Must(await walk.Door.Read(new TakeContract.Query(links[name]), Actor.Visitor)));
            Assert.NotEmpty(Must(await walk.Door.Read(new TakeData.Query(links[name]), Actor.Visitor)));
        }

        Assert.Equal((0, 0, 2, 12), await walk.Trade.Coop.Ask<(int, int, int, int)>(
            """
            select (select count(*)::int from members.share), (select count(*)::int from members.membership), (select count(*)::int from activities.activity),
                   (select count(*)::int from members.person where kind = 'Engaged')
            """));
    }

    private static async Task Say(Walk walk, EngagementToken link, string name, int at)
    {
        Must(await walk.Door.Run(new Identify.Command(Guid.CreateVersion7(), link, $"{name} Berg", new LocalDate(1985, 5, at + 1), $"{name.ToLowerInvariant()}@crew.example", null), Actor.Visitor));
        Must(await walk.Door.Run(new GiveFacts.Command(Guid.CreateVersion7(), link, "BE68539007547034", null, $"{name} Berg",
            new Dictionary<string, string>(StringComparer.Ordinal) { ["family"] = "single", ["children"] = "0", ["disabled"] = "no", ["blue_collar"] = "no", ["regime"] = "none" }, false, null), Actor.Visitor));
    }

    private static async Task<ReadEngaged.View> Seen(Walk walk, EngagementToken link) => Must(await walk.Door.Read(new ReadEngaged.Query(link), Actor.Visitor));

    private static async Task<EngagementToken> LinkOf(Trade trade, Id<Engagement> engagement) => new(Regex.Match(
        await trade.Coop.Ask<string>("select body from store.mail where document = @id order by id limit 1", new { id = engagement.Value }),
        "/engaged/([A-Za-z0-9_-]{43})", RegexOptions.None, TimeSpan.FromSeconds(1)).Groups[1].Value);

    private static Task<Outcome<Done>> Collect(Trade trade, Id<Activity> activity, Money money) => trade.Coop.Write<Done>(async tx =>
    {
        var (found, document) = ((await tx.FindActivity(activity))!, Guid.CreateVersion7());
        return (await tx.Post(new Entry(new(document), found.Entity, tx.Today, document, "invoice", "Invoice",
            new Line(Account.Bank, money), new Line(found.Account, -money) { Activity = found.Id.Value }))).Then<Done>(_ => default(Done));
    });

    private static async Task Stand(Trade trade, string fact, string json) => Assert.Null((await trade.Coop.Write<Done>(async tx =>
    {
        var value = new OwnValue(Id<OwnValue>.New(), OwnValue.Facts, fact, new LocalDate(2020, 1, 1), null, json, "minutes", OwnValueState.Entered, Tests.Cooperative.Somebody().Person, tx.Today, null, null);
        await tx.Enter(value);
        await tx.Release(value, Tests.Cooperative.Somebody().Person, "agreed");
        return default(Done);
    })).Refusal);

    private static Money Euro(long cents) => new(cents, Currency.EUR);

    private static T Must<T>(Outcome<T> outcome)
    {
        Assert.True(outcome.Refusal is null, $"{outcome.Refusal} {outcome.Refusal?.Field}");
        return outcome.Value;
    }
}
