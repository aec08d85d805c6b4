using NodaTime;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Members;
using Samverk.Store;
using Samverk.Tests.Treasury;
using Samverk.Treasury;

namespace Samverk.Tests;

public sealed class ShareTests
{
    private static readonly Actor Finance = Cooperative.Somebody(Role.Finance), Board = Cooperative.Somebody(Role.Board);

    private static readonly LocalDate Assembly = new(2027, 4, 15), PayFrom = new(2027, 4, 20);

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
        await bank.Sound();
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
        await bank.Sound();
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
    public async Task A_value_is_released_by_a_second_person_and_not_before_the_assembly()
    {
        await using var coop = await Cooperative.Fresh();
        var (anna, both) = (await Left(coop), Cooperative.Somebody(Role.Finance, Role.Board));
        var value = await coop.Done(Value(400_00), both);

        Assert.Equal(new Refusal("payout-not-due", ("date", PayFrom)), (await coop.Run(Release(value), Board)).Refusal);
        await Leap(coop, Assembly);
        Assert.Equal("second-person-needed", (await coop.Run(Release(value), both)).Refusal?.Code);
        Assert.Equal("in-person-only", (await coop.Run(Release(value), Board with { ActedBy = both.Person })).Refusal?.Code);
        Assert.Equal("own-case", (await coop.Run(Release(value), anna with { Roles = new HashSet<Role> { Role.Board } })).Refusal?.Code);
        Assert.Equal(ShareValueState.Released, await coop.Done(Release(value), Board));
        Assert.Equal("state-not-allowed", (await coop.Run(Release(value), Board)).Refusal?.Code);

        var share = await Share(coop, anna);
        Assert.Equal((ShareState.Redeemable, Sek(400_00), Sek(100_00), PayFrom), (share.State, share.Payout, share.WrittenDown, share.PayFrom));
        var code = (await coop.Facts(anna)).Code;
        Assert.Equal((Sek(0), -Sek(400_00), -Sek(100_00)), (await Held(coop, Account.ShareCapital), await Held(coop, Account.Shares(code)), await Held(coop, Account.Reserves)));
        await Sound(coop);
    }

    [Fact]
    public async Task Who_left_in_another_year_waits_for_the_accounts_of_that_year()
    {
        await using var coop = await Cooperative.Fresh();
        var anna = await Left(coop);
        await Leap(coop, new(2028, 4, 15));

        var later = await coop.Done(new EnterShareValue.Command(Guid.NewGuid(), Cooperative.Entity.Id, 2027, Sek(100_00), new(2028, 4, 15), new(2028, 4, 15), "Accounts 2027"), Finance);
        await coop.Done(Release(later), Board);

        Assert.Equal(ShareState.Noticed, (await Share(coop, anna)).State);
        await coop.Done(Release(await coop.Done(Value(400_00), Finance)), Board);
        Assert.Equal(Sek(400_00), (await Share(coop, anna)).Payout);
    }

    [Fact]
    public async Task All_wait_while_the_capital_would_fall_below_what_the_statutes_keep()
    {
        await using var coop = await Cooperative.Fresh();
        var anna = await Left(coop);
        await coop.Write(tx => tx.SetStatute(Cooperative.Entity.Id, new(2027, 1, 1), MemberBuild.Statute with { MinimumCapital = Sek(400_00) }));
        await Leap(coop, Assembly);
        var value = await coop.Done(Value(400_00), Finance);

        Assert.Equal(new Refusal("below-minimum-capital", ("limit", Sek(400_00))), (await coop.Run(Release(value), Board)).Refusal);
        Assert.Equal(ShareState.Noticed, (await Share(coop, anna)).State);
        await coop.Member("Bo Ek", await coop.Staff("Alva", Role.Adviser));
        await coop.Done(Release(value), Board);

        Assert.Equal(-Sek(500_00), await Held(coop, Account.ShareCapital));
    }

    [Fact]
    public async Task A_year_has_one_value_and_a_refused_one_makes_room_for_another()
    {
        await using var coop = await Cooperative.Fresh();
        await Left(coop);
        var wrong = await coop.Done(Value(4_00), Finance);

        Assert.Equal(("share-value-known", "year"), (await coop.Run(Value(400_00), Finance)).Refusal is { } known ? (known.Code, known.Field) : default);
        await coop.Done(new DecideShareValue.Command(Guid.NewGuid(), wrong, Release: false), Board);
        await coop.Done(Value(400_00), Finance);
    }

    [Fact]
    public async Task What_cannot_be_a_value_is_refused_by_its_field()
    {
        await using var coop = await Cooperative.Fresh();
        await Leap(coop, new(2027, 4, 1));
        var right = Value(400_00);

        foreach (var (wrong, code, field) in new[]
        {
            (right with { Year = 2027 }, "field-invalid", "year"), (right with { Value = new Money(1, Currency.EUR) }, "other-currency", "value"), (right with { Value = Sek(-1) }, "field-invalid", "value"),
            (right with { AssemblyOn = new(2026, 12, 31) }, "field-invalid", "assemblyOn"), (right with { PayFrom = Assembly.PlusDays(-1) }, "payout-not-due", "payFrom"),
            (right with { Source = " " }, "field-missing", "source"),
        })
            Assert.Equal((code, field), (await coop.Run(wrong with { Request = Guid.NewGuid() }, Finance)).Refusal is { } refusal ? (refusal.Code, refusal.Field) : default);
    }

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
        await bank.Sound();
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
        await bank.Sound();
    }

    [Fact]
    public async Task Where_nothing_is_left_the_share_is_written_down_and_nothing_is_due()
    {
        await using var coop = await Cooperative.Fresh();
        var anna = await Redeemed(coop, 0);

        Assert.Equal((ShareState.Repaid, Sek(500_00)), (await Share(coop, anna)) is var share ? (share.State, share.WrittenDown) : default);
        Assert.Equal(-Sek(500_00), await Held(coop, Account.Reserves));
        Assert.Equal(0, await coop.Ask<int>("select count(*)::int from treasury.due"));
        await Sound(coop);
    }

    [Fact]
    public async Task A_share_of_the_earlier_books_is_redeemed_from_what_they_handed_over()
    {
        await using var coop = await Cooperative.Fresh();
        await coop.WithStatute();
        var anna = Cooperative.Somebody(Role.Member);
        await coop.Write(tx => tx.ImportMember(PersonFacts.New(anna.Person, PersonKind.Member, "Anna Berg"), Cooperative.Entity.Id, new(2020, 5, 1), Sek(500_00), "import"));
        await coop.Done(new GiveNotice.Command(Guid.NewGuid(), anna.Person), anna);
        await Leap(coop, Assembly);
        var value = await coop.Done(Value(500_00), Finance);

        // Nobody has said yet that the capital is in these books.
        Assert.Equal(new Refusal("below-minimum-capital", ("limit", Sek(0))), (await coop.Run(Release(value), Board)).Refusal);
        await coop.Write(tx => tx.Post(new Entry(Id<Entry>.New(), Cooperative.Entity.Id, tx.Today, Guid.NewGuid(), "opening", "Opening",
            new Line(Account.Bank, Sek(500_00)), new Line(Account.ShareCapital, -Sek(500_00)))));
        await coop.Done(Release(value), Board);

        Assert.Equal(Sek(0), await Held(coop, Account.ShareCapital));
        await Sound(coop);
    }

    [Fact]
    public async Task The_checks_find_a_share_that_is_not_in_the_books_and_a_payout_that_no_accounts_allow()
    {
        await using var coop = await Cooperative.Fresh();
        await Redeemed(coop, 400_00);
        await coop.Ask<int>("with changed as (update members.share set payout = payout + 1, amount = amount + 100 returning 1) select count(*)::int from changed");

        var report = await Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions.GetRequiredService<Verification>(coop.Services).Run();

        Assert.True(report.Breached);
        Assert.Contains(report.Lines, line => line.Contains("share-redeemed: the register says 501.00 SEK, the books say 500.00 SEK", StringComparison.Ordinal));
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

    private static async Task<Actor> Redeemed(Cooperative coop, long value)
    {
        var anna = await Left(coop);
        await Leap(coop, Assembly);
        await coop.Done(Release(await coop.Done(Value(value), Finance)), Board);
        await coop.Pass(days: 0);
        return anna;
    }

    /// <summary>Anna, who gave notice on 2 March 2026 and left on 2 June; it is 1 April 2027.</summary>
    private static async Task<Actor> Left(Cooperative coop)
    {
        var anna = await coop.Member("Anna Berg", await coop.Staff("Ada", Role.Adviser));
        await coop.Done(new ChangePayAccount.Command(Guid.NewGuid(), Bank.ClientIban, null, "Anna Berg"), anna);
        await coop.Done(new GiveNotice.Command(Guid.NewGuid(), anna.Person), anna);
        await Leap(coop, new(2027, 4, 1));
        return anna;
    }

    /// <summary>A day comes without the days between it: nothing else in these tests falls due in them.</summary>
    private static async Task Leap(Cooperative coop, LocalDate to)
    {
        coop.Clock.AdvanceDays(NodaTime.Period.DaysBetween(coop.Today, to));
        await coop.Ask<int>("with moved as (update store.recurrence set since = @to returning 1), done as (delete from store.recurring returning 1) select count(*)::int from moved", new { to });
    }

    private static EnterShareValue.Command Value(long minor) => new(Guid.NewGuid(), Cooperative.Entity.Id, 2026, Sek(minor), Assembly, PayFrom, "Accounts 2026, assembly of 15 April 2027, item 4");

    private static DecideShareValue.Command Release(Id<ShareValue> value) => new(Guid.NewGuid(), value, Release: true);

    private static MakeBatch.Command Batch(Guid due, LocalDate on) => new(Guid.NewGuid(), Cooperative.Entity.Id, on, [due]);

    private static async Task Send(Bank bank, Guid due, LocalDate on) =>
        await bank.Coop.Done(new ReleaseBatch.Command(Guid.NewGuid(), await bank.Coop.Done(Batch(due, on), Bank.Finance)), Bank.OtherFinance);

    private static async Task Shows(Bank bank, string id, bool credit)
    {
        var (payment, minor) = await bank.Coop.Ask<(Guid, long)>("select payment.id, minor from treasury.payment join treasury.due on due.id = payment.due");
        var (amount, opening) = (minor / 100m, await bank.Coop.Ask<decimal>("select coalesce((select closing from treasury.statement order by bank_id desc limit 1), 0)"));
        Assert.Null((await bank.Import(bank.Statement(id, opening, bank.Row(credit ? amount : -amount, id) with { EndToEndId = payment.ToString("N") }))).Refusal);
    }

    private static async Task<Share> Share(Cooperative coop, Actor person) => Assert.Single(await coop.Read(tx => tx.Shares(person.Person)));

    private static Task<Money> Held(Cooperative coop, string account) => coop.Read(tx => tx.Balance(Cooperative.Entity.Id, account, Currency.SEK, tx.Today));

    private static Money Sek(long minor) => new(minor, Currency.SEK);

    private static LocalDate Day(string text) => NodaTime.Text.LocalDatePattern.Iso.Parse(text).Value;

    private static async Task Sound(Cooperative coop)
    {
        var report = await Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions.GetRequiredService<Verification>(coop.Services).Run();
        Assert.False(report.Breached, string.Join('\n', report.Lines));
    }
}
