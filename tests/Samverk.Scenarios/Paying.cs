using NodaTime;
using Samverk.Activities;
using Samverk.Banking;
using Samverk.Countries;
using Samverk.Employment;
using Samverk.Expenses;
using Samverk.Invoicing;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;
using Samverk.Treasury;
using Samverk.Ui;
using Account = Samverk.Ledger.Account;
using Actor = Samverk.Store.Actor;

namespace Samverk.Scenarios;

/// <summary>What every story with money does on its way: invoices, receipts, payroll runs, files for the bank and its statements.</summary>
public sealed partial class WalkedStories
{
    private const string FridasIban = "BE68539007547034";

    /// <summary>The bank account of a company.</summary>
    private static string IbanOf(Id<LegalEntity> entity) => entity == Company ? "BE71096123456769" : "DE75512108001245126199";

    /// <summary>10,000.00 in the bank, all of it the guarantee fund's.</summary>
    private static Task<Outcome<Done>> OpenBooks(Walk walk, Id<LegalEntity> entity) => walk.Trade.Coop.Write(tx => tx.Post(new Entry(
        Id<Entry>.Named(entity.Value, "opens"), entity, tx.Today, entity.Value, "opening", "Opening", new Line(Account.Bank, Euro(10_000_00)), new Line(Account.FundOpening, -Euro(10_000_00)))));

    /// <param name="stage">Why the rate of a performance on stage applies.</param>
    private static async Task<Id<Invoice>> Billed(Walk walk, Guid order, string date, string words = "The work is done; Frida makes the draft of the invoice …", string vat = "21 % VAT, to be paid within 10 days", string? stage = null)
    {
        var drafts = await walk.Does(date, words, () => walk.Door.Run(new PlanInvoices.Command(Guid.CreateVersion7(), new(order), [new(1)], stage is null ? SupplyKind.Services : SupplyKind.ArtisticPerformance, Reason: stage), walk.Trade.Member));
        return (await walk.Does(date, $"… and sends it with {vat}. The contribution is taken once.", () => walk.Door.Run(new SendInvoice.Command(Guid.CreateVersion7(), drafts[0]), walk.Trade.Member))).Invoice;
    }

    /// <summary>Frozen and computed by one person of finance, released by another.</summary>
    private static async Task<Id<PayrollRun>> Released(Walk walk, Id<LegalEntity> entity, Actor second, string date, LocalDate payDay)
    {
        var run = await walk.Does(date, $"Finance freezes the wages of {payDay.Day} {payDay.ToString("MMMM", null)} and computes the payslip.", () => walk.Door.Run(new FreezeRun.Command(Guid.CreateVersion7(), entity, payDay), walk.Finance));
        await walk.Does(date, "A second person releases the run.", () => walk.Door.Run(new ReleaseRun.Command(Guid.CreateVersion7(), run, 1), second));
        return run;
    }

    private static async Task<IReadOnlyList<ListPayslips.Row>> Slips(Walk walk) => (await walk.Door.Read(new ListPayslips.Query(), walk.Trade.Member)).Value;

    private static async Task<WageState> StateOf(Walk walk, Id<AskedWage> wage) => Enum.Parse<WageState>(await walk.Trade.Coop.Ask<string>("select state from employment.wage where id = @id", new { id = wage.Value }));

    private static async Task PaidOut(Walk walk, Id<LegalEntity> entity, Actor second, string made, string paid, string what, Money amount)
    {
        var due = Assert.Single(Must(await walk.Door.Read(new ListPayments.Query(), walk.Finance)).Companies.Single(one => one.Entity.Id == entity).Dues, due => due.Amount == amount);
        var on = NodaTime.Text.LocalDatePattern.Iso.Parse(paid).Value;
        var batch = await walk.Does(made, $"Finance puts {what} into a batch for {on.Shown()}.", () => walk.Door.Run(new MakeBatch.Command(Guid.CreateVersion7(), entity, on, [due.Id]), walk.Finance));
        await walk.Does(made, "A colleague releases the file for the bank.", () => walk.Door.Run(new ReleaseBatch.Command(Guid.CreateVersion7(), batch), second));
        await walk.Does(paid, "The bank's statement shows the payment.", async () =>
        {
            var payment = await walk.Trade.Coop.Ask<Guid>("select id from treasury.payment where batch = @batch", new { batch });
            var row = new BankRow { Amount = amount.ToDecimal(), Currency = "EUR", Credit = false, BookingDate = on, EndToEndId = payment.ToString("N") };
            var file = CamtWriter.Write([new BankStatement($"M-{made}-{paid}", $"S-{made}-{paid}", IbanOf(entity), "EUR", 0, -amount.ToDecimal(), [row])], walk.Trade.Coop.Clock.GetCurrentInstant()).Value;
            return await walk.Door.Run(new ImportBankFile.Command(Guid.CreateVersion7(), $"{paid}.xml", file), walk.Finance);
        });
    }

    /// <summary>A receipt made out to the cooperative, which nobody has looked at yet.</summary>
    private static async Task<Guid> HandedIn(Walk walk, Id<Activity> activity, string date, string supplier, Money net, Money vat)
    {
        var claim = Guid.CreateVersion7();
        await walk.Does(date, $"Frida hands in a receipt of {(net + vat).ToPlainText()} for paper, made out to the cooperative.", async () =>
        {
            var content = new ClaimContent(CostKind.Expense, activity, walk.Trade.Today, supplier, "K-118", "paper", net, vat, Addressed: true);
            if ((await walk.Door.Run(new SaveClaim.Command(Guid.CreateVersion7(), claim, content), walk.Trade.Member)).Refusal is { } unsaved) return unsaved;
            if ((await walk.Door.Run(new AttachReceipt.Command(Guid.CreateVersion7(), claim, "application/pdf", "%PDF-1.7 paper"u8.ToArray()), walk.Trade.Member)).Refusal is { } unread) return unread;
            return await walk.Door.Run(new SubmitClaim.Command(Guid.CreateVersion7(), claim), walk.Trade.Member);
        });
        return claim;
    }

    private static Task<Outcome<ClaimState>> Approved(Walk walk, Guid claim) => walk.Door.Run(new ApproveClaim.Command(Guid.CreateVersion7(), claim), walk.Trade.Adviser);

    private static Task<Outcome<Done>> Arrives(Walk walk, Id<Invoice> invoice, long minor) => walk.Trade.Coop.Write<Done>(async tx =>
        (await tx.RecordPayment(Guid.CreateVersion7(), invoice, Euro(minor), null, null, "bank")).Refusal is { } refusal ? refusal : default(Done));

    private static async Task<(Money Booked, Money Available, Money Reserved, Money Exposure)> Stands(Walk walk, Id<Activity> activity) =>
        await BalancesOf(walk, activity) is var balances ? (balances.Booked, balances.SalaryAvailable, balances.Reserved, balances.Exposure) : default;

    private static async Task<Balances> BalancesOf(Walk walk, Id<Activity> activity) =>
        (await walk.Trade.Coop.Db.Read(Actor.System, async tx => Outcome.Of(await tx.Balances((await tx.FindActivity(activity))!, tx.Today)))).Value;

    /// <summary>What an account of a company holds: debits are positive.</summary>
    private static async Task<Money> Holds(Walk walk, Id<LegalEntity> entity, string account) =>
        (await walk.Trade.Coop.Db.Read(Actor.System, async tx => Outcome.Of(await tx.Balance(entity, account, Currency.EUR, tx.Today)))).Value;
}
