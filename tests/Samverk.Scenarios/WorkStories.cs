using NodaTime;
using Samverk.Activities;
using Samverk.Employment;
using Samverk.Kernel;
using Samverk.Members;
using Samverk.Store;
using Samverk.Tests.Invoicing;
using Actor = Samverk.Store.Actor;

namespace Samverk.Scenarios;

/// <summary>Work and wages, by the use cases that people meet.</summary>
public sealed partial class WalkedStories
{
    [Fact]
    public async Task S7_Past_dated_work()
    {
        await using var walk = await Walk.Begin("s07-past-dated-work", "S7 · Work that has begun is not announced any more, and what a second person lets pass is paid all the same");
        var (trade, frida, second) = (walk.Trade, walk.Trade.Member, Tests.Cooperative.Somebody(Role.Finance));
        await Register(trade);
        walk.Tell("Frida works in her activity Photo. Her main income is elsewhere, so 30 per cent of the wage are kept for tax.");
        var client = await walk.Does("2026-05-04", "She enters the municipality of Umeå as a client, and an adviser finds it in order.", () => Enter(trade));
        var invoice = await Invoiced(walk, client, "2026-05-04", "2026-05-20");
        await walk.Does("2026-05-29", "The municipality pays.", () => Pay(walk, invoice, 15_000_00));
        var facts = await walk.Does("2026-06-01", "Frida enters her tax facts …", () => walk.Door.Run(
            new EnterTaxFacts.Command(Guid.CreateVersion7(), Tests.Cooperative.Entity.Id, frida.Person, new(2026, 1, 1), new Dictionary<string, string>(StringComparer.Ordinal) { ["withholding"] = "side_income", ["birth_year"] = "1985" }), frida));
        await walk.Does("2026-06-01", "… and an adviser has seen the decision of the tax agency.", () => walk.Door.Run(new CheckTaxFacts.Command(Guid.CreateVersion7(), facts, true, null), trade.Adviser));

        var late = Announce(trade.Activity, frida, new(2026, 6, 8), new(2026, 6, 9));
        await walk.Refused("2026-06-10", "On 10 June Frida announces work of 8 and 9 June.", () => walk.Door.Run(late, frida), "past-dated");
        await walk.Refused("2026-06-10", "The adviser enters it for her, and says nothing about why.", () => walk.Door.Run(late with { Request = Guid.CreateVersion7() }, trade.Adviser), "reason-needed");
        var work = await walk.Does("2026-06-10", "The adviser enters it with the reason: the announcement had been sent by mail.",
            () => walk.Door.Run(late with { Request = Guid.CreateVersion7(), WhyLate = "the announcement had been sent by mail" }, trade.Adviser));
        await walk.Refused("2026-06-10", "The same adviser wants to approve it.", () => walk.Door.Run(new DecideWork.Command(Guid.CreateVersion7(), work, true, "mail seen"), trade.Adviser), "second-person-needed");
        Assert.Equal(WorkState.Checked, await walk.Does("2026-06-10", "A second adviser has seen the mail and approves.", () => walk.Door.Run(new DecideWork.Command(Guid.CreateVersion7(), work, true, "mail seen"), trade.Second)));
        Assert.Equal(1, await trade.Coop.Ask<int>("select count(*) from desk.item where kind = 'employment.late-work' and state = 'Open'"));
        Assert.True(await trade.Coop.Ask<bool>("select late from employment.work where id = @id", new { id = work.Value }));
        walk.Sees("The board", "that work was approved after it had begun, with both reasons.");
        walk.Pause();

        var film = (await walk.Does("2026-06-11", "Frida has another activity, Film.", () => walk.Door.Run(
            new RequestActivity.Command(Guid.CreateVersion7(), Tests.Cooperative.Entity.Id, "Film", ActivityKind.Personal, null, frida.Person, ""), trade.Adviser))).Activity;
        await walk.Does("2026-06-11", "She announces 15 June for Photo, from nine to five …", () => walk.Door.Run(Announce(trade.Activity, frida, new LocalDate(2026, 6, 15)), frida));
        await walk.Refused("2026-06-11", "… and the same hours for Film.", () => walk.Door.Run(Announce(film, frida, new LocalDate(2026, 6, 15)), frida), "work-overlaps");

        var wage = await walk.Does("2026-06-11", "She asks for 5,000.00 SEK for the late work.", () => walk.Door.Run(new AskWage.Command(Guid.CreateVersion7(), work, WageBasis.Gross, new Money(5_000_00, Currency.SEK)), frida));
        await walk.Does("2026-06-11", "An adviser approves: 6,571.00 SEK are reserved.", () => walk.Door.Run(new DecideWage.Command(Guid.CreateVersion7(), wage, true, null), trade.Adviser));
        Assert.Equal((new Money(6_571_00, Currency.SEK), new Money(4_649_20, Currency.SEK)), await Has(trade));
        var run = await walk.Does("2026-06-12", "Finance freezes the wages of 17 June and computes the payslips.", () => walk.Door.Run(new FreezeRun.Command(Guid.CreateVersion7(), Tests.Cooperative.Entity.Id, new(2026, 6, 17)), walk.Finance));
        await walk.Refused("2026-06-12", "The same person wants to release the run.", () => walk.Door.Run(new ReleaseRun.Command(Guid.CreateVersion7(), run, 1), walk.Finance), "second-person-needed");
        await walk.Does("2026-06-12", "A second person releases it, and the wage is posted.", () => walk.Door.Run(new ReleaseRun.Command(Guid.CreateVersion7(), run, 1), second));
        Assert.Equal((new Money(0, Currency.SEK), new Money(4_649_20, Currency.SEK)), await Has(trade));
        var slip = Assert.Single((await walk.Door.Read(new ListPayslips.Query(), frida)).Value);
        Assert.Equal((new Money(5_000_00, Currency.SEK), new Money(3_500_00, Currency.SEK)), (slip.Gross, slip.Net));
        walk.Sees("Frida", "a payslip of 5,000.00 SEK gross, 1,500.00 tax and 3,500.00 paid out, with the law behind every line.");
        walk.Pause();
        await walk.End();
    }

    private static DeclareWork.Command Announce(Id<Activity> activity, Actor person, params LocalDate[] days) => new(
        Guid.CreateVersion7(), activity, person.Person, "perAssignment", "SE", "Umeå", "photographer", "nothing special", [.. days.Select(day => new WorkDay(day, new LocalTime(9, 0), 480))], null);

    private static async Task Register(Trade trade) => Assert.Null((await trade.Coop.Write<Done>(async tx =>
    {
        if ((await tx.SavePerson(PersonFacts.New(trade.Member.Person, PersonKind.Member, "Frida Ek"))).Refusal is { } refusal) return refusal;
        return default(Done);
    })).Refusal);

    private static Task<(Money Reserved, Money Available)> Has(Trade trade) => Has(trade, trade.Activity);

    private static async Task<(Money Reserved, Money Available)> Has(Trade trade, Id<Activity> activity) => (await trade.Coop.Db.Read(Actor.System, async tx =>
    {
        var balances = await tx.Balances((await tx.FindActivity(activity))!, tx.Today);
        return Outcome.Of((balances.Reserved, balances.SalaryAvailable));
    })).Value;
}
