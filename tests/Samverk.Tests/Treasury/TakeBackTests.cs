using Dapper;
using Samverk.Activities;
using Samverk.Banking;
using Samverk.Invoicing;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;
using Samverk.Treasury;

namespace Samverk.Tests.Treasury;

/// <summary>Payments that were none: matched by mistake, or taken back by the bank. To the cent, and with every check green.</summary>
public sealed class TakeBackTests
{
    [Fact]
    public async Task A_payment_taken_back_leaves_everything_as_if_it_had_never_come()
    {
        await using var bank = await Bank.Open();
        var invoice = await bank.Invoice(await bank.Client("nord", "Festival Nord AB"), "INV-2026-1", Bank.Sek(1000));
        var before = await Everything(bank);
        await bank.Import(bank.Statement("S1", 100_000, bank.Row(590, "part")));
        await Match(bank, "part", new PartAsked(PartKind.Invoice, "INV-2026-1", Bank.Sek(600), Charge: Bank.Sek(10)));
        Assert.NotEqual(before, await Everything(bank));

        Assert.Null((await Unmatch(bank, "part")).Refusal);

        Assert.Equal(before, await Everything(bank));
        Assert.Equal("Unknown", await bank.State("part"));
        Assert.Equal(InvoiceState.Issued, await StateOf(bank, invoice));
        await bank.Sound();

        // The line can be matched again, to what it really was.
        await Match(bank, "part", new PartAsked(PartKind.Invoice, "INV-2026-1", Bank.Sek(590)));
        Assert.Equal(Bank.Sek(410), await bank.Balance(Account.Client("nord")));
        await bank.Sound();
    }

    [Fact]
    public async Task An_invoice_that_was_paid_is_open_again_with_all_it_was()
    {
        await using var bank = await Bank.Open();
        var invoice = await bank.Invoice(await bank.Client("nord", "Festival Nord AB"), "INV-2026-1", Bank.Sek(1000));
        await bank.Import(bank.Statement("S1", 100_000, bank.Row(1000, "Faktura INV-2026-1", from: "Festival Nord AB")));
        if (await bank.State("Faktura INV-2026-1") is not "Matched") await Match(bank, "Faktura INV-2026-1", new PartAsked(PartKind.Invoice, "INV-2026-1", Bank.Sek(1000)));
        Assert.Equal(InvoiceState.Paid, await StateOf(bank, invoice));

        Assert.Null((await Unmatch(bank, "Faktura INV-2026-1")).Refusal);

        Assert.Equal((InvoiceState.Issued, Bank.Sek(1000)), (await StateOf(bank, invoice), await bank.Balance(Account.Client("nord"))));
        await bank.Sound();
    }

    [Fact]
    public async Task Foreign_money_goes_back_with_its_contribution_and_the_funds_part()
    {
        await using var bank = await Bank.Open();
        await bank.Invoice(await bank.Client("nord", "Festival Nord AB"), "INV-2026-1", new Money(100_00, Currency.EUR), planningRate: 11m);
        var before = await Everything(bank);
        await bank.Import(bank.Statement("S1", 100_000, bank.Row(1120, "euro")));
        await Match(bank, "euro", new PartAsked(PartKind.Invoice, "INV-2026-1", new Money(100_00, Currency.EUR), Bank.Sek(5), Bank.Sek(1120)));

        Assert.Null((await Unmatch(bank, "euro")).Refusal);

        Assert.Equal(before, await Everything(bank));
        Assert.Equal(new Money(100_00, Currency.EUR), await bank.Balance(Account.Client("nord"), Currency.EUR));
        await bank.Sound();
    }

    [Fact]
    public async Task What_was_spent_since_cannot_be_taken_from_under_the_activity()
    {
        await using var bank = await Bank.Open();
        await bank.Invoice(await bank.Client("nord", "Festival Nord AB"), "INV-2026-1", Bank.Sek(1000));
        await bank.Import(bank.Statement("S1", 100_000, bank.Row(1000, "paid")));
        await Match(bank, "paid", new PartAsked(PartKind.Invoice, "INV-2026-1", Bank.Sek(1000)));
        await Spend(bank, 500);

        var refused = (await Unmatch(bank, "paid")).Refusal;

        Assert.Equal(("payment-not-reversible", WhyNotReversible.Spent), (refused?.Code, refused?.Facts.Single(fact => fact.Name is "because").Value));
        Assert.Equal(("Matched", Bank.Sek(0)), (await bank.State("paid"), await bank.Balance(Account.Client("nord"))));
        await bank.Sound();
    }

    [Fact]
    public async Task What_was_credited_or_written_off_since_is_named_in_the_refusal()
    {
        await using var bank = await Bank.Open();
        var client = await bank.Client("nord", "Festival Nord AB");
        var credited = await bank.Invoice(client, "INV-2026-1", Bank.Sek(1000));
        var lost = await bank.Invoice(client, "INV-2026-2", Bank.Sek(1000));
        await bank.Import(bank.Statement("S1", 100_000, bank.Row(1000, "one"), bank.Row(400, "two")));
        await Match(bank, "one", new PartAsked(PartKind.Invoice, "INV-2026-1", Bank.Sek(1000)));
        await Match(bank, "two", new PartAsked(PartKind.Invoice, "INV-2026-2", Bank.Sek(400)));
        Assert.Null((await bank.Coop.Write(tx => tx.CreditInvoice(Guid.CreateVersion7(), credited.Id, "C-1", Bank.Sek(300)))).Refusal);
        Assert.Null((await bank.Coop.Write(tx => tx.WriteOff(Guid.CreateVersion7(), lost.Id))).Refusal);

        Assert.Equal(WhyNotReversible.CreditNote, (await Unmatch(bank, "one")).Refusal?.Facts.Single(fact => fact.Name is "because").Value);
        Assert.Equal(WhyNotReversible.WriteOff, (await Unmatch(bank, "two")).Refusal?.Facts.Single(fact => fact.Name is "because").Value);
        await bank.Sound();
    }

    [Fact]
    public async Task A_line_of_several_parts_goes_back_as_a_whole()
    {
        await using var bank = await Bank.Open();
        var client = await bank.Client("nord", "Festival Nord AB");
        for (var at = 1; at <= 7; at++) await bank.Invoice(client, $"INV-2026-{at}", Bank.Sek(100));
        var before = await Everything(bank);
        await bank.Import(bank.Statement("S1", 100_000, bank.Row(750, "all")));
        await Match(bank, "all",
            [.. Enumerable.Range(1, 7).Select(at => new PartAsked(PartKind.Invoice, $"INV-2026-{at}", Bank.Sek(100))), new(PartKind.ClientCredit, "INV-2026-7", Bank.Sek(50))]);
        Assert.Equal((Bank.Sek(0), Bank.Sek(-50)), (await bank.Balance(Account.Client("nord")), await bank.Balance(Account.ClientCredit("nord"))));

        Assert.Null((await Unmatch(bank, "all")).Refusal);

        Assert.Equal(before, await Everything(bank));
        await bank.Sound();
    }

    [Fact]
    public async Task A_recovery_goes_back_to_where_the_loss_was()
    {
        await using var bank = await Bank.Open();
        var invoice = await bank.Invoice(await bank.Client("nord", "Festival Nord AB"), "INV-2026-1", Bank.Sek(1000));
        Assert.Null((await bank.Coop.Write(tx => tx.WriteOff(Guid.CreateVersion7(), invoice.Id))).Refusal);
        var before = await Everything(bank);
        await bank.Import(bank.Statement("S1", 100_000, bank.Row(400, "late")));
        await Match(bank, "late", new PartAsked(PartKind.Recovery, "INV-2026-1", Bank.Sek(400)));
        Assert.Equal(Bank.Sek(-400), await bank.Balance(Account.FundRecoveries));

        Assert.Null((await Unmatch(bank, "late")).Refusal);

        Assert.Equal(before, await Everything(bank));
        await bank.Sound();
    }

    [Fact]
    public async Task The_bank_takes_a_payment_back_and_the_client_owes_it_again()
    {
        await using var bank = await Bank.Open();
        var invoice = await bank.Invoice(await bank.Client("nord", "Festival Nord AB"), "INV-2026-1", Bank.Sek(1000));
        await bank.Import(bank.Statement("S1", 100_000, bank.Row(1000, "paid", iban: Bank.ClientIban)));
        await Match(bank, "paid", new PartAsked(PartKind.Invoice, "INV-2026-1", Bank.Sek(1000)));
        await Spend(bank, 500);
        await bank.Import(bank.Statement("S2", 101_000, bank.Row(-1000, "returned", iban: Bank.ClientIban) with { Reversal = true, Information = "AC04" }));

        // The bank's return is offered as what it is.
        var shown = (await bank.Coop.Door.Read(new ShowLine.Query(await bank.Line("returned")), Bank.Finance)).Value;
        var offered = Assert.Single(Assert.Single(shown.Suggestions).Parts);
        Assert.Equal(new PartAsked(PartKind.Return, "INV-2026-1", Bank.Sek(1000)), offered);

        await Match(bank, "returned", offered);

        // It has happened, so spending since does not stop it: the cooperative has laid the money out.
        Assert.Equal((Bank.Sek(100_000 - 500), Bank.Sek(1000)), (await bank.Balance(Account.Bank), await bank.Balance(Account.Client("nord"))));
        Assert.Equal((InvoiceState.Issued, "Matched"), (await StateOf(bank, invoice), await bank.State("returned")));
        await bank.Sound();
        Assert.Equal("payment-unknown", (await TryMatch(bank, "returned again", -1000, new PartAsked(PartKind.Return, "INV-2026-1", Bank.Sek(1000)))).Refusal?.Code);

        // Matched to the wrong invoice: the return is taken back, and the invoice is paid as before.
        Assert.Null((await Unmatch(bank, "returned")).Refusal);
        Assert.Equal((InvoiceState.Paid, Bank.Sek(0)), (await StateOf(bank, invoice), await bank.Balance(Account.Client("nord"))));
        await bank.Sound();
    }

    [Fact]
    public async Task A_return_after_a_credit_note_uses_up_the_credit_first()
    {
        await using var bank = await Bank.Open();
        var invoice = await bank.Invoice(await bank.Client("nord", "Festival Nord AB"), "INV-2026-1", Bank.Sek(1000));
        await bank.Import(bank.Statement("S1", 100_000, bank.Row(1000, "paid")));
        await Match(bank, "paid", new PartAsked(PartKind.Invoice, "INV-2026-1", Bank.Sek(1000)));
        Assert.Null((await bank.Coop.Write(tx => tx.CreditInvoice(Guid.CreateVersion7(), invoice.Id, "C-1", Bank.Sek(300)))).Refusal);
        Assert.Equal(Bank.Sek(-300), await bank.Balance(Account.ClientCredit("nord")));

        Assert.Null((await TryMatch(bank, "returned", -1000, new PartAsked(PartKind.Return, "INV-2026-1", Bank.Sek(1000)))).Refusal);

        Assert.Equal((Bank.Sek(700), Bank.Sek(0)), (await bank.Balance(Account.Client("nord")), await bank.Balance(Account.ClientCredit("nord"))));
        await bank.Sound();
    }

    [Fact]
    public async Task A_reconciled_line_stays_matched()
    {
        await using var bank = await Bank.Open();
        await bank.Invoice(await bank.Client("nord", "Festival Nord AB"), "INV-2026-1", Bank.Sek(1000));
        await bank.Import(bank.Statement("S1", 100_000, bank.Row(1000, "paid")));
        await Match(bank, "paid", new PartAsked(PartKind.Invoice, "INV-2026-1", Bank.Sek(1000)));
        Assert.Null((await bank.Coop.Door.Run(new CloseStatement.Command(Guid.CreateVersion7(), await bank.Coop.Ask<Guid>("select id from treasury.statement")), Bank.Finance)).Refusal);
        Assert.Equal("state-not-allowed", (await Unmatch(bank, "paid")).Refusal?.Code);
    }

    /// <summary>What every account holds today, and what the activity has.</summary>
    private static async Task<string> Everything(Bank bank) => (await bank.Coop.Db.Read(Actor.System, async tx => Outcome.Of(
        string.Join('\n', (await tx.TrialBalance(Cooperative.Entity.Id, tx.Today)).Select(account => account.ToString())) + (await tx.Balances(Bank.Activity, tx.Today)))) ).Value;

    private static async Task<InvoiceState> StateOf(Bank bank, Invoice invoice) => (await bank.Coop.Db.Read(Actor.System, async tx => Outcome.Of(await tx.StateOf(invoice)))).Value;

    private static async Task Spend(Bank bank, decimal amount) => Assert.Null((await bank.Coop.Write(tx => tx.Post(new Entry(
        Id<Entry>.New(), Cooperative.Entity.Id, tx.Today, Guid.CreateVersion7(), "direct-payment", "Microphones",
        new Line(Bank.Activity.Account, Bank.Sek(amount)) { Activity = Bank.Activity.Id.Value }, new Line(Account.Bank, -Bank.Sek(amount)))))).Refusal);

    private static async Task Match(Bank bank, string text, params IReadOnlyList<PartAsked> parts) => Assert.Null((await Run(bank, text, parts)).Refusal);

    private static async Task<Outcome<Done>> TryMatch(Bank bank, string text, decimal amount, params IReadOnlyList<PartAsked> parts)
    {
        await bank.Import(bank.Statement($"S-{text}", 0, bank.Row(amount, text)));
        return await Run(bank, text, parts);
    }

    private static async Task<Outcome<Done>> Run(Bank bank, string text, IReadOnlyList<PartAsked> parts) =>
        await bank.Coop.Door.Run(new MatchLine.Command(Guid.CreateVersion7(), await bank.Line(text), parts, ""), Bank.Finance);

    private static async Task<Outcome<Done>> Unmatch(Bank bank, string text) =>
        await bank.Coop.Door.Run(new UnmatchLine.Command(Guid.CreateVersion7(), await bank.Line(text), "wrong invoice"), Bank.Finance);
}
