using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Members;
using Samverk.Store;
using Samverk.Tests.Treasury;
using Samverk.Treasury;

namespace Samverk.Tests;

/// <summary>Somebody who has left, and what accounts say her share is worth.</summary>
internal static class ShareBuild
{
    public static readonly Actor Finance = Cooperative.Somebody(Role.Finance), Board = Cooperative.Somebody(Role.Board);

    public static readonly LocalDate Assembly = new(2027, 4, 15), PayFrom = new(2027, 4, 20);

    public static async Task<Actor> Redeemed(Cooperative coop, long value)
    {
        var anna = await Left(coop);
        await Leap(coop, Assembly);
        await coop.Done(Release(await coop.Done(Value(value), Finance)), Board);
        await coop.Pass(days: 0);
        return anna;
    }

    /// <summary>Anna, who gave notice on 2 March 2026 and left on 2 June; it is 1 April 2027.</summary>
    public static async Task<Actor> Left(Cooperative coop)
    {
        var anna = await coop.Member("Anna Berg", await coop.Staff("Ada", Role.Adviser));
        await coop.Done(new ChangePayAccount.Command(Guid.NewGuid(), Bank.ClientIban, null, "Anna Berg"), anna);
        await coop.Done(new GiveNotice.Command(Guid.NewGuid(), anna.Person), anna);
        await Leap(coop, new(2027, 4, 1));
        return anna;
    }

    /// <summary>A day comes without the days between it: nothing else in these tests falls due in them.</summary>
    public static async Task Leap(Cooperative coop, LocalDate to)
    {
        coop.Clock.AdvanceDays(NodaTime.Period.DaysBetween(coop.Today, to));
        await coop.Ask<int>("with moved as (update store.recurrence set since = @to returning 1), done as (delete from store.recurring returning 1) select count(*)::int from moved", new { to });
    }

    public static EnterShareValue.Command Value(long minor) => new(Guid.NewGuid(), Cooperative.Entity.Id, 2026, Sek(minor), Assembly, PayFrom, "Accounts 2026, assembly of 15 April 2027, item 4");

    public static DecideShareValue.Command Release(Id<ShareValue> value) => new(Guid.NewGuid(), value, Release: true);

    public static async Task<Share> Share(Cooperative coop, Actor person) => Assert.Single(await coop.Read(tx => tx.Shares(person.Person)));

    public static Task<Money> Held(Cooperative coop, string account) => coop.Read(tx => tx.Balance(Cooperative.Entity.Id, account, Currency.SEK, tx.Today));

    public static Money Sek(long minor) => new(minor, Currency.SEK);

    public static async Task Sound(Cooperative coop)
    {
        await coop.Write(async tx => Outcome.Of(await tx.Seal()));
        var report = await coop.Services.GetRequiredService<Verification>().Run();
        Assert.False(report.Breached, string.Join('\n', report.Lines));
    }
}
