using NodaTime;
using Samverk.Banking;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Members;
using Samverk.Store;
using Samverk.Treasury;
using Actor = Samverk.Store.Actor;

namespace Samverk.Scenarios;

/// <summary>A share on its way in and out of the cooperative.</summary>
public sealed partial class WalkedStories
{
    [Fact]
    public async Task S15_Leaving()
    {
        await using var walk = await Walk.Begin("s15-leaving", "S15 · Leaving: a share of 50.00 comes back as 40.00");
        var (trade, frida, finance, second, board) = (walk.Trade, walk.Trade.Member, walk.Finance, Tests.Cooperative.Somebody(Role.Finance), Tests.Cooperative.Somebody(Role.Board));
        walk.Speaks(typeof(GiveNotice).Assembly);
        walk.Tell("A German cooperative asks for one share of 50.00. Its statutes (§ 5) let a notice of twelve months run to the end of the year. The bank's holidays are not verified, so the cooperative stands for them with a value of its own.");
        await walk.StartsOn(new(2023, 3, 1));
        await FoundBerlin(trade, finance, second);

        await Joins(walk, frida, finance, board);
        Assert.Equal(ShareState.Active, (await ShareOf(trade, frida)).State);
        await walk.Does("2023-03-15", "Frida gives notice.", () => walk.Door.Run(new GiveNotice.Command(Guid.CreateVersion7(), frida.Person), frida));
        Assert.Equal(new LocalDate(2024, 12, 31), (await walk.Door.Read(new ShowMyData.Query(), frida)).Value.Membership!.EndsOn);
        walk.Sees("Frida", "her last day is 31 December 2024; the accounts of 2024 say what her share is worth.");
        walk.Pause();
        await walk.Leap(new(2025, 1, 1));
        await walk.Comes("2025-01-01", "Frida is no longer a member. Her share stays in the capital until the accounts of 2024 are approved.");
        Assert.Equal((MembershipState.Left, ShareState.Noticed), ((await walk.Door.Read(new ShowMyData.Query(), frida)).Value.Membership!.State, (await ShareOf(trade, frida)).State));

        await walk.Leap(new(2025, 6, 2));
        var value = await walk.Does("2025-06-02", "The accounts of 2024 show a loss: a share is worth 40.00. Finance enters it for the assembly of 12 June; shares are paid back from 16 June.", () => walk.Door.Run(new EnterShareValue.Command(
            Guid.CreateVersion7(), Berlin.Id, 2024, Euro(40_00), new(2025, 6, 12), new(2025, 6, 16), "Annual accounts 2024, assembly of 12 June 2025, item 4"), finance));
        var release = new DecideShareValue.Command(Guid.CreateVersion7(), value, Release: true);
        await walk.Refused("2025-06-02", "The board would release it before the assembly.", () => walk.Door.Run(release, board), "payout-not-due");
        Assert.Equal(ShareValueState.Released, await walk.Does("2025-06-12", "The assembly has approved the accounts. The board releases the value: 40.00 are owed to Frida, 10.00 are written down.", () => walk.Door.Run(release, board)));

        var due = Assert.Single((await walk.Door.Read(new ListPayments.Query(), finance)).Value.Companies.SelectMany(company => company.Dues));
        await walk.Refused("2025-06-12", "Finance would pay it the next day.", () => walk.Door.Run(Pays(due.Id, new(2025, 6, 13)), finance), "payout-not-due");
        var batch = await walk.Does("2025-06-12", "It is put into a batch for 16 June.", () => walk.Door.Run(Pays(due.Id, new(2025, 6, 16)), finance));
        await walk.Does("2025-06-12", "A colleague releases the batch; the file goes to the bank.", () => walk.Door.Run(new ReleaseBatch.Command(Guid.CreateVersion7(), batch), second));
        await walk.Does("2025-06-16", "The bank's statement shows the payment.", async () => await Shows(walk, "S-2", 50m, -40m, await trade.Coop.Ask<Guid>("select id from treasury.payment")));

        var share = await ShareOf(trade, frida);
        Assert.Equal((ShareState.Repaid, Euro(40_00), Euro(10_00)), (share.State, share.Payout, share.WrittenDown));
        var register = (await walk.Door.Read(new ReadShares.Query(), board)).Value;
        Assert.Equal(
            [("subscribed", "2023-03-01"), ("paid", "2023-03-01"), ("admitted", "2023-03-01"), ("notice", "2023-03-15"), ("valued", "2025-06-12"), ("bank-paid", "2025-06-16")],
            Assert.Single(register.Rows).Steps.Select(step => (step.Event, NodaTime.Text.LocalDatePattern.Iso.Format(step.Date))));
        walk.Sees("The board", "in the register each step of the share: asked for, paid and active on 1 March 2023, notice on 15 March 2023, valued on 12 June 2025, paid back on 16 June 2025.");
        walk.Sees("Frida", "40.00 was paid back; 10.00 was lost with the capital.");
        walk.Pause();
        await walk.End();
    }

    private static async Task FoundBerlin(Tests.Invoicing.Trade trade, Actor finance, Actor second) => Assert.Null((await trade.Coop.Write<Done>(async tx =>
    {
        await tx.Save(Berlin);
        await tx.OpenBankAccount(Id<BankAccount>.New(), Berlin, "DE75512108001245126199");
        if ((await tx.SavePerson(PersonFacts.New(trade.Member.Person, PersonKind.User, "Frida Ek") with { Email = "frida@home.example" })).Refusal is { } refusal) return refusal;
        var holidays = new OwnValue(
            Id<OwnValue>.New(), OwnValue.Facts, "eu.holidays", new(2020, 1, 1), null, """[{"name":"New Year's Day","on":"01-01"},{"name":"Labour Day","on":"05-01"},{"name":"Christmas Day","on":"12-25"}]""",
            "scenario S15", OwnValueState.Entered, finance.Person, tx.Today, null, null);
        await tx.Enter(holidays);
        await tx.Release(holidays, second.Person, "agreed");
        return await tx.SetStatute(Berlin.Id, new(2020, 1, 1), new Statute(Euro(50_00), NoticeMonths: 12, KeepYears: 3, "Statutes § 5") { ToYearEnd = true });
    })).Refusal);

    private static async Task Joins(Walk walk, Actor frida, Actor finance, Actor board)
    {
        var adviser = walk.Trade.Adviser;
        await walk.Door.Run(new BeginMembership.Command(Guid.CreateVersion7(), frida.Person, Berlin.Id), adviser);
        await walk.Door.Run(new RecordContact.Command(Guid.CreateVersion7(), frida.Person, Contact.InfoSession, null), adviser);
        await walk.Door.Run(new RecordContact.Command(Guid.CreateVersion7(), frida.Person, Contact.Consultation, null), adviser);
        await walk.Door.Run(new ChangePayAccount.Command(Guid.CreateVersion7(), "BE68539007547034", null, "Frida Ek"), frida);
        await walk.Does("2023-03-01", "Frida applies.", () => walk.Door.Run(new ApplyForMembership.Command(Guid.CreateVersion7(), frida.Person, AcceptsStatutes: true), frida));
        var share = await ShareOf(walk.Trade, frida);
        await walk.Does("2023-03-01", "Finance records that her 50.00 have come: they are capital of the cooperative.", () => walk.Door.Run(new RecordSharePayment.Command(Guid.CreateVersion7(), frida.Person, share.Id, walk.Trade.Today), finance));
        await walk.Door.Run(new RecommendAdmission.Command(Guid.CreateVersion7(), frida.Person), adviser);
        await walk.Does("2023-03-01", "Her adviser has recommended her, and the board admits her.", () => walk.Door.Run(new AdmitMember.Command(Guid.CreateVersion7(), frida.Person), board));
        await walk.Does("2023-03-02", "The bank's statement shows the 50.00: it is the entry that is there already.", () => Shows(walk, "S-1", 0, 50m, null));
    }

    private static async Task<Outcome<ImportBankFile.Result>> Shows(Walk walk, string id, decimal before, decimal amount, Guid? payment)
    {
        var row = new BankRow { Amount = Math.Abs(amount), Currency = "EUR", Credit = amount > 0, BookingDate = walk.Trade.Today, EndToEndId = payment?.ToString("N") };
        var file = CamtWriter.Write([new BankStatement($"M{id}", id, "DE75512108001245126199", "EUR", before, before + amount, [row])], walk.Trade.Coop.Clock.GetCurrentInstant()).Value;
        return await walk.Door.Run(new ImportBankFile.Command(Guid.CreateVersion7(), $"{id}.xml", file), walk.Finance);
    }

    private static async Task<Share> ShareOf(Tests.Invoicing.Trade trade, Actor person) => Assert.Single((await trade.Coop.Db.Read(Actor.System, async tx => Outcome.Of(await tx.Shares(person.Person)))).Value);

    private static MakeBatch.Command Pays(Guid due, LocalDate on) => new(Guid.CreateVersion7(), Berlin.Id, on, [due]);
}
