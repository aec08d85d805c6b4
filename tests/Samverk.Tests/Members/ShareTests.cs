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

public sealed class ShareTests
{
    [Theory]
    [InlineData("2023-03-15", 12, true, "2024-12-31")]
    [InlineData("2023-03-15", 12, false, "2024-03-15")]
    [InlineData("2022-12-31", 12, true, "2023-12-31")]
    [InlineData("2023-10-01", 3, true, "2024-12-31")]
    [InlineData("2023-09-30", 3, true, "2023-12-31")]
    public void Notice_runs_its_months_and_then_to_the_year_end_where_the_statutes_say_so(string notice, int months, bool toYearEnd, string last)
    {
        var statute = new Statute(null, months, 3, "§ 5") { ToYearEnd = toYearEnd };

        Assert.Equal(Day(last), statute.LastDay(Day(notice)));
    }

    [Theory]
    [InlineData(50_00, 50_00, 40_00, 40_00)]
    [InlineData(50_00, 50_00, 60_00, 50_00)]
    [InlineData(150_00, 50_00, 33_33, 99_99)]
    [InlineData(50_00, 30_00, 10_00, 16_67)]
    [InlineData(1_00, 50_00, 25, 1)]
    [InlineData(50_00, 50_00, 0, 0)]
    public void A_share_brings_back_its_part_of_the_value_and_never_more_than_was_paid_in(long share, long nominal, long value, long payout) =>
        Assert.Equal(Sek(payout), ShareRules.Payout(Sek(share), Sek(nominal), Sek(value)));

    [Fact]
    public async Task A_share_is_capital_from_its_payment_on_and_is_posted_once()
    {
        await using var bank = await Bank.Open();
        var before = await bank.Balance(Account.Bank);
        var anna = await bank.Coop.Applicant("Anna Berg", await bank.Coop.Staff("Ada", Role.Adviser));
        Assert.Equal(ShareState.Subscribed, (await Share(bank.Coop, anna)).State);

        await bank.Coop.PayShare(anna);
        var again = new RecordSharePayment.Command(Guid.NewGuid(), anna.Person, (await Share(bank.Coop, anna)).Id, bank.Coop.Today);
        Assert.Equal("line-already-matched", (await bank.Coop.Run(again, Finance)).Refusal?.Code);

        Assert.Equal((ShareState.Paid, true), (await Share(bank.Coop, anna)) is var share ? (share.State, share.Posted) : default);
        Assert.Equal((Sek(500_00), -Sek(500_00)), (await bank.Balance(Account.Bank) - before, await bank.Balance(Account.ShareCapital)));
        await Sound(bank.Coop);
    }

    [Fact]
    public async Task The_banks_line_finds_the_share_that_finance_has_recorded()
    {
        await using var bank = await Bank.Open();
        await bank.Coop.Member("Anna Berg", await bank.Coop.Staff("Ada", Role.Adviser));
        var booked = await bank.Balance(Account.Bank);

        Assert.Null((await bank.Import(bank.Statement("S1", 0, bank.Row(500m, "Share of Anna")))).Refusal);

        Assert.Equal("Matched", await bank.State("Share of Anna"));
        Assert.Equal(booked, await bank.Balance(Account.Bank));
        await Sound(bank.Coop);
    }

    [Fact]
    public async Task Nobody_books_a_bank_line_to_the_share_capital_by_hand()
    {
        await using var bank = await Bank.Open();
        Assert.Null((await bank.Import(bank.Statement("S1", 0, bank.Row(500m, "Share of Anna")))).Refusal);

        var named = await bank.Coop.Run(new NameAccount.Command(Guid.NewGuid(), await bank.Line("Share of Anna"), Account.ShareCapital, "Share of Anna"), Bank.Finance);

        Assert.Equal(("field-invalid", "account"), (named.Refusal?.Code, named.Refusal?.Field));
    }

    [Fact]
    public async Task Notice_takes_the_shares_along_and_taking_it_back_brings_them_back()
    {
        await using var coop = await Cooperative.Fresh();
        var anna = await coop.Member("Anna Berg", await coop.Staff("Ada", Role.Adviser));
        Assert.Equal(ShareState.Active, (await Share(coop, anna)).State);

        await coop.Done(new GiveNotice.Command(Guid.NewGuid(), anna.Person), anna);
        Assert.Equal(ShareState.Noticed, (await Share(coop, anna)).State);
        await coop.Done(new WithdrawNotice.Command(Guid.NewGuid(), anna.Person), anna);

        var share = await Share(coop, anna);
        Assert.Equal(["subscribed", "paid", "admitted", "notice", "notice-withdrawn"], (await coop.Read(tx => tx.Steps(share.Id.Value))).Select(step => step.Event));
    }

    [Fact]
    public async Task The_checks_find_a_share_that_is_not_in_the_books_and_a_payout_that_no_accounts_allow()
    {
        await using var coop = await Cooperative.Fresh();
        await Redeemed(coop, 400_00);
        await coop.Ask<int>("with changed as (update members.share set payout = payout + 1, amount = amount + 100 returning 1) select count(*)::int from changed");

        var report = await coop.Services.GetRequiredService<Verification>().Run();

        Assert.True(report.Breached);
        Assert.Contains(report.Lines, line => line.Contains("share-paid: the register says -501.00 SEK, the books say -500.00 SEK", StringComparison.Ordinal));
        Assert.Contains(report.Lines, line => line.Contains("400.01 SEK is not what 400.00 SEK of 500.00 SEK makes of 501.00 SEK", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_register_shows_every_share_with_its_steps_beside_the_books()
    {
        await using var coop = await Cooperative.Fresh();
        var anna = await Redeemed(coop, 400_00);
        await coop.Member("Bo Ek", await coop.Staff("Alva", Role.Adviser));

        var register = (await coop.See(new ReadShares.Query(), Cooperative.Somebody(Role.Auditor))).Value;

        Assert.Equal([("Anna Berg", ShareState.Redeemable), ("Bo Ek", ShareState.Active)], register.Rows.Select(row => (row.Name, row.Share.State)));
        Assert.Equal(["subscribed", "paid", "admitted", "notice", "valued"], register.Rows[0].Steps.Select(step => step.Event));
        var company = Assert.Single(register.Companies);
        Assert.Equal((Sek(500_00), Sek(500_00)), (company.Capital, company.Registered));
        Assert.Equal([(ShareState.Active, 1L, Sek(500_00)), (ShareState.Redeemable, 1L, Sek(500_00))], company.Sums.Select(sum => (sum.State, sum.Count, sum.Amount)));
        Assert.Equal(anna.Person, Assert.Single(Assert.Single(company.Values).Shares).Person);
        Assert.Equal(Refusal.Unknown, (await coop.See(new ReadShares.Query(), Cooperative.Somebody(Role.Adviser))).Refusal);
    }

    private static LocalDate Day(string text) => NodaTime.Text.LocalDatePattern.Iso.Parse(text).Value;
}
