using NodaTime;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Members;
using Samverk.Store;
using Samverk.Treasury;
using Actor = Samverk.Store.Actor;

namespace Samverk.Tests.Treasury;

/// <summary>What the cooperative chooses about its money.</summary>
public sealed class SettingTests
{
    private static readonly Actor Fia = Cooperative.Somebody(Role.Finance), Bea = Cooperative.Somebody(Role.Board);

    [Fact]
    public async Task The_cooling_off_of_accounts_changes_by_a_second_person_only()
    {
        await using var coop = await Cooperative.Fresh();
        var change = Guid.CreateVersion7();
        Assert.Equal(SettingState.Proposed, (await coop.Door.Run(new ChangeSetting.Command(change, MoneySetting.CoolingOff.Key, "7", "a theft elsewhere"), Fia)).Value);
        Assert.Null(await Value<int?>(coop, MoneySetting.CoolingOff.Key));
        Assert.Equal("second-person-needed", (await coop.Door.Run(new DecideSetting.Command(Guid.NewGuid(), change, true), Fia)).Refusal?.Code);
        Assert.Equal("state-not-allowed", (await coop.Door.Run(new ChangeSetting.Command(Guid.NewGuid(), MoneySetting.CoolingOff.Key, "1", "faster"), Bea)).Refusal?.Code);
        Assert.Equal(SettingState.InForce, (await coop.Door.Run(new DecideSetting.Command(Guid.NewGuid(), change, true), Bea)).Value);
        Assert.Equal(7, await Value<int?>(coop, MoneySetting.CoolingOff.Key));
    }

    [Fact]
    public async Task A_refused_change_changes_nothing_and_lets_another_one_be_proposed()
    {
        await using var coop = await Cooperative.Fresh();
        var change = Guid.CreateVersion7();
        await coop.Door.Run(new ChangeSetting.Command(change, MoneySetting.CoolingOff.Key, "1", "faster"), Fia);
        Assert.Equal(SettingState.Refused, (await coop.Door.Run(new DecideSetting.Command(Guid.NewGuid(), change, false), Bea)).Value);
        Assert.Null(await Value<int?>(coop, MoneySetting.CoolingOff.Key));
        Assert.Null((await coop.Door.Run(new ChangeSetting.Command(Guid.NewGuid(), MoneySetting.CoolingOff.Key, "5", "agreed"), Fia)).Refusal);
    }

    [Fact]
    public async Task The_cut_off_and_the_age_of_receipts_hold_at_once_and_can_be_taken_away()
    {
        await using var coop = await Cooperative.Fresh();
        await coop.Door.Run(new ChangeSetting.Command(Guid.NewGuid(), MoneySetting.CutOff.Key, "14:00", "the bank's letter"), Fia);
        await coop.Door.Run(new ChangeSetting.Command(Guid.NewGuid(), MoneySetting.LatestDays.Key, "60", "the books close"), Fia);
        Assert.Equal(("14:00", 60), (await Value<string>(coop, PayDay.CutOff), await Value<int?>(coop, "expenses.latest-days")));
        Assert.Equal(coop.Today, (await coop.Db.Read(Actor.System, tx => tx.EarliestPayDay(Cooperative.Entity))).Value);
        await coop.Door.Run(new ChangeSetting.Command(Guid.NewGuid(), MoneySetting.LatestDays.Key, "", "no longer"), Fia);
        Assert.Null(await Value<int?>(coop, "expenses.latest-days"));
        Assert.Equal(["60", ""], (await coop.Door.Read(new ReadSettings.Query(), Bea)).Value.Rows.Single(row => row.Key == MoneySetting.LatestDays.Key).Changes.Reverse().Select(change => change.Value));
    }

    [Theory]
    [InlineData("members.pay-account-cooling-off", "0", "value")]
    [InlineData("members.pay-account-cooling-off", "", "value")]
    [InlineData("members.pay-account-cooling-off", "61", "value")]
    [InlineData("treasury.payment-cut-off", "25:00", "value")]
    [InlineData("expenses.latest-days", "soon", "value")]
    [InlineData("node.name", "x", "key")]
    public async Task What_makes_no_sense_is_refused(string key, string value, string field)
    {
        await using var coop = await Cooperative.Fresh();
        Assert.Equal(field, (await coop.Door.Run(new ChangeSetting.Command(Guid.NewGuid(), key, value, "why not"), Fia)).Refusal?.Field);
    }

    private static async Task<T?> Value<T>(Cooperative coop, string key) => (await coop.Db.Read(Actor.System, async tx => Outcome.Of(new[] { await tx.Setting<T>(key) }))).Value[0];
}
