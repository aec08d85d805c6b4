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
        await Stand(trade, "se.request.cutOff", """{"kind":"beforeStart"}""");
        walk.Tell("Frida manages Photo. None of the twelve is a member. The cooperative stands for its own rule that work may be asked for until the day before. The acceptance text has euro; here an entity in Sweden engages, and every amount is ten times that of the text, in SEK.");
        await walk.Does("2026-07-08", "A client has paid: Photo has 60,000.00 for wages.", () => Collect(trade, 60_000_00));
        Assert.Equal((Sek(0), Sek(60_000_00)), await Has(trade));

        LocalDate[] days = [new(2026, 7, 14), new(2026, 7, 15)];
        // A run posts in the order of its payslips' ids, which come from those of crew and run: fixed here, so that the page is the same each time.
        SubmitCrew.Command Crew(params string[] names) => new(new($"00000000-0000-8000-8000-0000000026{names.Length:00}"), trade.Activity, "perAssignment", "SE", "Umeå", "stage hand", "heavy loads", "en",
            [.. names.Select(name => new CrewLine($"{name} Berg", $"{name.ToLowerInvariant()}@crew.example", null, [.. days.Select(day => new WorkDay(day, new LocalTime(8, 0), 480))], Sek(4_200_00)))], false);
        var handed = await walk.Does("2026-07-09", "She submits twelve persons as one batch: 14 and 15 July from 08:00, at a cost of 2,100.00 a day each. Each becomes an engagement of its own with its own link.", () => walk.Door.Run(Crew(Names), frida));
        Assert.All(handed.Lines, line => Assert.Null(line.Code));
        Assert.Equal((Sek(50_400_00), Sek(9_600_00)), await Has(trade));
        walk.Sees("Frida", "50,400.00 reserved and 9,600.00 left for wages.");
        walk.Pause();

        walk.Tell("Each opens the link on a phone and says who they are, where the wage goes and how it is taxed. An adviser looks at each, signs for the cooperative, and the work is announced.");
        var links = new Dictionary<string, EngagementToken>(StringComparer.Ordinal);
        foreach (var (name, at) in Names.Select((name, at) => (name, at)))
        {
            links[name] = await LinkOf(trade, handed.Lines[at].Engagement!.Value);
            await Say(walk, links[name], name, at);
            Must(await walk.Door.Run(new DecideEngagement.Command(Guid.CreateVersion7(), handed.Lines[at].Engagement!.Value, true, null), trade.Adviser));
        }

        await walk.Comes("2026-07-10", "All twelve have said everything, and the adviser has signed all twelve contracts.");
        walk.Tell("By the law of July a pay of 3,195.86 costs 4,200.00 with 31.42 per cent of contributions; the contract of each says 3,195.86.");
        Assert.Equal((Sek(50_400_00), Sek(9_600_00)), await Has(trade));
        foreach (var name in Names[..11]) Must(await walk.Door.Run(new SignContract.Command(Guid.CreateVersion7(), links[name], (await Seen(walk, links[name])).Contract!.Contract.Hash, $"{name} Berg", true), Actor.Visitor));
        await walk.Comes("2026-07-11", "Eleven have signed by their links; Lea has not.");
        Assert.Equal((11, 11, 12), await trade.Coop.Ask<(int, int, int)>(
            "select (select count(*)::int from employment.contract where state = 'Signed'), (select count(*)::int from employment.receipt where at < timestamptz '2026-07-14 08:00Z'), (select count(*)::int from employment.work where state = 'Checked')"));
        walk.Sees("Everybody who looks", "twelve engagements, contracts and announcements, and eleven receipts with a time before 14 July 08:00.");
        walk.Pause();

        await walk.Comes("2026-07-14", "At 08:00 the work begins. What Lea has not signed by then is withdrawn by itself.");
        Assert.Equal((EngagementState.Withdrawn, "engagement-withdrawn"), ((await Seen(walk, links["Lea"])).State, (await Seen(walk, links["Lea"])).Over?.Code));
        Assert.Equal((Sek(46_200_00), Sek(13_800_00)), await Has(trade));
        walk.Sees("Frida", "13,800.00 left for wages.");
        walk.Pause();
        trade.Coop.Clock.Advance(Duration.FromHours(3));
        var late = await walk.Does("2026-07-14", "At 12:00 she enters a substitute with start 08:00 of the same day.", () => walk.Door.Run(Crew("Mia"), frida));
        Assert.Equal("past-dated", Assert.Single(late.Lines).Code);
        Assert.Equal((11, Sek(13_800_00)), (await trade.Coop.Ask<int>("select count(*) from employment.engagement where state = 'Engaged'"), (await Has(trade)).Available));
        walk.Sees("Frida", "that this line alone is refused: it had begun (`past-dated`). The other eleven stand.");
        walk.Pause();

        var run = await walk.Does("2026-07-16", "Finance freezes the wages for 20 July and computes eleven payslips.", () => walk.Door.Run(new FreezeRun.Command(new("00000000-0000-8000-8000-000000002616"), Tests.Cooperative.Entity.Id, new(2026, 7, 20)), walk.Finance));
        await walk.Does("2026-07-16", "A second person releases the run.", () => walk.Door.Run(new ReleaseRun.Command(Guid.CreateVersion7(), run, 1), second));
        Assert.Equal((11, 11 * 3_195_86L, 11 * 958_00L, 11 * 1_004_14L), await trade.Coop.Ask<(int, long, long, long)>(
            "select count(*)::int, sum(gross)::bigint, sum(tax)::bigint, sum(employer)::bigint from employment.payslip where released"));
        Assert.Equal((Sek(0), Sek(13_800_00)), await Has(trade));
        walk.Sees("Everybody", "eleven payslips of 4,200.00 cost, 46,200.00 in all; Photo has fallen by 46,200.00 to 13,800.00.");
        await AssertOwn(walk, links);
        walk.Sees("Each of the eleven", "by their link: the contract as PDF with both signatures, the payslip of 2,237.86 paid out, and everything as a file to take along. Nobody has got a share, a vote or an activity.");
        walk.Pause();
        await walk.End();
    }

    private static async Task AssertOwn(Walk walk, Dictionary<string, EngagementToken> links)
    {
        foreach (var name in Names[..11])
        {
            var seen = await Seen(walk, links[name]);
            Assert.Equal((EngagementState.Paid, Sek(3_195_86), Sek(2_237_86)), (seen.State, seen.Slip!.Gross, seen.Slip.Net));
            Assert.NotEmpty(Must(await walk.Door.Read(new TakeContract.Query(links[name]), Actor.Visitor)));
            Assert.NotEmpty(Must(await walk.Door.Read(new TakeData.Query(links[name]), Actor.Visitor)));
        }

        Assert.Equal((0, 0, 1, 12), await walk.Trade.Coop.Ask<(int, int, int, int)>(
            """
            select (select count(*)::int from members.share), (select count(*)::int from members.membership), (select count(*)::int from activities.activity),
                   (select count(*)::int from members.person where kind = 'Engaged')
            """));
    }

    private static async Task Say(Walk walk, EngagementToken link, string name, int at)
    {
        Must(await walk.Door.Run(new Identify.Command(Guid.CreateVersion7(), link, $"{name} Berg", new LocalDate(1985, 5, at + 1), $"{name.ToLowerInvariant()}@crew.example", null), Actor.Visitor));
        Must(await walk.Door.Run(new GiveFacts.Command(Guid.CreateVersion7(), link, "SE4550000000058398257466", null, $"{name} Berg", new Dictionary<string, string>(StringComparer.Ordinal) { ["withholding"] = "side_income", ["birth_year"] = "1985" }, false, null), Actor.Visitor));
    }

    private static async Task<ReadEngaged.View> Seen(Walk walk, EngagementToken link) => Must(await walk.Door.Read(new ReadEngaged.Query(link), Actor.Visitor));

    private static async Task<EngagementToken> LinkOf(Trade trade, Id<Engagement> engagement) => new(Regex.Match(
        await trade.Coop.Ask<string>("select body from store.mail where document = @id order by id limit 1", new { id = engagement.Value }),
        "/engaged/([A-Za-z0-9_-]{43})", RegexOptions.None, TimeSpan.FromSeconds(1)).Groups[1].Value);

    private static Task<Outcome<Done>> Collect(Trade trade, long cents) => trade.Coop.Write<Done>(async tx =>
    {
        var (found, document) = ((await tx.FindActivity(trade.Activity))!, Guid.CreateVersion7());
        return (await tx.Post(new Entry(new(document), found.Entity, tx.Today, document, "invoice", "Invoice",
            new Line(Account.Bank, Sek(cents)), new Line(found.Account, -Sek(cents)) { Activity = found.Id.Value }))).Then<Done>(_ => default(Done));
    });

    private static async Task Stand(Trade trade, string fact, string json) => Assert.Null((await trade.Coop.Write<Done>(async tx =>
    {
        var value = new OwnValue(Id<OwnValue>.New(), OwnValue.Facts, fact, new LocalDate(2020, 1, 1), null, json, "minutes", OwnValueState.Entered, Tests.Cooperative.Somebody().Person, tx.Today, null, null);
        await tx.Enter(value);
        await tx.Release(value, Tests.Cooperative.Somebody().Person, "agreed");
        return default(Done);
    })).Refusal);

    private static Money Sek(long cents) => new(cents, Currency.SEK);

    private static T Must<T>(Outcome<T> outcome)
    {
        Assert.True(outcome.Refusal is null, $"{outcome.Refusal} {outcome.Refusal?.Field}");
        return outcome.Value;
    }
}
