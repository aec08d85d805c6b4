using System.Text;
using System.Xml.Linq;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Samverk.Activities;
using Samverk.Banking;
using Samverk.Employment;
using Samverk.Invoicing;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;
using Samverk.Tests.Employment;
using Samverk.Tests.Expenses;
using Samverk.Treasury;
using Account = Samverk.Ledger.Account;
using Actor = Samverk.Store.Actor;

namespace Samverk.Tests.Treasury;

/// <summary>What wages owe to authorities, what goes back to clients, and a batch that the bank books as one line.</summary>
public sealed class AuthorityDueTests
{
    internal const string TaxAccount = "liabilities:authority:tax-account", Day12 = """{"day":12,"inMonth":{"1":17,"8":17},"nextWorkingDay":true}""";

    [Fact]
    public async Task Released_wages_owe_the_tax_account_on_the_twelfth_and_are_held_until_day_and_account_are_somebodys_word()
    {
        await using var shop = await Paid();
        var row = await Due(shop);
        Assert.Equal((DueKind.Authority, Workshop.Kronor(6_142_00), "regime-not-verified"), (row.Kind, row.Amount, row.Held?.Code));
        Assert.Equal("se.due.tax-account", row.Held?.Facts.First(fact => fact.Name is "id").Value);

        await shop.Released("se.due.tax-account", Day12);
        row = await Due(shop);
        Assert.Equal((new LocalDate(2026, 4, 13), "payee-missing"), (row.On, row.Held?.Code));

        await Payee(shop);
        row = await Due(shop);
        Assert.Equal(("Skatteverket", (Refusal?)null), (row.To, row.Held));
    }

    [Fact]
    public async Task Nothing_is_paid_where_only_one_person_says_so()
    {
        await using var shop = await Paid();
        var entered = await shop.Do(Enter(Bank.ClientIban), shop.Fia);
        Assert.Equal("second-person-needed", (await shop.No(new DecidePayee.Command(Guid.NewGuid(), entered, true), shop.Fia)).Code);
        Assert.Equal(1, await shop.Waiting("treasury.payee"));
        await shop.Do(new DecidePayee.Command(Guid.NewGuid(), entered, true), shop.Fredrik);
        Assert.Equal(0, await shop.Waiting("treasury.payee"));

        await shop.Released("se.due.tax-account", Day12);
        var batch = await Made(shop, (await Due(shop)).Id);
        var other = await shop.Do(Enter("BE68539007547034"), shop.Fredrik);
        await shop.Do(new DecidePayee.Command(Guid.NewGuid(), other, true), shop.Fia);
        Assert.Equal("changed-meanwhile", (await shop.No(new ReleaseBatch.Command(Guid.NewGuid(), batch), shop.Fredrik)).Code);
        Assert.Equal(["Released", "Replaced"], (await States(shop)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_tax_account_is_paid_with_its_reference_and_is_empty_when_the_bank_shows_it()
    {
        await using var shop = await Paid();
        await shop.Released("se.due.tax-account", Day12);
        await Payee(shop);
        var batch = await Made(shop, (await Due(shop)).Id);
        await shop.Do(new ReleaseBatch.Command(Guid.NewGuid(), batch), shop.Fredrik);
        var file = XDocument.Parse(Encoding.UTF8.GetString((await shop.Coop.Door.Read(new ReadBatchFile.Query(batch), shop.Fia)).Value));
        Assert.Contains("RF18539007547034", file.ToString(), StringComparison.Ordinal);
        Assert.Equal(Workshop.Kronor(6_142_00), await shop.Owed(TaxAccount));

        var payment = (await shop.Coop.Ask<Guid>("select id from treasury.payment")).ToString("N");
        await Import(shop.Coop, shop.Fia, "S1", Debit(shop.Coop, 6142, payment));
        Assert.Equal(Workshop.Kronor(0), await shop.Owed(TaxAccount));
        Assert.DoesNotContain((await Company(shop)).Dues, due => due.Kind is DueKind.Authority);
        await Sound(shop.Coop);
    }

    [Theory]
    [InlineData("the file's id")]
    [InlineData("the first payment's id")]
    [InlineData("nothing")]
    public async Task A_batch_that_the_bank_books_as_one_line_pays_all_its_payments(string named)
    {
        await using var till = await TwoClaims();
        var batch = await Batch(till);
        var row = Debit(till.Coop, 250, named is "the first payment's id" ? (await till.Coop.Ask<Guid>("select id from treasury.payment order by place limit 1")).ToString("N") : null);
        await Import(till.Coop, till.Fia, "S1", row, named is "the file's id" ? batch.ToString("N") : null);

        Assert.Equal("Paid Paid", await till.Coop.Ask<string>("select string_agg(state, ' ') from treasury.payment"));
        Assert.Equal("Matched", await till.Coop.Ask<string>("select state from treasury.line"));
        Assert.Equal(2, await till.Coop.Ask<int>("select count(*)::int from treasury.part where undone_at is null"));
        await Sound(till.Coop);
    }

    [Fact]
    public async Task A_sum_that_two_batches_have_waits_for_a_person_and_another_files_id_is_not_taken()
    {
        await using var till = await TwoClaims();
        await Batch(till);
        await Import(till.Coop, till.Fia, "S1", Debit(till.Coop, 250, null), Guid.NewGuid().ToString("N"));
        Assert.Equal("Unknown", await till.Coop.Ask<string>("select state from treasury.line"));

        var equal = Debit(till.Coop, 250, null);
        var statement = new BankStatement("M-2", "S2", Bank.OwnIban, "SEK", 0, -500, [equal with { Remittance = "one" }, equal with { Remittance = "two" }]);
        await till.Coop.Done(new ImportBankFile.Command(Guid.NewGuid(), "S2.xml", CamtWriter.Write([statement], till.Coop.Clock.GetCurrentInstant()).Value), till.Fia);
        Assert.Equal("Unknown Unknown Unknown", await till.Coop.Ask<string>("select string_agg(state, ' ') from treasury.line"));
        Assert.Equal("Released Released", await till.Coop.Ask<string>("select string_agg(state, ' ') from treasury.payment"));
    }

    [Fact]
    public async Task A_batch_of_which_one_debt_is_gone_pays_none_of_it()
    {
        await using var till = await TwoClaims();
        await Batch(till);
        var account = Account.Expenses(await till.Code(till.Anna));
        Assert.Null((await till.Coop.Write(tx => tx.PayOwed(Guid.CreateVersion7(), Cooperative.Entity, account, Till.Sek(1), "pay", "Payment out"))).Refusal);
        await Import(till.Coop, till.Fia, "S1", Debit(till.Coop, 250, null));
        Assert.Equal(("Unknown", "more-than-owed"), await till.Coop.Ask<(string, string)>("select state, note from treasury.line"));
        Assert.Equal("Released Released", await till.Coop.Ask<string>("select string_agg(state, ' ') from treasury.payment"));
        await Sound(till.Coop);
    }

    [Fact]
    public async Task What_a_client_has_paid_too_much_goes_back_once()
    {
        await using var bank = await Bank.Open();
        var client = await bank.Client("c-1", "Festival");
        Assert.Null((await bank.Coop.Write(tx => tx.RecordOverpayment(Guid.CreateVersion7(), Cooperative.Entity, client.Id, Bank.Sek(300), tx.Today))).Refusal);
        AskRefund.Command Ask(decimal amount) => new(Guid.NewGuid(), Cooperative.Entity.Id, client.Id, Bank.Sek(amount), "Festival AB", Bank.ClientIban, null);
        Assert.Equal("more-than-owed", (await bank.Coop.Door.Run(Ask(301), Bank.Finance)).Refusal?.Code);
        Assert.Equal("iban", (await bank.Coop.Door.Run(Ask(300) with { Iban = "SE00" }, Bank.Finance)).Refusal?.Field);
        var due = (await bank.Coop.Door.Run(Ask(200), Bank.Finance)).Value;
        Assert.Equal("more-than-owed", (await bank.Coop.Door.Run(Ask(101), Bank.Finance)).Refusal?.Code);

        var company = Assert.Single((await bank.Coop.Door.Read(new ListPayments.Query(), Bank.Finance)).Value.Companies);
        Assert.Equal((DueKind.Refund, "Festival AB", Bank.Sek(200)), (company.Dues.Single().Kind, company.Dues.Single().To, company.Dues.Single().Amount));
        Assert.Equal(Bank.Sek(100), Assert.Single(company.Credits).Left);
        var batch = (await bank.Coop.Door.Run(new MakeBatch.Command(Guid.NewGuid(), Cooperative.Entity.Id, company.Earliest!.Value, [due]), Bank.Finance)).Value;
        Assert.Null((await bank.Coop.Door.Run(new ReleaseBatch.Command(Guid.NewGuid(), batch), Bank.OtherFinance)).Refusal);
        await Import(bank.Coop, Bank.Finance, "S1", Debit(bank.Coop, 200, (await bank.Coop.Ask<Guid>("select id from treasury.payment")).ToString("N")));
        Assert.Equal(Bank.Sek(-100), await bank.Balance(Account.ClientCredit("c-1")));
        await Sound(bank.Coop);
    }

    /// <summary>Frida was paid 10,000.00 gross: tax 3,000.00 and contributions 3,142.00 are owed.</summary>
    internal static async Task<Workshop> Paid()
    {
        var shop = await Workshop.Fresh();
        await shop.Do(new OpenBankAccount.Command(Guid.NewGuid(), Cooperative.Entity.Id, Bank.OwnIban), shop.Fia);
        await shop.SideIncome();
        await shop.Wage(await shop.Worked(new LocalDate(2026, 3, 4)), 10_000_00);
        await shop.Do(await shop.Release(await shop.Frozen(new LocalDate(2026, 3, 10))), shop.Fredrik);
        await shop.Coop.Pass(days: 0);
        return shop;
    }

    private static EnterPayee.Command Enter(string iban) => new(Guid.NewGuid(), Cooperative.Entity.Id, TaxAccount, "Skatteverket", iban, null, "RF18539007547034");

    internal static async Task Payee(Workshop shop) =>
        await shop.Do(new DecidePayee.Command(Guid.NewGuid(), await shop.Do(Enter(Bank.ClientIban), shop.Fia), true), shop.Fredrik);

    private static async Task<ListPayments.Company> Company(Workshop shop) => Assert.Single((await shop.Coop.Door.Read(new ListPayments.Query(), shop.Fia)).Value.Companies);

    internal static async Task<ListPayments.Row> Due(Workshop shop) => Assert.Single((await Company(shop)).Dues, due => due.Kind is DueKind.Authority);

    internal static async Task<Guid> Made(Workshop shop, Guid due) =>
        await shop.Do(new MakeBatch.Command(Guid.NewGuid(), Cooperative.Entity.Id, (await Company(shop)).Earliest!.Value, [due]), shop.Fia);

    private static async Task<string[]> States(Workshop shop) => (await shop.Coop.Ask<string>("select string_agg(state, ' ') from treasury.payee")).Split(' ');

    private static async Task<Till> TwoClaims()
    {
        var till = await Till.With(collected: 1000);
        await till.Coop.Done(new OpenBankAccount.Command(Guid.NewGuid(), Cooperative.Entity.Id, Bank.OwnIban), till.Fia);
        await till.Coop.Done(new Samverk.Members.ChangePayAccount.Command(Guid.NewGuid(), Bank.ClientIban, null, "Anna Berg"), till.Anna);
        await till.Coop.Pass(days: 7);
        await till.Approved(till.Paper());
        await till.Approved(till.Bill());
        await till.Coop.Pass(days: 0);
        return till;
    }

    private static async Task<Guid> Batch(Till till)
    {
        var company = Assert.Single((await till.Coop.See(new ListPayments.Query(), till.Fia)).Value.Companies);
        var batch = await till.Coop.Done(new MakeBatch.Command(Guid.NewGuid(), Cooperative.Entity.Id, company.Earliest!.Value, [.. company.Dues.Select(due => due.Id)]), till.Fia);
        await till.Coop.Done(new ReleaseBatch.Command(Guid.NewGuid(), batch), Bank.OtherFinance);
        return batch;
    }

    private static BankRow Debit(Cooperative coop, decimal amount, string? endToEnd) =>
        new() { Amount = amount, Currency = "SEK", Credit = false, BookingDate = coop.Today, EndToEndId = endToEnd };

    private static async Task Import(Cooperative coop, Actor by, string id, BankRow row, string? batch = null)
    {
        var text = Encoding.UTF8.GetString(CamtWriter.Write([new BankStatement($"M-{id}", id, Bank.OwnIban, "SEK", 0, -row.Amount, [row])], coop.Clock.GetCurrentInstant()).Value);
        if (batch is not null)
        {
            // As banks write a file of ours that they book as one line.
            var xml = XDocument.Parse(text);
            var space = xml.Root!.Name.Namespace;
            var entry = xml.Descendants(space + "Ntry").Single();
            entry.Elements(space + "NtryDtls").Remove();
            entry.Add(new XElement(space + "NtryDtls", new XElement(space + "Btch", new XElement(space + "MsgId", batch), new XElement(space + "NbOfTxs", "2"))));
            text = xml.ToString();
        }

        var imported = await coop.Door.Run(new ImportBankFile.Command(Guid.NewGuid(), $"{id}.xml", Encoding.UTF8.GetBytes(text)), by);
        Assert.Null(imported.Refusal);
    }

    private static async Task Sound(Cooperative coop)
    {
        await coop.Write(async tx => Outcome.Of(await tx.Seal()));
        var report = await coop.Services.GetRequiredService<Verification>().Run();
        Assert.False(report.Breached, string.Join('\n', report.Lines));
    }
}
