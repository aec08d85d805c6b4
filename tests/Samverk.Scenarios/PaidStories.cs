using NodaTime;
using Samverk.Activities;
using Samverk.Banking;
using Samverk.Countries;
using Samverk.Employment;
using Samverk.Expenses;
using Samverk.Guarantee;
using Samverk.Invoicing;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Members;
using Samverk.Store;
using Samverk.Treasury;
using Samverk.Tests.Invoicing;
using Samverk.Ui;
using Actor = Samverk.Store.Actor;

namespace Samverk.Scenarios;

/// <summary>
/// The scenarios with a wage in Belgium from the first click to the bank's statement: work announced and approved, payroll by the law of its day,
/// payments in files. The given splits of the specification are in the stories of the same number.
/// </summary>
public sealed partial class WalkedStories
{
    private const string OwnIban = "BE71096123456769", FridasIban = "BE68539007547034";

    [Fact]
    public async Task S1_Wage_on_day_7_from_the_first_click_to_the_bank()
    {
        await using var walk = await Walk.Begin("s01-walked-wage-on-day-7", "S1 walked · The wage comes on day 7 by the law of its day, and the client pays 35 days late");
        var (second, design) = await InBelgium(walk);
        var order = await Agreed(walk, design, 2_000_00, "2026-03-02");
        var wage = await AskedFor(walk, design, 1_500_00, new(2026, 3, 3), 8);
        Assert.Equal((Euro(1_500_00), Euro(370_00)), await Has(walk.Trade, design));

        var invoice = await Billed(walk, order, "2026-03-13");
        var run = await walk.Does("2026-03-18", "Finance freezes the wages of 20 March and computes the payslip.", () => walk.Door.Run(new FreezeRun.Command(Guid.CreateVersion7(), Company, new(2026, 3, 20)), walk.Finance));
        await walk.Does("2026-03-18", "A second person releases the run.", () => walk.Door.Run(new ReleaseRun.Command(Guid.CreateVersion7(), run, 1), second));
        var slip = Assert.Single((await walk.Door.Read(new ListPayslips.Query(), walk.Trade.Member)).Value);
        Assert.Equal((Euro(1_200_00), Euro(1_046_42)), (slip.Gross, slip.Net));
        await PaidOut(walk, second, "2026-03-18", "2026-03-20", "the wage", slip.Net);
        walk.Sees("Frida", $"{slip.Net.Shown()} on her bank account on 20 March, seven days after the work; her payslip says why each line is what it is.");
        walk.Pause();

        await Spent(walk, design, "2026-03-24");
        await PaidOut(walk, second, "2026-03-24", "2026-03-25", "the receipt", Euro(121_00));
        Assert.Equal((Euro(270_00), Euro(270_00), Euro(0), Euro(1_730_00)), await Stands(walk, design));
        walk.Sees("Frida", "270.00 available for wages.");
        walk.Sees("The staff", "1,730.00 laid out for this activity on 25 March.");
        walk.Pause();

        await walk.Comes("2026-04-26", "The client has been reminded twice.");
        Assert.Equal(2, await walk.Trade.Coop.Ask<int>("select count(*) from store.mail where recipient = 'invoices@celsius.example' and subject like 'Reminder%'"));
        await walk.Does("2026-04-27", "The client pays, 35 days late. Nobody's balance changes; what was laid out is back.", () => Arrives(walk, invoice, 2_420_00));
        Assert.Equal((Euro(270_00), Euro(270_00), Euro(0), Euro(0)), await Stands(walk, design));
        Assert.Equal(WageState.Paid, Enum.Parse<WageState>(await walk.Trade.Coop.Ask<string>("select state from employment.wage where id = @id", new { id = wage.Value })));
        await walk.End();
    }

    [Fact]
    public async Task S10_Dispute_after_a_wage_that_was_paid()
    {
        await using var walk = await Walk.Begin("s10-walked-dispute-after-wage", "S10 walked · A client disputes an invoice whose wage is paid");
        var (second, design) = await InBelgium(walk);
        var order = await Agreed(walk, design, 1_000_00, "2026-03-02");
        await AskedFor(walk, design, 600_00, new(2026, 3, 3), 4);
        var invoice = await Billed(walk, order, "2026-03-13");
        var run = await walk.Does("2026-03-18", "Finance freezes the wages of 20 March and computes the payslip.", () => walk.Door.Run(new FreezeRun.Command(Guid.CreateVersion7(), Company, new(2026, 3, 20)), walk.Finance));
        await walk.Does("2026-03-18", "A second person releases the run.", () => walk.Door.Run(new ReleaseRun.Command(Guid.CreateVersion7(), run, 1), second));
        await PaidOut(walk, second, "2026-03-18", "2026-03-20", "the wage", Assert.Single((await walk.Door.Read(new ListPayslips.Query(), walk.Trade.Member)).Value).Net);
        Assert.Equal((Euro(335_00), Euro(335_00), Euro(0), Euro(665_00)), await Stands(walk, design));

        await walk.Does("2026-03-24", "The client disputes the invoice, and Frida says so.", () => walk.Door.Run(new OpenDispute.Command(Guid.CreateVersion7(), invoice, "A part of the work is missing."), walk.Trade.Member));
        Assert.Equal(Euro(-665_00), (await Stands(walk, design)).Available);
        walk.Sees("Frida", "−665.00 available for wages: what is disputed does not count. Her wage is paid and stays hers.");
        walk.Pause();
        await walk.Does("2026-03-26", "The adviser has heard Frida …", () => walk.Door.Run(new NoteDispute.Command(Guid.CreateVersion7(), invoice, "Frida agrees: a third was not delivered.", MemberHeard: true), walk.Trade.Adviser));
        await walk.Does("2026-03-26", "… decides that a part is credited …", () => walk.Door.Run(new DecideDispute.Command(Guid.CreateVersion7(), invoice, DisputeDecision.Credit, "A part was not delivered"), walk.Trade.Adviser));
        await walk.Does("2026-03-26", "… and credits 400.00: 26.00 of the contribution and 84.00 of VAT come back.", () => walk.Door.Run(new CreditInvoice.Command(Guid.CreateVersion7(), invoice, Euro(400_00), "A part was not delivered"), walk.Trade.Adviser));
        Assert.Equal(Euro(726_00), (await Read(walk, invoice)).Open);
        await walk.Does("2026-04-02", "The client pays the 726.00 that are left.", () => Arrives(walk, invoice, 726_00));
        Assert.Equal((Euro(-39_00), Euro(-39_00)), ((await Stands(walk, design)).Booked, (await Stands(walk, design)).Available));
        walk.Sees("Frida", "an activity of −39.00, which the next order repairs; no wage is asked back.");
        walk.Pause();
        await walk.End();
    }

    private static readonly Id<LegalEntity> Company = new(new Guid("00000000-0000-8000-8000-0000000000be"));

    /// <summary>Belgium as the terms of the specification have it: 6.5 per cent, guaranteed when confirmed, booked money may be spent.</summary>
    private static async Task<(Actor Second, Id<Activity> Design)> InBelgium(Walk walk)
    {
        var (trade, second) = (walk.Trade, Tests.Cooperative.Somebody(Role.Finance));
        await Belgium(walk, second);
        Assert.Null((await trade.Coop.Write<Done>(async tx =>
        {
            if ((await tx.SavePerson(PersonFacts.New(trade.Member.Person, PersonKind.Member, "Frida Ek") with { Email = "frida@home.example", Language = "en" })).Refusal is { } unsaved) return unsaved;
            await tx.OpenBankAccount(Id<BankAccount>.New(), (await tx.FindEntity(Company))!, OwnIban);
            var terms = new Terms(new FeeRule(FeeKind.PercentOfNet, Rate.OfPerCent(6.5m)), [GuaranteeConditions.Confirmed], GuaranteeCover.Net, ExpenseRule.Booked, BadDebtFee.Reverse, SharedMayEmploy: false);
            return (await tx.SetTerms(Company, new LocalDate(2026, 1, 1), terms, new { story = true })).Then<Done>(_ => default(Done));
        })).Refusal);
        await Stand(trade, "be.request.cutOff", """{"kind":"beforeStart"}""");
        await Stand(trade, "eu.holidays", """[{"name":"Good Friday","easter":-2},{"name":"Easter Monday","easter":1},{"name":"Labour Day","on":"05-01"}]""");
        Must(await walk.Door.Run(new SetSeller.Command(Guid.CreateVersion7(), Company, InvoiceBuilder.Seller with
        {
            Name = "Coöperatie Noord BE", Address = new PostalAddress("BE", "Gent", "9000", "Koophandelsplein", "1"), VatNumber = "BE0765432146", OrganisationNumber = "0765432146", TaxRegistration = null, LegalText = null,
            Iban = OwnIban, Bankgiro = null, Language = "en", PaymentDays = 10,
        }), walk.Finance));
        walk.Tell("Frida works in Design, an activity of the cooperative's company in Belgium: 6.5 per cent of the net, guaranteed when the client confirms, and the rule of Belgium lets booked money be spent.");
        var design = await walk.Does("2026-03-02", "The books open.", async () =>
        {
            var opened = await Open(walk, Company, "design", Euro(0));
            return (await trade.Coop.Write(async tx => await tx.Post(new Entry(Id<Entry>.Named(Company.Value, "opens"), Company, tx.Today, Company.Value, "opening", "Opening", new Line(Account.Bank, Euro(10_000_00)), new Line(Account.FundOpening, -Euro(10_000_00)))))).Then<Id<Activity>>(_ => opened.Value);
        });
        Must(await walk.Door.Run(new ChangePayAccount.Command(Guid.CreateVersion7(), FridasIban, null, "Frida Ek"), trade.Member));
        var facts = Must(await walk.Door.Run(new EnterTaxFacts.Command(Guid.CreateVersion7(), Company, trade.Member.Person, new(2026, 1, 1),
            new Dictionary<string, string>(StringComparer.Ordinal) { ["family"] = "single", ["children"] = "0", ["disabled"] = "no", ["blue_collar"] = "no", ["regime"] = "none" }), trade.Member));
        Must(await walk.Door.Run(new CheckTaxFacts.Command(Guid.CreateVersion7(), facts, true, null), trade.Adviser));
        return (second, design);
    }

    private static async Task<Guid> Agreed(Walk walk, Id<Activity> activity, long net, string date)
    {
        var client = await walk.Does(date, "Frida enters Celsius as a client, and an adviser finds it in order.", async () => Outcome.Of(await walk.Trade.Client(new ClientDetails
        {
            Name = "Celsius NV", Kind = BuyerKind.Business, Country = "BE", Street = "Korenmarkt", Building = "3", PostalCode = "9000", Town = "Gent", VatNumber = "BE0202239951", Email = "invoices@celsius.example", Language = "en",
        })));
        return await Active(walk, walk.Trade.Content(client) with
        {
            Activity = activity.Value, Title = "A season's posters", Description = "Ten posters.", Net = Euro(net), From = new(2026, 3, 3), To = new(2026, 3, 12), Place = "Gent", PlaceCountry = "BE", TermDays = 10, Signers = [new("An Peeters", "an@celsius.example")],
        }, date);
    }

    /// <summary>Work of some days in March, announced, approved, and its wage within a budget.</summary>
    private static async Task<Id<AskedWage>> AskedFor(Walk walk, Id<Activity> activity, long cost, LocalDate first, int days)
    {
        var (door, frida, adviser) = (walk.Door, walk.Trade.Member, walk.Trade.Adviser);
        WorkDay[] worked = [.. Enumerable.Range(0, 10).Select(first.PlusDays).Where(day => day.DayOfWeek is not (IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday)).Take(days).Select(day => new WorkDay(day, new LocalTime(9, 0), 450))];
        var work = await walk.Does("2026-03-02", $"She announces {days} days of work from 3 March on …", () => door.Run(
            new DeclareWork.Command(Guid.CreateVersion7(), activity, frida.Person, "byDuration", "BE", "Gent", "designer", "nothing special", worked, null), frida));
        await walk.Does("2026-03-02", "… which an adviser approves …", () => door.Run(new DecideWork.Command(Guid.CreateVersion7(), work, true, null), adviser));
        var wage = await walk.Does("2026-03-02", $"… and asks for a wage that costs {Euro(cost).Shown()}: the planned and guaranteed money bears it.", () => door.Run(new AskWage.Command(Guid.CreateVersion7(), work, WageBasis.Cost, Euro(cost)), frida));
        await walk.Does("2026-03-02", "An adviser approves: the cost is reserved.", () => door.Run(new DecideWage.Command(Guid.CreateVersion7(), wage, true, null), adviser));
        return wage;
    }

    private static async Task<Id<Invoice>> Billed(Walk walk, Guid order, string date)
    {
        var drafts = await walk.Does(date, "The work is done; Frida makes the draft of the invoice …", () => walk.Door.Run(new PlanInvoices.Command(Guid.CreateVersion7(), new(order), [new(1)], SupplyKind.Services), walk.Trade.Member));
        return (await walk.Does(date, "… and sends it with 21 % VAT, to be paid within 10 days. The contribution is taken once.", () => walk.Door.Run(new SendInvoice.Command(Guid.CreateVersion7(), drafts[0]), walk.Trade.Member))).Invoice;
    }

    private static async Task PaidOut(Walk walk, Actor second, string made, string paid, string what, Money amount)
    {
        var due = Assert.Single(Must(await walk.Door.Read(new ListPayments.Query(), walk.Finance)).Companies.Single(one => one.Entity.Id == Company).Dues, due => due.Amount == amount);
        var on = NodaTime.Text.LocalDatePattern.Iso.Parse(paid).Value;
        var batch = await walk.Does(made, $"Finance puts {what} into a batch for {on.Shown()}.", () => walk.Door.Run(new MakeBatch.Command(Guid.CreateVersion7(), Company, on, [due.Id]), walk.Finance));
        await walk.Does(made, "A colleague releases the file for the bank.", () => walk.Door.Run(new ReleaseBatch.Command(Guid.CreateVersion7(), batch), second));
        await walk.Does(paid, "The bank's statement shows the payment.", async () =>
        {
            var payment = await walk.Trade.Coop.Ask<Guid>("select id from treasury.payment where batch = @batch", new { batch });
            var row = new BankRow { Amount = amount.ToDecimal(), Currency = "EUR", Credit = false, BookingDate = on, EndToEndId = payment.ToString("N") };
            var file = CamtWriter.Write([new BankStatement($"M-{made}-{paid}", $"S-{made}-{paid}", OwnIban, "EUR", 0, -amount.ToDecimal(), [row])], walk.Trade.Coop.Clock.GetCurrentInstant()).Value;
            return await walk.Door.Run(new ImportBankFile.Command(Guid.CreateVersion7(), $"{paid}.xml", file), walk.Finance);
        });
    }

    private static async Task Spent(Walk walk, Id<Activity> activity, string date)
    {
        var claim = Guid.CreateVersion7();
        await walk.Does(date, "Frida hands in a receipt of 121.00 for paper, made out to the cooperative.", async () =>
        {
            var content = new ClaimContent(CostKind.Expense, activity, walk.Trade.Today, "Papier BV", "K-118", "paper", Euro(100_00), Euro(21_00), Addressed: true);
            if ((await walk.Door.Run(new SaveClaim.Command(Guid.CreateVersion7(), claim, content), walk.Trade.Member)).Refusal is { } unsaved) return unsaved;
            if ((await walk.Door.Run(new AttachReceipt.Command(Guid.CreateVersion7(), claim, "application/pdf", "%PDF-1.7 paper"u8.ToArray()), walk.Trade.Member)).Refusal is { } unread) return unread;
            return await walk.Door.Run(new SubmitClaim.Command(Guid.CreateVersion7(), claim), walk.Trade.Member);
        });
        await walk.Does(date, "An adviser approves it.", () => walk.Door.Run(new ApproveClaim.Command(Guid.CreateVersion7(), claim), walk.Trade.Adviser));
    }

    private static Task<Outcome<Done>> Arrives(Walk walk, Id<Invoice> invoice, long minor) => walk.Trade.Coop.Write<Done>(async tx =>
        (await tx.RecordPayment(Guid.CreateVersion7(), invoice, Euro(minor), null, null, "bank")).Refusal is { } refusal ? refusal : default(Done));

    private static async Task<(Money Booked, Money Available, Money Reserved, Money Exposure)> Stands(Walk walk, Id<Activity> activity) => (await walk.Trade.Coop.Db.Read(Actor.System, async tx =>
    {
        var balances = await tx.Balances((await tx.FindActivity(activity))!, tx.Today);
        return Outcome.Of((balances.Booked, balances.SalaryAvailable, balances.Reserved, balances.Exposure));
    })).Value;
}
