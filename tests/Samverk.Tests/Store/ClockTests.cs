using NodaTime;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Tests;

public sealed class ClockTests
{
    [Fact]
    public async Task A_step_moves_the_business_date_of_every_instance()
    {
        await using var store = await StoreFixture.Fresh();
        await using var other = store.Another();

        await store.Write(tx => tx.StepClock(Duration.FromDays(35)));

        Assert.Equal(new LocalDate(2026, 4, 6), await other.Read(tx => Task.FromResult(tx.Today)));
        var clock = await other.Read(tx => tx.Clock());
        Assert.Equal((Duration.FromDays(35), true, "Europe/Brussels"), (clock.Offset, clock.Stepped, clock.Zone.Id));
    }

    [Fact]
    public async Task The_very_first_step_may_go_back_and_no_later_one()
    {
        await using var store = await StoreFixture.Fresh();

        Assert.Null((await store.Write(tx => tx.StepClock(Duration.FromDays(-60)))).Refusal);
        Assert.Null((await store.Write(tx => tx.StepClock(Duration.FromDays(60)))).Refusal);
        Assert.Equal("past-dated", (await store.Write(tx => tx.StepClock(Duration.FromSeconds(-1)))).Refusal?.Code);

        Assert.Equal(new LocalDate(2026, 3, 2), await store.Read(tx => Task.FromResult(tx.Today)));
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(1e12)]
    [InlineData(-1e12)]
    public async Task A_step_is_in_whole_seconds_and_within_reason(double seconds)
    {
        await using var store = await StoreFixture.Fresh();

        Assert.Equal("field-invalid", (await store.Write(tx => tx.StepClock(Duration.FromSeconds(seconds)))).Refusal?.Code);
    }

    [Fact]
    public async Task The_zone_decides_which_day_it_is()
    {
        await using var store = await StoreFixture.Fresh();
        store.Clock.Reset(Instant.FromUtc(2026, 3, 2, 12, 0));

        await store.Write(tx => tx.SetZone(DateTimeZoneProviders.Tzdb["Pacific/Auckland"]));

        Assert.Equal(new LocalDate(2026, 3, 3), await store.Read(tx => Task.FromResult(tx.Today)));
    }
}
