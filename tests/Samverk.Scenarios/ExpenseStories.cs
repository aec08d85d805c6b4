using NodaTime;
using Samverk.Banking;
using Samverk.Expenses;
using Samverk.Kernel;
using Samverk.Members;
using Samverk.Store;
using Samverk.Treasury;

namespace Samverk.Scenarios;

/// <summary>A receipt on its way from the telephone to the member's bank account.</summary>
public sealed class ExpenseStories
{
    private const string OwnIban = "SE4550000000058398257466", FridasIban = "DE75512108001245126199";

    [Fact]
    public async Task An_expense_waits_for_the_client_and_is_then_paid_out()
    {
        await using var walk = await Walk.Begin("expense-from-receipt-to-bank", "An expense: refused before the client pays, then allowed and paid out");
        var (trade, door, second) = (walk.Trade, walk.Door, Samverk.Tests.Cooperative.Somebody(Role.Finance));
        await trade.Coop.Write(tx => tx.SavePerson(PersonFacts.New(trade.Member.Person, PersonKind.Member, "Frida Lund") with { Email = "frida@home.example", Language = "en" }));
        await trade.Coop.Write<Done>(async tx =>
        {
            await tx.OpenBankAccount(Id<BankAccount>.New(), (await Ledger.LegalEntitySql.FindEntity(tx, Samverk.Tests.Cooperative.Entity.Id))!, OwnIban);
            return default(Done);
        });
        var client = await walk.Does("2026-03-02", "A member enters the client, an adviser approves it.", () => WalkedStories.Enter(trade));
        await walk.Does("2026-03-02", "Frida says where her money goes. The account is used after three days, and she is told by mail.", () => door.Run(
            new ChangePayAccount.Command(Guid.CreateVersion7(), FridasIban, null, "Frida Lund"), trade.Member));
        var invoice = await WalkedStories.Invoiced(walk, client, "2026-03-02", "2026-03-10");

        var claim = await Submitted(walk, "2026-03-11");
        var refused = await walk.Refused("2026-03-12", "The adviser looks at it and would approve; but nothing has been paid by the client yet.", () => Approve(walk, claim), "expense-available-exceeded");
        Assert.Contains(("available", (object?)Money.Zero(Currency.SEK)), refused.Facts);
        await walk.Does("2026-03-20", "The client pays half of the invoice.", () => WalkedStories.Pay(walk, invoice, 7_500_00));
        Assert.Equal(ClaimState.Approved, await walk.Does("2026-03-20", "Now the adviser approves: the activity bears the net, the VAT is deducted, and Frida is owed the whole.", () => Approve(walk, claim)));

        var due = Assert.Single(Assert.Single((await door.Read(new ListPayments.Query(), walk.Finance)).Value.Companies).Dues);
        var batch = await walk.Does("2026-03-20", "Finance puts it into a batch for Monday.", () => door.Run(
            new MakeBatch.Command(Guid.CreateVersion7(), Samverk.Tests.Cooperative.Entity.Id, new LocalDate(2026, 3, 23), [due.Id]), walk.Finance));
        await walk.Refused("2026-03-20", "Who made the batch cannot release it.", () => door.Run(new ReleaseBatch.Command(Guid.CreateVersion7(), batch), walk.Finance), "second-person-needed");
        await walk.Does("2026-03-20", "A colleague releases it; the file goes to the bank. Nothing is posted yet.", () => door.Run(new ReleaseBatch.Command(Guid.CreateVersion7(), batch), second));
        await walk.Does("2026-03-23", "The bank's statement shows the payment.", () => Import(walk, 1_250m));

        Assert.Equal(ClaimState.Paid, (await door.Read(new ViewClaim.Query(claim), trade.Member)).Value.State);
        walk.Sees("Frida", "her receipt, paid, with every step and who took it.");
        walk.Sees("Finance", "a batch that is all paid, and nothing due.");
        walk.Pause();
        await walk.End();
    }

    private static async Task<Guid> Submitted(Walk walk, string date)
    {
        var claim = Guid.CreateVersion7();
        await walk.Does(date, "Frida takes a photo of a receipt over 1,250.00 SEK for lenses, made out to the cooperative, and hands it in.", async () =>
        {
            var content = new ClaimContent(
                CostKind.Expense, walk.Trade.Activity, walk.Trade.Today, "Foto AB", "K-118", "lenses", new Money(1_000_00, Currency.SEK), new Money(250_00, Currency.SEK), Addressed: true);
            if ((await walk.Door.Run(new SaveClaim.Command(Guid.CreateVersion7(), claim, content), walk.Trade.Member)).Refusal is { } unsaved) return unsaved;
            if ((await walk.Door.Run(new AttachReceipt.Command(Guid.CreateVersion7(), claim, "application/pdf", "%PDF-1.7 lenses"u8.ToArray()), walk.Trade.Member)).Refusal is { } unread) return unread;
            return await walk.Door.Run(new SubmitClaim.Command(Guid.CreateVersion7(), claim), walk.Trade.Member);
        });
        return claim;
    }

    private static Task<Outcome<ClaimState>> Approve(Walk walk, Guid claim) => walk.Door.Run(new ApproveClaim.Command(Guid.CreateVersion7(), claim), walk.Trade.Adviser);

    private static async Task<Outcome<ImportBankFile.Result>> Import(Walk walk, decimal amount)
    {
        var payment = await walk.Trade.Coop.Ask<Guid>("select id from treasury.payment");
        var row = new BankRow { Amount = amount, Currency = "SEK", Credit = false, BookingDate = walk.Trade.Today, EndToEndId = payment.ToString("N") };
        var file = CamtWriter.Write([new BankStatement("M-1", "S-1", OwnIban, "SEK", 0, -amount, [row])], walk.Trade.Coop.Clock.GetCurrentInstant()).Value;
        return await walk.Door.Run(new ImportBankFile.Command(Guid.CreateVersion7(), "bank.xml", file), walk.Finance);
    }
}
