using Samverk.Activities;
using Samverk.Guarantee;
using Samverk.Invoicing;
using Samverk.Kernel;
using Samverk.Members;
using Samverk.Store;

namespace Samverk.Tests.Guarantee;

/// <summary>What the board and finance set, and read again with who set it.</summary>
public sealed class SetUpPagesTests
{
    private static readonly Actor Board = Cooperative.Somebody(Role.Board);

    [Fact]
    public async Task A_limit_is_in_force_to_come_or_replaced()
    {
        await using var coop = await Cooperative.Fresh();
        async Task Set(int days, decimal? amount) => Assert.Null((await coop.Door.Run(new SetExposureLimit.Command(
            Guid.CreateVersion7(), Cooperative.Entity.Id, LimitKind.Cooperative, null, coop.Today.PlusDays(days), amount is { } sek ? Money.Of(sek, Currency.SEK, Rounding.HalfAwayFromZero) : null, "minutes"), Board)).Refusal);
        await Set(0, 1000);
        await coop.Pass(1);
        await Set(0, 2000);
        await Set(10, null);

        var limits = (await coop.Door.Read(new ListLimits.Query(), Cooperative.Somebody(Role.Auditor))).Value.Entities[0].Limits;

        Assert.Equal([LimitStand.Coming, LimitStand.Now, LimitStand.Past], limits.Select(limit => limit.Stand));
        Assert.Equal([null, new Money(2000_00, Currency.SEK), new Money(1000_00, Currency.SEK)], limits.Select(limit => limit.Amount));
    }

    [Fact]
    public async Task Trust_is_read_with_all_that_was_given()
    {
        await using var coop = await Cooperative.Fresh();
        var (adviser, member) = (Cooperative.Somebody(Role.Adviser), Guid.CreateVersion7());
        foreach (var amount in (long[])[5000_00, 8000_00])
            Assert.Null((await coop.Door.Run(new GiveTrust.Command(Guid.CreateVersion7(), member, new Money(amount, Currency.SEK), "known for years"), adviser)).Refusal);

        var trust = (await coop.Door.Read(new ReadTrust.Query(member), adviser)).Value;

        Assert.Equal([new Money(8000_00, Currency.SEK)], trust.Now);
        Assert.Equal([8000_00L, 5000_00L], trust.Earlier.Select(one => one.UpTo.Minor));
        Assert.Equal("not-found", (await coop.Door.Read(new ReadTrust.Query(member), Cooperative.Somebody(Role.Member))).Refusal?.Code);
        Assert.Equal("not-found", (await coop.Door.Read(new ReadTrust.Query(Guid.CreateVersion7()), adviser)).Refusal?.Code);
    }

    [Fact]
    public async Task Companies_show_their_price_and_what_their_statutes_say()
    {
        await using var coop = await Cooperative.Fresh();
        var statute = new Statute(new Money(500_00, Currency.SEK), 3, 7, "§ 5");
        Assert.Null((await coop.Door.Run(new SetStatute.Command(Guid.CreateVersion7(), Cooperative.Entity.Id, coop.Today, statute), Board)).Refusal);

        var company = Assert.Single((await coop.Door.Read(new ReadCompanies.Query(), Cooperative.Somebody(Role.Member))).Value.Companies);

        Assert.Equal(Cooperative.Terms.Fee, company.Terms[0].Terms.Fee);
        Assert.Equal(new DatedStatute(coop.Today, statute), Assert.Single(company.Statutes));
    }
}
