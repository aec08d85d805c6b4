using Samverk.Invoicing;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;
using Samverk.Treasury;

namespace Samverk.Tests.Treasury;

public sealed class DeskTests
{
    [Fact]
    public async Task One_line_pays_two_invoices_and_the_rest_stays_as_credit()
    {
        await using var bank = await Bank.Open();
        var client = await bank.Client("nord", "Festival Nord AB");
        await bank.Invoice(client, "INV-2026-1", Bank.Sek(1000));
        await bank.Invoice(client, "INV-2026-2", Bank.Sek(500));
        await bank.Import(bank.Statement("S1", 100_000, bank.Row(1600, "all")));

        await Match(bank, "all", new(PartKind.Invoice, "INV-2026-1", Bank.Sek(1000)), new(PartKind.Invoice, "INV-2026-2", Bank.Sek(500)), new(PartKind.ClientCredit, "INV-2026-2", Bank.Sek(100)));

        Assert.Equal((Bank.Sek(0), Bank.Sek(-100), Bank.Sek(101_600)), (await bank.Balance(Account.Client("nord")), await bank.Balance(Account.ClientCredit("nord")), await bank.Balance(Account.Bank)));
        await bank.Sound();
    }

    [Fact]
    public async Task A_part_payment_with_a_bank_charge_settles_what_the_client_paid()
    {
        await using var bank = await Bank.Open();
        await bank.Invoice(await bank.Client("nord", "Festival Nord AB"), "INV-2026-1", Bank.Sek(1000));
        await bank.Import(bank.Statement("S1", 0, bank.Row(590, "part")));
        await Match(bank, "part", new PartAsked(PartKind.Invoice, "INV-2026-1", Bank.Sek(600), Charge: Bank.Sek(10)));
        Assert.Equal(Bank.Sek(400), await bank.Balance(Account.Client("nord")));
        await bank.Sound();
    }

    [Fact]
    public async Task Foreign_currency_is_credited_at_what_arrived()
    {
        await using var bank = await Bank.Open();
        await bank.Invoice(await bank.Client("nord", "Festival Nord AB"), "INV-2026-1", new Money(100_00, Currency.EUR), planningRate: 11m);
        await bank.Import(bank.Statement("S1", 100_000, bank.Row(1120, "euro")));
        await Match(bank, "euro", new PartAsked(PartKind.Invoice, "INV-2026-1", new Money(100_00, Currency.EUR), Bank.Sek(5), Bank.Sek(1120)));
        Assert.Equal((Bank.Sek(101_120), Money.Zero(Currency.EUR)), (await bank.Balance(Account.Bank), await bank.Balance(Account.Client("nord"), Currency.EUR)));
        await bank.Sound();
    }

    [Fact]
    public async Task Two_people_confirm_one_line_at_once_and_one_is_told()
    {
        await using var bank = await Bank.Open();
        await bank.Invoice(await bank.Client("nord", "Festival Nord AB"), "INV-2026-1", Bank.Sek(1000));
        await bank.Import(bank.Statement("S1", 0, bank.Row(300, "who")));
        var line = await bank.Line("who");
        var both = await Task.WhenAll(new[] { Bank.Finance, Bank.OtherFinance }.Select(actor =>
            Run(bank, line, actor, new PartAsked(PartKind.Invoice, "INV-2026-1", Bank.Sek(300)))));
        Assert.Equal(["", "line-already-matched"], both.Select(one => one.Refusal?.Code ?? "").Order(StringComparer.Ordinal));
        Assert.Equal(Bank.Sek(700), await bank.Balance(Account.Client("nord")));
    }

    [Fact]
    public async Task Parts_that_are_not_the_line_are_refused_and_post_nothing()
    {
        await using var bank = await Bank.Open();
        await bank.Invoice(await bank.Client("nord", "Festival Nord AB"), "INV-2026-1", Bank.Sek(1000));
        await bank.Import(bank.Statement("S1", 0, bank.Row(300, "who")));
        Assert.Equal("sum-mismatch", (await Run(bank, await bank.Line("who"), Bank.Finance, new PartAsked(PartKind.Invoice, "INV-2026-1", Bank.Sek(299)))).Refusal?.Code);
        Assert.Equal(Bank.Sek(1000), await bank.Balance(Account.Client("nord")));
    }

    [Fact]
    public async Task An_account_is_named_by_two_people_and_can_be_taken_back_and_the_statement_closes()
    {
        await using var bank = await Bank.Open();
        await bank.Import(bank.Statement("S1", 100_000, bank.Row(-25, "fee")));
        var line = await bank.Line("fee");
        Task<Outcome<NameAccount.Answer>> Name(Actor actor) => bank.Coop.Door.Run(new NameAccount.Command(Guid.CreateVersion7(), line, "expenses:bank-fees", "fee"), actor);
        Assert.False((await Name(Bank.Finance)).Value.Posted);
        Assert.Equal("second-person-needed", (await Name(Bank.Finance)).Refusal?.Code);
        Assert.True((await Name(Bank.OtherFinance)).Value.Posted);
        Assert.Equal(Bank.Sek(25), await bank.Balance("expenses:bank-fees"));

        Assert.Null((await bank.Coop.Door.Run(new UnmatchLine.Command(Guid.CreateVersion7(), line, "wrong"), Bank.Finance)).Refusal);
        Assert.Equal(Bank.Sek(0), await bank.Balance("expenses:bank-fees"));
        var statement = await bank.Coop.Ask<Guid>("select id from treasury.statement");
        Assert.Equal("bank-lines-open", (await bank.Coop.Door.Run(new CloseStatement.Command(Guid.CreateVersion7(), statement), Bank.Finance)).Refusal?.Code);

        await Name(Bank.Finance);
        await Name(Bank.OtherFinance);
        Assert.Null((await bank.Coop.Door.Run(new CloseStatement.Command(Guid.CreateVersion7(), statement), Bank.Finance)).Refusal);
        Assert.Equal("Reconciled", await bank.State("fee"));
        await bank.Sound();
    }

    private static async Task Match(Bank bank, string text, params IReadOnlyList<PartAsked> parts) =>
        Assert.Null((await Run(bank, await bank.Line(text), Bank.Finance, parts)).Refusal);

    private static Task<Outcome<Done>> Run(Bank bank, Id<BankLine> line, Actor actor, params IReadOnlyList<PartAsked> parts) =>
        bank.Coop.Door.Run(new MatchLine.Command(Guid.CreateVersion7(), line, parts, ""), actor);
}
