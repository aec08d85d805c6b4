using NodaTime;
using Samverk.Activities;
using Samverk.Countries;
using Samverk.Employment;
using Samverk.Guarantee;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Members;
using Samverk.Store;
using Samverk.Tests.Invoicing;
using Actor = Samverk.Store.Actor;

namespace Samverk.Scenarios;

/// <summary>Who is away, and who pays.</summary>
public sealed partial class WalkedStories
{
    private static readonly LegalEntity Berlin = new(new(Guid.Parse("00000000-0000-8000-8000-0000000000e2")), "de", "Kulturgenossenschaft Mitte", "DE", Currency.EUR);

    [Fact]
    public async Task S13_Eight_weeks_sick()
    {
        await using var walk = await Walk.Begin("s13-eight-weeks-sick", "S13 · Eight weeks ill: six are the activity's, the rest the insurer's");
        var (trade, frida, payroll, second) = (walk.Trade, walk.Trade.Member, walk.Finance, Tests.Cooperative.Somebody(Role.Finance));
        await Register(trade);
        var photo = await Found(trade, frida);
        walk.Speaks(typeof(ReportAbsence).Assembly);
        walk.Tell("Frida is employed in Germany. A month of her employment costs 1,242.00: gross 1,000.00, employer 242.00, of which 865.00 are paid out. These figures, and the rule \"six weeks employer, then insurer\", are the scenario's own: the rule of the country is not verified, so the cooperative stands for it with a value of its own that a second person has released.");
        await walk.Does("2026-03-02", "Her activity Photo has 6,000.00 that clients have paid.", () => trade.Coop.Write(tx => Collect(tx, photo, 6_000_00)));
        await walk.Does("2026-03-02", "The cooperative's own value for the rule is released.", () => trade.Coop.Write(async tx =>
        {
            foreach (var (id, json) in new[] { ("de.absence.sick", """{"stages":[{"fromDay":1,"payer":"activity"},{"fromDay":43,"payer":"insurer"}]}"""), ("de.absence.certificate", "3") })
            {
                var value = new OwnValue(Id<OwnValue>.New(), OwnValue.Facts, id, new(2026, 1, 1), null, json, "scenario S13", OwnValueState.Entered, payroll.Person, tx.Today, null, null);
                await tx.Enter(value);
                await tx.Release(value, second.Person, "agreed");
            }

            return Outcome.Of(default(Done));
        }));

        var absence = await walk.Does("2026-04-01", "Frida is ill and says so on her phone: from today, probably until 26 May.",
            () => walk.Door.Run(new ReportAbsence.Command(Guid.CreateVersion7(), photo, frida.Person, AbsenceKind.Sick, new(2026, 4, 1), new(2026, 5, 26), false), frida));
        await walk.Refused("2026-04-01", "Payroll wants to confirm it without a certificate.", () => walk.Door.Run(new DecideAbsence.Command(Guid.CreateVersion7(), absence, true, null), payroll), "certificate-missing");
        await walk.Does("2026-04-02", "She photographs the certificate.", () => walk.Door.Run(new AttachCertificate.Command(Guid.CreateVersion7(), absence, "image/jpeg", [0xFF, 0xD8, 0xFF, 1]), frida));
        await walk.Refused("2026-04-02", "Her adviser wants to see it.", () => walk.Door.Run(new OpenCertificate.Command(Guid.CreateVersion7(), absence), trade.Adviser), "not-found");
        await walk.Does("2026-04-02", "Payroll looks at it; the look is kept.", () => walk.Door.Run(new OpenCertificate.Command(Guid.CreateVersion7(), absence), payroll));
        Assert.Equal(1, await trade.Coop.Ask<int>("select count(*) from store.audit where use_case = 'OpenCertificate' and refusal is null"));
        Assert.Equal(AbsenceState.PaidByActivity, await walk.Does("2026-04-02", "Payroll confirms the absence. The activity pays.", () => walk.Door.Run(new DecideAbsence.Command(Guid.CreateVersion7(), absence, true, null), payroll)));
        var seen = (await walk.Door.Read(new ReadAbsence.Query(absence), frida)).Value;
        Assert.Equal(
            [(new LocalDate(2026, 4, 1), new LocalDate(2026, 5, 12), Payer.Activity), (new LocalDate(2026, 5, 13), new LocalDate(2026, 5, 26), Payer.Insurer)],
            seen.Spans.Select(span => (span.From, span.To, span.Payer)));
        walk.Sees("Frida", "the activity pays from 1 April to 12 May, the insurer from 13 to 26 May.");
        walk.Pause();

        var rule = (await trade.Coop.Db.Read(Actor.System, async tx => (await tx.Facts()).Find<AbsenceRule>("DE", FactNames.AbsenceSick, new(2026, 4, 1)))).Value.Value;
        var month = new Money(1_242_00, Currency.EUR);
        Assert.Equal(0, AbsenceRules.UnpaidDays(rule, new(2026, 4, 1), new(2026, 5, 26), new(2026, 4)));
        await walk.Does("2026-04-30", "The wage of April: no day of it is the insurer's.", () => Wage(trade, photo, frida, month, "april"));
        var may = AbsenceRules.Share(month, 31, 31 - 12);
        Assert.Equal(480_77, may.Minor);
        await walk.Does("2026-05-12", "The six weeks end. The wage of 1 to 12 May is 12 of the month's 31 days: 480.77.", () => Wage(trade, photo, frida, may, "may"));
        await walk.Comes("2026-05-13", "From today on the insurer pays, and the activity nothing.");
        Assert.Equal(AbsenceState.PaidByInsurer, (await walk.Door.Read(new ReadAbsence.Query(absence), frida)).Value.Absence.State);
        Assert.Equal(14, AbsenceRules.UnpaidDays(rule, new(2026, 4, 1), new(2026, 5, 26), new(2026, 5)));
        await walk.Comes("2026-05-27", "Frida is back.");
        Assert.Equal(6_000_00 - 1_242_00 - 480_77, (await Booked(trade, photo)).Minor);

        // 1,378.22 = 80 per cent of the 1,722.77 that the activity has paid; the share is the story's own.
        var refund = new Money(1_378_22, Currency.EUR);
        await walk.Does("2026-05-28", "Payroll asks the insurer for 80 per cent of the six weeks: 1,378.22 of 1,722.77.",
            () => walk.Door.Run(new ClaimRefund.Command(Guid.CreateVersion7(), absence, "Krankenkasse", refund, new(2026, 6, 30)), payroll));
        var receive = new ReceiveRefund.Command(Guid.CreateVersion7(), absence, refund);
        await walk.Refused("2026-06-15", "The money has come. Who has asked for it wants to credit it.", () => walk.Door.Run(receive, payroll), "second-person-needed");
        await walk.Does("2026-06-15", "A second person of payroll credits it to the activity that has paid.", () => walk.Door.Run(receive with { Request = Guid.CreateVersion7() }, second));
        Assert.Equal(6_000_00 - 1_242_00 - 480_77 + 1_378_22, (await Booked(trade, photo)).Minor);
        await walk.Does("2026-06-15", "The absence is closed.", () => walk.Door.Run(new CloseAbsence.Command(Guid.CreateVersion7(), absence, null), second));
        await walk.End();
    }

    /// <summary>A German company with an activity of one person.</summary>
    private static async Task<Id<Activity>> Found(Trade trade, Actor owner) => (await trade.Coop.Write<Id<Activity>>(async tx =>
    {
        await tx.Save(Berlin);
        var activity = new Activity(Id<Activity>.New(), Berlin.Id, "photo-de", "Photo", Currency.EUR, ActivityKind.Personal, null, ActivityState.Requested, tx.Today);
        await tx.Save(activity, null, "requested", "");
        await tx.Save(activity with { State = ActivityState.Open }, ActivityState.Requested, "opened", "");
        await tx.Join(activity.Id, owner.Person, true);
        return (await tx.SetTerms(Berlin.Id, new(2020, 1, 1), Tests.Cooperative.Terms with { Fee = new FeeRule(FeeKind.PercentOfNet, Rate.OfPerCent(9)) }, new { test = true })).Then<Id<Activity>>(_ => activity.Id);
    })).Value;

    private static async Task<Outcome<Done>> Collect(Tx tx, Id<Activity> id, long cents)
    {
        var (activity, document, money) = ((await tx.FindActivity(id))!, Guid.CreateVersion7(), new Money(cents, Currency.EUR));
        return await tx.Post(new Entry(new(document), activity.Entity, tx.Today, document, "invoice", "Invoice", new Line(Account.Bank, money), new Line(activity.Account, -money) { Activity = id.Value }));
    }

    /// <summary>Split as the published category is: 865.00 of 1,242.00 are paid out.</summary>
    private static Task<Outcome<Done>> Wage(Trade trade, Id<Activity> activity, Actor person, Money cost, string name) => trade.Coop.Write(async tx =>
    {
        var (net, rest) = cost.Allocate([865m, 377m]) is [var first, var second] ? (first, second) : default;
        return await tx.PostWage(new Wage(
            NamedGuid.Of(activity.Value, name), activity, person.Person, (await tx.FindPerson(person.Person))!.Code, cost, net, [("social-security-and-wage-tax", rest)], Money.Zero(cost.Currency)));
    });

    private static async Task<Money> Booked(Trade trade, Id<Activity> id) =>
        (await trade.Coop.Db.Read(Actor.System, async tx => Outcome.Of((await tx.Balances((await tx.FindActivity(id))!, tx.Today)).Booked))).Value;
}
