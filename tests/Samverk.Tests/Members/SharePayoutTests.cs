using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Members;
using Samverk.Store;
using Samverk.Tests.Treasury;
using Samverk.Treasury;
using static Samverk.Tests.ShareBuild;

namespace Samverk.Tests;

public sealed class SharePayoutTests
{
    [Fact]
    public async Task The_share_is_due_on_its_day_and_repaid_when_the_bank_shows_it()
    {
        await using var bank = await Bank.Open();
        var anna = await Redeemed(bank.Coop, 400_00);
        var share = await Share(bank.Coop, anna);
        var due = Assert.Single(Assert.Single((await bank.Coop.See(new ListPayments.Query(), Finance)).Value.Companies).Dues);
        Assert.Equal((share.Id.Value, DueKind.Share, Sek(400_00), PayFrom, null), (due.Id, due.Kind, due.Amount, due.On, due.Held));

        Assert.Equal(new Refusal("payout-not-due", ("date", PayFrom)) { Field = "on" }, (await bank.Coop.Run(Batch(due.Id, PayFrom.PlusDays(-1)), Finance)).Refusal);
        await Send(bank, due.Id, PayFrom);
        await Leap(bank.Coop, PayFrom);
        await Shows(bank, "S1", credit: false);
        Assert.Equal(ShareState.Repaid, (await Share(bank.Coop, anna)).State);

        await Shows(bank, "S2", credit: true);
        Assert.Equal(ShareState.Redeemable, (await Share(bank.Coop, anna)).State);
        Assert.Equal(
            ["subscribed", "paid", "admitted", "notice", "valued", "bank-paid", "owed-again"], (await bank.Coop.Read(tx => tx.Steps(share.Id.Value))).Select(step => step.Event));
        await Sound(bank.Coop);
    }

    [Fact]
    public async Task A_match_that_is_taken_back_opens_the_share_again()
    {
        await using var bank = await Bank.Open();
        var anna = await Redeemed(bank.Coop, 500_00);
        await Send(bank, (await Share(bank.Coop, anna)).Id.Value, PayFrom);
        await Leap(bank.Coop, PayFrom);
        await Shows(bank, "S1", credit: false);
        Assert.Equal(ShareState.Repaid, (await Share(bank.Coop, anna)).State);

        await bank.Coop.Done(new UnmatchLine.Command(Guid.NewGuid(), await bank.Line("S1"), "wrong"), Bank.Finance);

        Assert.Equal(ShareState.Redeemable, (await Share(bank.Coop, anna)).State);
        await Sound(bank.Coop);
    }

    private static MakeBatch.Command Batch(Guid due, LocalDate on) => new(Guid.NewGuid(), Cooperative.Entity.Id, on, [due]);

    private static async Task Send(Bank bank, Guid due, LocalDate on) =>
        await bank.Coop.Done(new ReleaseBatch.Command(Guid.NewGuid(), await bank.Coop.Done(Batch(due, on), Bank.Finance)), Bank.OtherFinance);

    private static async Task Shows(Bank bank, string id, bool credit)
    {
        var (payment, minor) = await bank.Coop.Ask<(Guid, long)>("select payment.id, minor from treasury.payment join treasury.due on due.id = payment.due");
        var (amount, opening) = (minor / 100m, await bank.Coop.Ask<decimal>("select coalesce((select closing from treasury.statement order by bank_id desc limit 1), 0)"));
        Assert.Null((await bank.Import(bank.Statement(id, opening, bank.Row(credit ? amount : -amount, id) with { EndToEndId = payment.ToString("N") }))).Refusal);
    }
}
