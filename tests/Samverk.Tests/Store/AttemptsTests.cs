using NodaTime;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Tests;

public sealed class AttemptsTests
{
    private static readonly Duration Window = Duration.FromMinutes(10);

    [Fact]
    public async Task So_many_attempts_are_allowed_and_no_more_for_each_key_alone()
    {
        await using var store = await StoreFixture.Fresh();

        Assert.Equal("yes yes yes no no", await Try(store, 5));
        Assert.True(await Attempts.Allow(store.Db, "sign-in:frank@coop.example", 3, Window));
    }

    [Fact]
    public async Task Attempts_at_once_are_counted_one_by_one_by_all_instances()
    {
        await using var store = await StoreFixture.Fresh();
        await using var other = store.Another();

        var allowed = await Task.WhenAll(Enumerable.Range(0, 40).Select(number =>
            Attempts.Allow(number % 2 is 0 ? store.Db : other.Db, "sign-in:frida@coop.example", 7, Window)));

        Assert.Equal(7, allowed.Count(yes => yes));
    }

    [Fact]
    public async Task The_window_slides_so_that_its_border_gives_no_second_helping()
    {
        await using var store = await StoreFixture.Fresh();
        store.Clock.Reset(Instant.FromUtc(2026, 3, 2, 11, 9, 59));
        await Try(store, 3);

        store.Clock.AdvanceSeconds(2);
        Assert.Equal("yes no", await Try(store, 2));
        store.Clock.AdvanceMinutes(20);
        Assert.Equal("yes yes yes no", await Try(store, 4));
    }

    [Fact]
    public async Task An_attempt_stays_counted_when_the_caller_is_refused()
    {
        await using var store = await StoreFixture.Fresh();
        for (var time = 0; time < 3; time++)
        {
            Assert.True(await Attempts.Allow(store.Db, "sign-in:frida@coop.example", 3, Window));
            await store.Write(_ => Task.FromResult<Outcome<Done>>(Refusal.Unknown));
        }

        Assert.False(await Attempts.Allow(store.Db, "sign-in:frida@coop.example", 3, Window));
    }

    [Fact]
    public async Task Keys_are_kept_as_keyed_hashes_that_differ_between_installations()
    {
        await using var store = await StoreFixture.Fresh();
        await using var elsewhere = await StoreFixture.Fresh();
        await Try(store, 1);
        await Try(elsewhere, 1);

        var here = await store.Ask<string>("select key from store.attempt");
        Assert.Matches("^[0-9a-f]{64}$", here);
        Assert.NotEqual(here, await elsewhere.Ask<string>("select key from store.attempt"));
    }

    [Fact]
    public async Task What_no_window_reaches_any_more_is_forgotten()
    {
        await using var store = await StoreFixture.Fresh();
        await Try(store, 1);

        store.Clock.AdvanceDays(1);
        await store.Jobs.RunDue();
        Assert.Equal(1, await store.Ask<int>("select count(*) from store.attempt"));
        store.Clock.AdvanceDays(3);
        await store.Jobs.RunDue();
        Assert.Equal(0, await store.Ask<int>("select count(*) from store.attempt"));
    }

    private static async Task<string> Try(StoreFixture store, int times)
    {
        var answers = new List<string>();
        while (answers.Count < times) answers.Add(await Attempts.Allow(store.Db, "sign-in:frida@coop.example", 3, Window) ? "yes" : "no");
        return string.Join(' ', answers);
    }
}
