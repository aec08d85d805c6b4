using NodaTime;
using Samverk.Activities;
using Samverk.Banking;
using Samverk.Expenses;
using Samverk.Invoicing;
using Samverk.Kernel;
using Samverk.Store;
using Samverk.Tests.Expenses;
using Samverk.Treasury;
using Account = Samverk.Ledger.Account;

namespace Samverk.Tests.Treasury;

/// <summary>A lens is bought with what a client has paid, and then the client's payment turns out to be none.</summary>
public sealed class EquipmentTakeBackTests
{
    [Fact]
    public async Task A_match_cannot_be_taken_back_from_under_equipment_that_its_money_has_bought()
    {
        await using var till = await Bought();
        var before = await Figures(till);

        var refused = (await till.Coop.Run(new UnmatchLine.Command(Guid.NewGuid(), await Line(till, "paid"), "another client's"), till.Fia)).Refusal;

        Assert.Equal(("payment-not-reversible", WhyNotReversible.Spent), (refused?.Code, refused?.Facts.Single(fact => fact.Name is "because").Value));
        Assert.Equal((before, "Matched"), (await Figures(till), await till.Coop.Ask<string>("select state from treasury.line where remittance = 'paid'")));
        await EquipmentTests.Sound(till);
    }

    [Fact]
    public async Task The_bank_takes_the_payment_back_the_lens_stays_and_nothing_more_is_bought_until_the_client_pays()
    {
        await using var till = await Bought();
        Assert.Equal(new Seen(Booked: 37_400.65m, Reserved: 30_000, Wages: 7_400.65m, Expenses: 7_400.65m, Exposure: 0, Lens: 30_000, Client: 0), await Figures(till));

        await Import(till, "S2", new BankRow { Amount = 40_000, Currency = "SEK", Credit = false, BookingDate = till.Coop.Today, Remittance = "returned", Reversal = true, Information = "AC04" });
        await till.Coop.Done(new MatchLine.Command(Guid.NewGuid(), await Line(till, "returned"), [new(PartKind.Return, "F-1", Till.Sek(40_000))], ""), till.Fia);

        // The invoice is guaranteed, so wages go on; but clients have paid nothing any more, and the contribution that was taken is laid out.
        Assert.Equal(new Seen(Booked: 37_400.65m, Reserved: 30_000, Wages: 7_400.65m, Expenses: 0, Exposure: 2_599.35m, Lens: 30_000, Client: 40_000), await Figures(till));
        Assert.Equal("expense-available-exceeded", (await till.Approve(await till.Submitted(till.Paper()))).Refusal?.Code);
        await EquipmentTests.Sound(till);

        // The months go on: the activity bears its part of the lens, and the cooperative has laid out that much more.
        await EquipmentTests.Pass(till, new(2026, 3, 31));
        Assert.Equal(new Seen(Booked: 36_400.65m, Reserved: 29_000, Wages: 7_400.65m, Expenses: 0, Exposure: 3_599.35m, Lens: 29_000, Client: 40_000), await Figures(till));

        await Import(till, "S3", new BankRow { Amount = 40_000, Currency = "SEK", Credit = true, BookingDate = till.Coop.Today, Remittance = "again" });
        await till.Coop.Done(new MatchLine.Command(Guid.NewGuid(), await Line(till, "again"), [new(PartKind.Invoice, "F-1", Till.Sek(40_000))], ""), till.Fia);
        Assert.Equal(new Seen(Booked: 36_400.65m, Reserved: 29_000, Wages: 7_400.65m, Expenses: 7_400.65m, Exposure: 0, Lens: 29_000, Client: 0), await Figures(till));
        await EquipmentTests.Sound(till);
    }

    /// <summary>An invoice of 40,000, of which 2,599.35 are the contribution, is paid by a line of the bank; of that a lens of 30,000 is bought, to be borne in thirty months.</summary>
    private static async Task<Till> Bought()
    {
        var till = await EquipmentTests.Equipped(collected: 0);
        await till.Coop.Done(new OpenBankAccount.Command(Guid.NewGuid(), Cooperative.Entity.Id, Bank.OwnIban), till.Fia);
        await EquipmentTests.Invoiced(till, "F-1", 40_000);
        await Import(till, "S1", new BankRow { Amount = 40_000, Currency = "SEK", Credit = true, BookingDate = till.Coop.Today, Remittance = "paid" });
        await till.Coop.Done(new MatchLine.Command(Guid.NewGuid(), await Line(till, "paid"), [new(PartKind.Invoice, "F-1", Till.Sek(40_000))], ""), till.Fia);
        Assert.Equal(ClaimState.Approved, (await till.Approve(await EquipmentTests.Marked(till, EquipmentTests.Lens(till), 30))).Value);
        return till;
    }

    private static async Task<Seen> Figures(Till till)
    {
        var stage = await EquipmentTests.Balances(till, till.Stage);
        var client = await till.Coop.Ask<string>("select code from invoicing.client");
        return new(
            stage.Booked.ToDecimal(), stage.Reserved.ToDecimal(), stage.SalaryAvailable.ToDecimal(), stage.ExpenseAvailable.ToDecimal(), stage.Exposure.ToDecimal(),
            (await till.Balance("assets:equipment:e-00001")).ToDecimal(), (await till.Balance(Account.Client(client))).ToDecimal());
    }

    private static async Task<Id<BankLine>> Line(Till till, string text) => new(await till.Coop.Ask<Guid>("select id from treasury.line where remittance = @text", new { text }));

    private static async Task Import(Till till, string id, BankRow row)
    {
        var statement = new BankStatement($"M-{id}", id, Bank.OwnIban, "SEK", 0, row.Credit ? row.Amount : -row.Amount, [row]);
        await till.Coop.Done(new ImportBankFile.Command(Guid.NewGuid(), $"{id}.xml", CamtWriter.Write([statement], till.Coop.Clock.GetCurrentInstant()).Value), till.Fia);
    }

    private sealed record Seen(decimal Booked, decimal Reserved, decimal Wages, decimal Expenses, decimal Exposure, decimal Lens, decimal Client);
}
