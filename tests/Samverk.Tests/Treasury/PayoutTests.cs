using System.Text;
using System.Xml.Linq;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Samverk.Banking;
using Samverk.Employment;
using Samverk.Expenses;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Members;
using Samverk.Store;
using Samverk.Tests.Expenses;
using Samverk.Treasury;
using Account = Samverk.Ledger.Account;

namespace Samverk.Tests.Treasury;

public sealed class PayoutTests
{
    private static readonly Actor OtherFinance = Cooperative.Somebody(Role.Finance);

    [Fact]
    public async Task What_is_approved_is_due_and_paid_when_the_banks_statement_says_so_and_not_before()
    {
        await using var till = await Paying();
        var claim = await till.Approved(till.Paper());
        await till.Coop.Pass(days: 0);
        var batch = await Released(till);
        Assert.Equal(Till.Sek(-125), await Owed(till));

        await Import(till, "S1", Row(till, -125, await EndToEnd(till)));

        Assert.Equal((Till.Sek(0), "Paid", "Paid"), (await Owed(till), await State(till), await till.State(claim)));
        Assert.Empty(await Dues(till));
        Assert.Equal(1, await Paid(till, batch));
        await Sound(till);
    }

    [Fact]
    public async Task The_file_carries_the_bank_account_the_reference_and_exact_sums()
    {
        await using var till = await Paying();
        await till.Approved(till.Paper());
        await till.Approved(till.Bill(reference: PaymentReference.Make(ReferenceKind.Rf, "4711").Value.Value));
        await till.Coop.Pass(days: 0);
        var file = XDocument.Parse(Encoding.UTF8.GetString((await till.Coop.See(new ReadBatchFile.Query(await Released(till)), till.Fia)).Value));
        string[] All(string name) => [.. file.Descendants().Where(one => one.Name.LocalName == name).Select(one => one.Value)];
        Assert.Equal(["250.00", "250.00"], All("CtrlSum"));
        Assert.Equal([Bank.OwnIban, Bank.ClientIban, Till.SupplierIban], All("IBAN"));
        Assert.Equal([PaymentReference.Make(ReferenceKind.Rf, "4711").Value.Value], All("Ref"));
    }

    [Fact]
    public async Task Money_leaves_only_by_a_second_person()
    {
        await using var till = await Paying();
        await till.Approved(till.Paper());
        await till.Coop.Pass(days: 0);
        var batch = await Made(till);
        Assert.True((await till.Coop.OpenItem("treasury.batch")).Item.FourEyes);
        Assert.Equal("second-person-needed", (await till.Coop.Run(new ReleaseBatch.Command(Guid.NewGuid(), batch), till.Fia)).Refusal?.Code);
        Assert.Equal("in-person-only", (await till.Coop.Run(new ReleaseBatch.Command(Guid.NewGuid(), batch), OtherFinance with { ByKey = true })).Refusal?.Code);
        Assert.Equal(Refusal.Unknown, (await till.Coop.See(new ReadBatchFile.Query(batch), till.Fia)).Refusal);
        Assert.Null(await till.Coop.Approve(await till.Coop.OpenItem("treasury.batch"), OtherFinance));
        Assert.Empty(await till.Coop.OpenItems("treasury.batch"));
    }

    [Fact]
    public async Task The_database_knows_no_second_payment_of_one_debt()
    {
        await using var till = await Paying();
        await till.Approved(till.Paper());
        await till.Coop.Pass(days: 0);
        var due = Assert.Single(await Dues(till)).Id;
        var both = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => till.Coop.Run(Make(till, due), till.Fia)));
        Assert.Equal(["", "not-found"], both.Select(one => one.Refusal?.Code ?? "").Order(StringComparer.Ordinal));
        var again = await Assert.ThrowsAsync<Npgsql.PostgresException>(() => till.Coop.Ask<int>(
            "insert into treasury.payment (id, batch, due, place, name, iban, state) select gen_random_uuid(), batch, due, 9, name, iban, 'Ordered' from treasury.payment returning place"));
        Assert.Equal("one_live_payment", again.ConstraintName);
    }

    [Fact]
    public async Task An_account_that_cools_off_and_one_that_is_missing_hold_the_payment_back_with_the_reason()
    {
        await using var till = await Till.With(collected: 1000);
        await till.Coop.Done(new OpenBankAccount.Command(Guid.NewGuid(), Cooperative.Entity.Id, Bank.OwnIban), till.Fia);
        await till.Approved(till.Paper());
        await till.Coop.Pass(days: 0);
        Assert.Equal("bank-account-missing", Assert.Single(await Dues(till)).Held?.Code);

        await till.Coop.Done(new ChangePayAccount.Command(Guid.NewGuid(), Bank.ClientIban, null, "Anna Berg"), till.Anna);
        var row = Assert.Single(await Dues(till));
        Assert.Equal(new Refusal("iban-change-unconfirmed", ("date", till.Coop.Today.PlusDays(3))), row.Held);
        Assert.Equal("iban-change-unconfirmed", (await till.Coop.Run(Make(till, row.Id), till.Fia)).Refusal?.Code);
        till.Coop.Clock.AdvanceDays(3);
        Assert.Null(Assert.Single(await Dues(till)).Held);
    }

    [Fact]
    public async Task A_changed_account_stops_the_release_of_what_was_made_before()
    {
        await using var till = await Paying();
        await till.Approved(till.Paper());
        await till.Coop.Pass(days: 0);
        var batch = await Made(till, on: till.Coop.Today.PlusDays(8));
        await till.Coop.Done(new ChangePayAccount.Command(Guid.NewGuid(), "BE68539007547034", null, "Anna Berg"), till.Anna);
        Assert.Equal("iban-change-unconfirmed", (await till.Coop.Run(new ReleaseBatch.Command(Guid.NewGuid(), batch), OtherFinance)).Refusal?.Code);
        till.Coop.Clock.AdvanceDays(3);
        Assert.Equal("changed-meanwhile", (await till.Coop.Run(new ReleaseBatch.Command(Guid.NewGuid(), batch), OtherFinance)).Refusal?.Code);

        Assert.Equal("why", (await till.Coop.Run(new CancelBatch.Command(Guid.NewGuid(), batch, " "), till.Fia)).Refusal?.Field);
        await till.Coop.Done(new CancelBatch.Command(Guid.NewGuid(), batch, "another account"), till.Fia);
        Assert.Null(Assert.Single(await Dues(till)).Held);
    }

    [Fact]
    public async Task Money_that_comes_back_opens_the_debt_again_and_it_is_paid_anew()
    {
        await using var till = await Paying();
        var (claim, first) = await PaidOut(till);
        await Import(till, "S2", Row(till, 125, first) with { Reversal = true });

        Assert.Equal((Till.Sek(-125), "Returned", "Approved"), (await Owed(till), await State(till), await till.State(claim)));
        Assert.True(Assert.Single(await Dues(till)).Returned);
        await Sound(till);

        await Released(till);
        await Import(till, "S3", Row(till, -125, await EndToEnd(till, not: first)));
        Assert.Equal((Till.Sek(0), "Paid"), (await Owed(till), await till.State(claim)));
        await Sound(till);
    }

    [Fact]
    public async Task What_comes_back_without_the_fee_that_the_bank_names_is_owed_again_whole_and_the_activity_bears_the_fee()
    {
        await using var till = await Paying();
        var (claim, id) = await PaidOut(till);
        var fee = new BankCharge(10, "SEK", Credit: false);
        await Import(till, "S2", Row(till, 115, id) with { Reversal = true, Charges = [fee] });

        Assert.Equal((Till.Sek(-125), "Returned", "Approved"), (await Owed(till), await State(till), await till.State(claim)));
        // 1,000 less the charge of 100 and the fee of 10.
        Assert.Equal(Till.Sek(890), await till.Booked(till.Stage));
        Assert.Equal(Till.Sek(125), Assert.Single(await Dues(till)).Amount);
        await Sound(till);
    }

    [Fact]
    public async Task A_fee_that_the_bank_does_not_name_waits_for_a_person_who_confirms_it_in_one_step()
    {
        await using var till = await Paying();
        var (claim, id) = await PaidOut(till);
        await Import(till, "S2", Row(till, 120, id) with { Reversal = true });
        var line = new Id<BankLine>(await till.Coop.Ask<Guid>("select id from treasury.line where state = 'Unknown'"));

        var offered = (await till.Coop.See(new ShowLine.Query(line), till.Fia)).Value.Suggestions[0];
        Assert.Equal(new PartAsked(PartKind.PayoutReturn, id, Till.Sek(125), Till.Sek(5)), Assert.Single(offered.Parts));
        Assert.Equal("payout-unknown", (await till.Coop.Run(new MatchLine.Command(Guid.NewGuid(), line, [offered.Parts[0] with { Amount = Till.Sek(126) }], ""), till.Fia)).Refusal?.Code);
        Assert.Equal("sum-mismatch", (await till.Coop.Run(new MatchLine.Command(Guid.NewGuid(), line, [offered.Parts[0] with { Charge = Till.Sek(4) }], ""), till.Fia)).Refusal?.Code);
        await till.Coop.Done(new MatchLine.Command(Guid.NewGuid(), line, offered.Parts, ""), till.Fia);
        Assert.Equal((Till.Sek(-125), "Returned", Till.Sek(895)), (await Owed(till), await State(till), await till.Booked(till.Stage)));
        await Sound(till);

        await till.Coop.Done(new UnmatchLine.Command(Guid.NewGuid(), line, "wrong"), till.Fia);
        Assert.Equal((Till.Sek(0), "Paid", "Paid", Till.Sek(900)), (await Owed(till), await State(till), await till.State(claim), await till.Booked(till.Stage)));
        await Sound(till);
    }

    [Fact]
    public async Task Payment_and_return_in_one_file_leave_the_debt_as_it_was_and_a_second_debit_is_for_a_person()
    {
        await using var till = await Paying();
        await till.Approved(till.Paper());
        await till.Coop.Pass(days: 0);
        await Released(till);
        var id = await EndToEnd(till);
        var rows = new[] { Row(till, -125, id), Row(till, -125, id), Row(till, 125, id) with { Reversal = true } };
        var file = CamtWriter.Write([new BankStatement("M-1", "S1", Bank.OwnIban, "SEK", 0, -125, rows)], till.Coop.Clock.GetCurrentInstant()).Value;
        await till.Coop.Done(new ImportBankFile.Command(Guid.NewGuid(), "S1.xml", file), till.Fia);

        Assert.Equal((Till.Sek(-125), "Returned"), (await Owed(till), await State(till)));
        Assert.Equal("Matched,Matched,Unknown", await till.Coop.Ask<string>("select string_agg(state, ',' order by state) from treasury.line"));
        await Sound(till);
    }

    [Fact]
    public async Task A_match_that_was_wrong_is_taken_back_and_the_payment_is_under_way_again()
    {
        await using var till = await Paying();
        var (claim, _) = await PaidOut(till);
        var line = new Id<BankLine>(await till.Coop.Ask<Guid>("select id from treasury.line"));
        await till.Coop.Done(new UnmatchLine.Command(Guid.NewGuid(), line, "wrong"), till.Fia);
        Assert.Equal((Till.Sek(-125), "Released", "Approved"), (await Owed(till), await State(till), await till.State(claim)));

        var account = Account.Expenses(await till.Code(till.Anna));
        await till.Coop.Done(new MatchLine.Command(Guid.NewGuid(), line, [new(PartKind.Payout, account, Till.Sek(125))], "it was right"), till.Fia);
        Assert.Equal((Till.Sek(0), "Paid", "Paid"), (await Owed(till), await State(till), await till.State(claim)));
        await Sound(till);
    }

    [Fact]
    public async Task Another_amount_than_ordered_waits_for_a_person()
    {
        await using var till = await Paying();
        await till.Approved(till.Paper());
        await till.Coop.Pass(days: 0);
        await Released(till);
        await Import(till, "S1", Row(till, -124, await EndToEnd(till)));
        Assert.Equal(("Unknown", "Released", Till.Sek(-125)), (await till.Coop.Ask<string>("select state from treasury.line"), await State(till), await Owed(till)));
    }

    [Fact]
    public async Task A_file_that_the_bank_rejected_opens_its_debts_and_only_who_did_not_release_it_says_so()
    {
        await using var till = await Paying();
        await till.Approved(till.Paper());
        await till.Coop.Pass(days: 0);
        var batch = await Released(till);
        Assert.Equal("second-person-needed", (await till.Coop.Run(new RejectBatch.Command(Guid.NewGuid(), batch, "no cover"), OtherFinance)).Refusal?.Code);
        await till.Coop.Done(new RejectBatch.Command(Guid.NewGuid(), batch, "no cover"), till.Fia);
        Assert.Single(await Dues(till));
        Assert.Equal(Refusal.Unknown, (await till.Coop.See(new ReadBatchFile.Query(batch), till.Fia)).Refusal);
    }

    [Fact]
    public async Task After_the_cut_off_and_on_holidays_the_next_day_is_named()
    {
        await using var till = await Paying();
        await till.Approved(till.Paper());
        await till.Coop.Pass(days: 0);
        var due = Assert.Single(await Dues(till)).Id;
        var today = till.Coop.Today;
        Assert.Equal(new Refusal("cut-off-passed", ("date", today.PlusDays(1))) { Field = "on" }, (await till.Coop.Run(Make(till, due, today), till.Fia)).Refusal);
        var saturday = today.Next(IsoDayOfWeek.Saturday);
        Assert.Equal(new Refusal("no-banking-day", ("date", saturday.PlusDays(2))) { Field = "on" }, (await till.Coop.Run(Make(till, due, saturday), till.Fia)).Refusal);
        await till.Coop.Write<Done>(async tx =>
        {
            await tx.Set(PayDay.CutOff, "14:00");
            return default(Done);
        });
        Assert.Null((await till.Coop.Run(Make(till, due, today), till.Fia)).Refusal);
    }

    [Fact]
    public async Task Released_net_wages_are_due_on_their_pay_day_once()
    {
        await using var till = await Paying();
        var (payslip, code) = (Guid.CreateVersion7(), await till.Code(till.Anna));
        Assert.Null((await till.Coop.Write(async tx =>
        {
            var released = new WagesReleased(Guid.CreateVersion7(), Cooperative.Entity.Id, tx.Today.PlusDays(10), [new(payslip, till.Anna.Person, code, Till.Sek(900))]);
            await tx.Raise(released);
            await tx.Raise(released);
            return await tx.Post(new Entry(new(payslip), Cooperative.Entity.Id, tx.Today, payslip, "wage", "Wage",
                new Line("expenses:test", Till.Sek(900)), new Line(Account.NetWages(code), Till.Sek(-900))));
        })).Refusal);
        await till.Coop.Pass(days: 0);
        var row = Assert.Single(await Dues(till));
        Assert.Equal((DueKind.NetWage, Till.Sek(900), till.Coop.Today.PlusDays(10), (Refusal?)null), (row.Kind, row.Amount, row.On, row.Held));
    }

    [Fact]
    public async Task What_somebody_has_paid_by_hand_is_held_back()
    {
        await using var till = await Paying();
        await till.Approved(till.Paper());
        await till.Coop.Pass(days: 0);
        var account = Account.Expenses(await till.Code(till.Anna));
        Assert.Null((await till.Coop.Write(tx => tx.PayOwed(Guid.CreateVersion7(), Cooperative.Entity, account, Till.Sek(1), "pay", "Payment out"))).Refusal);
        Assert.Equal(new Refusal("more-than-owed", ("owed", Till.Sek(124)), ("amount", Till.Sek(125))), Assert.Single(await Dues(till)).Held);
    }

    /// <summary>Anna's account has cooled off, and the cooperative has a bank account.</summary>
    private static async Task<Till> Paying()
    {
        var till = await Till.With(collected: 1000);
        await till.Coop.Done(new OpenBankAccount.Command(Guid.NewGuid(), Cooperative.Entity.Id, Bank.OwnIban), till.Fia);
        await till.Coop.Done(new ChangePayAccount.Command(Guid.NewGuid(), Bank.ClientIban, null, "Anna Berg"), till.Anna);
        await till.Coop.Pass(days: 7);
        return till;
    }

    /// <summary>A receipt of 100 and 25 of VAT is paid, as the bank's statement says.</summary>
    private static async Task<(Guid Claim, string EndToEnd)> PaidOut(Till till)
    {
        var claim = await till.Approved(till.Paper());
        await till.Coop.Pass(days: 0);
        await Released(till);
        var id = await EndToEnd(till);
        await Import(till, "S1", Row(till, -125, id));
        return (claim, id);
    }

    private static async Task<IReadOnlyList<ListPayments.Row>> Dues(Till till) => Assert.Single((await till.Coop.See(new ListPayments.Query(), till.Fia)).Value.Companies).Dues;

    private static MakeBatch.Command Make(Till till, Guid due, LocalDate? on = null) => new(Guid.NewGuid(), Cooperative.Entity.Id, on ?? till.Coop.Today.PlusDays(1), [due]);

    private static async Task<Guid> Made(Till till, LocalDate? on = null) =>
        await till.Coop.Done(new MakeBatch.Command(Guid.NewGuid(), Cooperative.Entity.Id, on ?? till.Coop.Today.PlusDays(1), [.. (await Dues(till)).Select(due => due.Id)]), till.Fia);

    private static async Task<Guid> Released(Till till)
    {
        var batch = await Made(till);
        await till.Coop.Done(new ReleaseBatch.Command(Guid.NewGuid(), batch), OtherFinance);
        return batch;
    }

    private static async Task<string> EndToEnd(Till till, string not = "") =>
        (await till.Coop.Ask<Guid>("select id from treasury.payment where replace(id::text, '-', '') <> @not", new { not })).ToString("N");

    private static BankRow Row(Till till, decimal amount, string endToEnd) =>
        new() { Amount = Math.Abs(amount), Currency = "SEK", Credit = amount > 0, BookingDate = till.Coop.Today, EndToEndId = endToEnd };

    private static async Task Import(Till till, string id, BankRow row)
    {
        var statement = new BankStatement($"M-{id}", id, Bank.OwnIban, "SEK", 0, row.Credit ? row.Amount : -row.Amount, [row]);
        var file = CamtWriter.Write([statement], till.Coop.Clock.GetCurrentInstant()).Value;
        await till.Coop.Done(new ImportBankFile.Command(Guid.NewGuid(), $"{id}.xml", file), till.Fia);
    }

    private static async Task<Money> Owed(Till till) => await till.Balance(Account.Expenses(await till.Code(till.Anna)));

    private static Task<string> State(Till till) => till.Coop.Ask<string>("select state from treasury.payment");

    private static async Task<int> Paid(Till till, Guid batch) => (await till.Coop.See(new ListPayments.Query(), till.Fia)).Value.Batches.Single(one => one.Id == batch).Paid;

    private static async Task Sound(Till till)
    {
        await till.Coop.Write(async tx => Outcome.Of(await tx.Seal()));
        var report = await till.Coop.Services.GetRequiredService<Verification>().Run();
        Assert.False(report.Breached, string.Join('\n', report.Lines));
    }
}
