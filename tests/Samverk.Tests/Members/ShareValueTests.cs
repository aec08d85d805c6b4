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

public sealed class ShareValueTests
{
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
}
