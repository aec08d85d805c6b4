using Samverk.Banking;
using Samverk.Employment;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;
using Samverk.Tests.Employment;
using Samverk.Treasury;
using Account = Samverk.Ledger.Account;
using Actor = Samverk.Store.Actor;

namespace Samverk.Tests.Treasury;

/// <summary>
/// Wages and dues to authorities that come back less a fee of the bank. The debt is whole again, no activity and no wage bears the fee: it is a cost
/// of the cooperative.
/// </summary>
public sealed class ReturnFeeTests
{
    [Fact]
    public async Task A_wage_that_comes_back_less_a_fee_is_owed_whole_and_the_fee_is_a_cost_of_the_cooperative()
    {
        await using var shop = await WagePayoutTests.Paying();
        var run = await WagePayoutTests.Released(shop);
        await WagePayoutTests.Sent(shop, [.. (await WagePayoutTests.Dues(shop)).Select(due => due.Id)]);
        await shop.Coop.Pass(days: 1);
        var payments = await WagePayoutTests.Payments(shop);
        await WagePayoutTests.Import(shop, "S1", [.. payments.Select(payment => WagePayoutTests.Row(shop, -payment.Amount, payment.EndToEnd))]);
        var (activity, slips) = (await shop.Has(shop.Tour), await Slips(shop));
        Assert.Equal(5_600, payments[0].Amount);

        await WagePayoutTests.Import(shop, "S2", WagePayoutTests.Row(shop, 5_590, payments[0].EndToEnd) with { Reversal = true, Charges = [new BankCharge(10, "SEK", Credit: false)] });

        var owed = Account.NetWages(await shop.CodeOf(shop.Frank));
        Assert.Equal([(Account.Bank, 5_590m), (Account.BankFees, 10m), (owed, -5_600m)], await Posted(shop));
        Assert.Equal((Workshop.Kronor(5_600_00), activity), (await shop.Owed(owed), await shop.Has(shop.Tour)));
        Assert.Equal(slips, await Slips(shop));
        Assert.Equal((RunState.Filed, 1), await shop.Read(run) is var stands ? (stands.Run.State, stands.Payments[WagePayment.Owed]) : default);
        await WagePayoutTests.Sound(shop);

        // The whole wage is sent again, and the fee stays where it is.
        var due = Assert.Single(await WagePayoutTests.Dues(shop));
        Assert.Equal((true, Workshop.Kronor(5_600_00)), (due.Returned, due.Amount));
        await WagePayoutTests.Sent(shop, due.Id);
        await shop.Coop.Pass(days: 1);
        var again = (await WagePayoutTests.Payments(shop)).Single(payment => payments.All(before => before.EndToEnd != payment.EndToEnd));
        await WagePayoutTests.Import(shop, "S3", WagePayoutTests.Row(shop, -again.Amount, again.EndToEnd));
        Assert.Equal((Workshop.Kronor(0), Workshop.Kronor(-10_00), RunState.Paid), (await shop.Owed(owed), await shop.Owed(Account.BankFees), (await shop.Read(run)).Run.State));
        await WagePayoutTests.Sound(shop);
    }

    [Fact]
    public async Task A_fee_that_nobody_names_is_confirmed_by_a_person_and_is_the_cooperatives_too()
    {
        await using var shop = await WagePayoutTests.Paying();
        await WagePayoutTests.Released(shop);
        await WagePayoutTests.Sent(shop, [.. (await WagePayoutTests.Dues(shop)).Select(due => due.Id)]);
        await shop.Coop.Pass(days: 1);
        var payments = await WagePayoutTests.Payments(shop);
        await WagePayoutTests.Import(shop, "S1", [.. payments.Select(payment => WagePayoutTests.Row(shop, -payment.Amount, payment.EndToEnd))]);
        await WagePayoutTests.Import(shop, "S2", WagePayoutTests.Row(shop, 5_595, payments[0].EndToEnd) with { Reversal = true });
        var line = new Id<BankLine>(await shop.Coop.Ask<Guid>("select id from treasury.line where state = 'Unknown'"));
        Assert.Equal(Workshop.Kronor(0), await shop.Owed(Account.BankFees));

        var offered = Assert.Single((await shop.Coop.Door.Read(new ShowLine.Query(line), shop.Fia)).Value.Suggestions[0].Parts);
        await shop.Do(new MatchLine.Command(Guid.NewGuid(), line, [offered], ""), shop.Fia);

        Assert.Equal([(Account.Bank, 5_595m), (Account.BankFees, 5m), (Account.NetWages(await shop.CodeOf(shop.Frank)), -5_600m)], await Posted(shop));
        await WagePayoutTests.Sound(shop);
    }

    [Fact]
    public async Task What_an_authority_sends_back_less_a_fee_is_due_whole_again_and_the_fee_is_a_cost_of_the_cooperative()
    {
        await using var shop = await AuthorityDueTests.Paid();
        await shop.Released("se.due.tax-account", AuthorityDueTests.Day12);
        await AuthorityDueTests.Payee(shop);
        await shop.Do(new ReleaseBatch.Command(Guid.NewGuid(), await AuthorityDueTests.Made(shop, (await AuthorityDueTests.Due(shop)).Id)), shop.Fredrik);
        var payment = (await shop.Coop.Ask<Guid>("select id from treasury.payment")).ToString("N");
        await WagePayoutTests.Import(shop, "S1", WagePayoutTests.Row(shop, -6_142, payment));
        var activity = await shop.Has(shop.Tour);

        await WagePayoutTests.Import(shop, "S2", WagePayoutTests.Row(shop, 6_130, payment) with { Reversal = true, Charges = [new BankCharge(12, "SEK", Credit: false)] });

        Assert.Equal([(Account.Bank, 6_130m), (Account.BankFees, 12m), (AuthorityDueTests.TaxAccount, -6_142m)], await Posted(shop));
        Assert.Equal((Workshop.Kronor(6_142_00), activity), (await shop.Owed(AuthorityDueTests.TaxAccount), await shop.Has(shop.Tour)));
        var due = await AuthorityDueTests.Due(shop);
        Assert.Equal((true, Workshop.Kronor(6_142_00)), (due.Returned, due.Amount));
        await WagePayoutTests.Sound(shop);
    }

    /// <summary>The lines of the payment that came back, debits positive, in their order.</summary>
    private static async Task<IEnumerable<(string Account, decimal Amount)>> Posted(Workshop shop) => (await shop.Coop.Db.Read(Actor.System, async tx =>
    {
        var found = new List<(string, decimal)>();
        await foreach (var entry in tx.Journal())
            if (entry.Kind is "pay-return") found.AddRange(entry.Lines.Select(line => (line.Account, line.Amount.ToDecimal())));
        return Outcome.Of<IEnumerable<(string, decimal)>>(found);
    })).Value;

    private static async Task<IEnumerable<(Money Gross, Money Net)>> Slips(Workshop shop) =>
        (await shop.Coop.Door.Read(new ListPayslips.Query(), shop.Frank)).Value.Select(slip => (slip.Gross, slip.Net)).ToArray();
}
