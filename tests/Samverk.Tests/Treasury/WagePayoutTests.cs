using NodaTime;
using Samverk.Banking;
using Samverk.Employment;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Members;
using Samverk.Store;
using Samverk.Tests.Employment;
using Samverk.Treasury;
using Actor = Samverk.Store.Actor;

namespace Samverk.Tests.Treasury;

/// <summary>Frida and Frank are paid by one run; finance pays it, and the bank answers.</summary>
public sealed class WagePayoutTests
{
    [Fact]
    public async Task A_run_is_filed_with_its_last_file_paid_with_its_last_confirmation_and_locked_with_the_statement()
    {
        await using var shop = await Paying();
        var run = await Released(shop);
        var dues = await Dues(shop);
        Assert.Equal(2, dues.Count);
        await Sent(shop, dues[0].Id);
        Assert.Equal((RunState.Released, 1, 1), await Stands(shop, run));
        await Sent(shop, dues[1].Id);
        Assert.Equal((RunState.Filed, 0, 2), await Stands(shop, run));

        await shop.Coop.Pass(days: 1);
        var payments = await Payments(shop);
        await Import(shop, "S1", Row(shop, -payments[0].Amount, payments[0].EndToEnd));
        Assert.Equal(RunState.Filed, (await Stands(shop, run)).State);
        await shop.Coop.Pass(days: 1);
        await Import(shop, "S2", Row(shop, -payments[1].Amount, payments[1].EndToEnd));
        var paid = (await shop.Read(run));
        Assert.Equal((RunState.Paid, 2), (paid.Run.State, paid.Payments[WagePayment.Paid]));
        Assert.All(paid.Rows, row => Assert.Equal(WagePayment.Paid, row.Payment));

        foreach (var statement in (string[])["S1", "S2"])
            await shop.Do(new CloseStatement.Command(Guid.NewGuid(), await shop.Coop.Ask<Guid>("select id from treasury.statement where bank_id = @statement", new { statement })), shop.Fia);
        Assert.Equal(RunState.Locked, (await shop.Read(run)).Run.State);
        Assert.Equal(
            ["opened", "frozen", "computed", "released", "payment-file-made", "bank-confirmed", "statements-closed"], (await shop.Read(run)).Steps.Select(step => step.Event));
        await Sound(shop);
    }

    [Fact]
    public async Task Money_that_comes_back_opens_a_paid_run_until_it_has_arrived()
    {
        await using var shop = await Paying();
        var run = await Released(shop);
        await Sent(shop, [.. (await Dues(shop)).Select(due => due.Id)]);
        await shop.Coop.Pass(days: 1);
        var payments = await Payments(shop);
        await Import(shop, "S1", [.. payments.Select(payment => Row(shop, -payment.Amount, payment.EndToEnd))]);
        Assert.Equal(RunState.Paid, (await Stands(shop, run)).State);

        await Import(shop, "S2", Row(shop, payments[0].Amount, payments[0].EndToEnd) with { Reversal = true });
        Assert.Equal((RunState.Filed, 1, 0), await Stands(shop, run));
        await Sent(shop, Assert.Single(await Dues(shop)).Id);
        await shop.Coop.Pass(days: 1);
        var again = (await Payments(shop)).Single(payment => payments.All(before => before.EndToEnd != payment.EndToEnd));
        await Import(shop, "S3", Row(shop, -again.Amount, again.EndToEnd));
        Assert.Equal(RunState.Paid, (await Stands(shop, run)).State);
        await Sound(shop);
    }

    [Fact]
    public async Task A_match_taken_back_and_a_file_that_the_bank_rejects_are_seen_on_the_run()
    {
        await using var shop = await Paying();
        var run = await Released(shop);
        var batch = await Sent(shop, [.. (await Dues(shop)).Select(due => due.Id)]);
        await shop.Do(new RejectBatch.Command(Guid.NewGuid(), batch, "no cover"), shop.Fia);
        Assert.Equal((RunState.Filed, 2, 0), await Stands(shop, run));

        await Sent(shop, [.. (await Dues(shop)).Select(due => due.Id)]);
        await shop.Coop.Pass(days: 1);
        await Import(shop, "S1", [.. (await Payments(shop)).Select(payment => Row(shop, -payment.Amount, payment.EndToEnd))]);
        Assert.Equal(RunState.Paid, (await Stands(shop, run)).State);
        await shop.Do(new UnmatchLine.Command(Guid.NewGuid(), new(await shop.Coop.Ask<Guid>("select id from treasury.line order by id limit 1")), "wrong"), shop.Fia);
        Assert.Equal((RunState.Filed, 0, 1), await Stands(shop, run));
        Assert.Equal(("payment-opened-again", "wrong"), (await shop.Read(run)).Steps[^1] is var step ? (step.Event, step.Why) : default);
    }

    [Fact]
    public async Task A_whole_run_is_put_into_a_batch_and_who_has_no_account_stays_due()
    {
        await using var shop = await Paying();
        var run = await Released(shop);
        await shop.Do(new ChangePayAccount.Command(Guid.NewGuid(), "BE68539007547034", null, "Somebody"), shop.Frank);
        var none = await shop.No(Whole(shop, Guid.NewGuid()), shop.Fia);
        Assert.Equal(Refusal.Unknown.Code, none.Code);

        var batch = await shop.Do(Whole(shop, run.Value), shop.Fia);
        Assert.Equal(1, (await shop.Coop.Door.Read(new ViewBatch.Query(batch), shop.Fia)).Value.Count);
        Assert.Equal("iban-change-unconfirmed", Assert.Single(await Dues(shop)).Held?.Code);
        Assert.Equal("iban-change-unconfirmed", (await shop.No(Whole(shop, run.Value), shop.Fia)).Code);
    }

    private static MakeBatch.Command Whole(Workshop shop, Guid run) => new(Guid.NewGuid(), Cooperative.Entity.Id, shop.Today.PlusDays(1), []) { Runs = [run] };

    internal static async Task<Workshop> Paying()
    {
        var shop = await Workshop.Fresh();
        await shop.Do(new OpenBankAccount.Command(Guid.NewGuid(), Cooperative.Entity.Id, Bank.OwnIban), shop.Fia);
        foreach (var person in (Actor[])[shop.Frida, shop.Frank])
        {
            await shop.SideIncome(person);
            await shop.Do(new ChangePayAccount.Command(Guid.NewGuid(), Bank.ClientIban, null, "Somebody"), person);
        }

        await shop.Coop.Pass(days: 7);
        return shop;
    }

    internal static async Task<Id<PayrollRun>> Released(Workshop shop)
    {
        var day = shop.Today.PlusDays(1);
        await shop.Wage(await shop.Worked(day), 10_000_00);
        var franks = await shop.Do(shop.Declares(day, person: shop.Frank), shop.Frida);
        await shop.Do(new DecideWork.Command(Guid.CreateVersion7(), franks, true, null), shop.Adam);
        await shop.Wage(franks, 8_000_00);
        var run = await shop.Frozen(day);
        await shop.Do(await shop.Release(run), shop.Fredrik);
        await shop.Coop.Pass(days: 0);
        return run;
    }

    internal static async Task<Guid> Sent(Workshop shop, params IReadOnlyList<Guid> dues)
    {
        var batch = await shop.Do(new MakeBatch.Command(Guid.NewGuid(), Cooperative.Entity.Id, shop.Today.PlusDays(1), dues), shop.Fia);
        await shop.Do(new ReleaseBatch.Command(Guid.NewGuid(), batch), shop.Fredrik);
        return batch;
    }

    private static async Task<(RunState State, int Owed, int Filed)> Stands(Workshop shop, Id<PayrollRun> run) =>
        await shop.Read(run) is var read ? (read.Run.State, read.Payments.GetValueOrDefault(WagePayment.Owed), read.Payments.GetValueOrDefault(WagePayment.Filed)) : default;

    internal static async Task<IReadOnlyList<ListPayments.Row>> Dues(Workshop shop) =>
        [.. Assert.Single((await shop.Coop.Door.Read(new ListPayments.Query(), shop.Fia)).Value.Companies).Dues.Where(due => due.Kind is DueKind.NetWage)];

    internal static async Task<IReadOnlyList<(string EndToEnd, decimal Amount)>> Payments(Workshop shop) =>
        [.. (await shop.Coop.Db.Read(Actor.System, async tx => Outcome.Of(await tx.SelectPayments("payment.state <> 'Cancelled'", new { })))).Value
            .OrderBy(payment => payment.Due.Amount.Minor).Select(payment => (payment.EndToEndId, payment.Due.Amount.ToDecimal()))];

    internal static BankRow Row(Workshop shop, decimal amount, string endToEnd) => new()
    {
        Amount = Math.Abs(amount), Currency = "SEK", Credit = amount > 0, BookingDate = shop.Today, EndToEndId = endToEnd,
    };

    internal static async Task Import(Workshop shop, string id, params IReadOnlyList<BankRow> rows)
    {
        var before = await shop.Coop.Ask<decimal>("select coalesce((select closing from treasury.statement order by bank_id desc limit 1), 140000)");
        var statement = new BankStatement($"M-{id}", id, Bank.OwnIban, "SEK", before, before + rows.Sum(row => row.Credit ? row.Amount : -row.Amount), rows);
        await shop.Do(new ImportBankFile.Command(Guid.NewGuid(), $"{id}.xml", CamtWriter.Write([statement], shop.Coop.Clock.GetCurrentInstant()).Value), shop.Fia);
    }

    internal static async Task Sound(Workshop shop)
    {
        await shop.Coop.Write(async tx => Outcome.Of(await tx.Seal()));
        var report = await Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions.GetRequiredService<Verification>(shop.Coop.Services).Run();
        Assert.False(report.Breached, string.Join('\n', report.Lines));
    }
}
