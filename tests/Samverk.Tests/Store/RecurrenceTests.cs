using Dapper;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Tests;

public sealed class RecurrenceTests
{
    private static readonly LocalDate FirstDay = new(2026, 3, 2);

    [Fact]
    public async Task Five_weeks_at_once_are_lived_day_by_day_in_order()
    {
        await using var store = await Fresh();
        await store.Jobs.RunDue();
        await store.Write(tx => tx.StepClock(Duration.FromDays(35)));

        await store.Jobs.RunDue();
        await store.Jobs.RunDue();

        var days = Enumerable.Range(0, 36).Select(FirstDay.PlusDays).ToArray();
        Assert.Equal(
            days.SelectMany(day => new[] { $"count {day:R}", $"dun {day:R}" }),
            await store.List<string>("select what from done where what not like 'told%' order by turn"));
        Assert.Equal(0, await store.Ask<int>("select count(*) from done where today <> date or (now at time zone 'Europe/Brussels')::date <> date"));
    }

    [Fact]
    public async Task What_a_day_tells_other_modules_is_heard_on_that_day()
    {
        await using var store = await Fresh();
        await store.Write(tx => tx.StepClock(Duration.FromDays(7)));

        await store.Jobs.RunDue();

        var told = await store.List<(string What, LocalDate Today)>("select what, today from done where what like 'told%' order by turn");
        Assert.Equal(Enumerable.Range(0, 8).Select(FirstDay.PlusDays).Select(day => ($"told {day:R}", day)), told);
    }

    [Fact]
    public async Task A_day_is_not_done_before_it_has_come_in_the_cooperatives_zone()
    {
        await using var store = await Fresh();
        await store.Jobs.RunDue();
        store.Clock.Reset(Instant.FromUtc(2026, 3, 2, 22, 59));
        await store.Jobs.RunDue();
        Assert.Equal(1, await Days(store));

        store.Clock.Reset(Instant.FromUtc(2026, 3, 2, 23, 0));
        await store.Jobs.RunDue();

        Assert.Equal(2, await Days(store));
    }

    [Fact]
    public async Task Instances_at_once_do_no_day_twice()
    {
        await using var store = await Fresh();
        await using var other = store.Another(Modules);
        await store.Write(tx => tx.StepClock(Duration.FromDays(30)));

        await Task.WhenAll(Enumerable.Range(0, 6).Select(runner => (runner % 2 is 0 ? store : other).Jobs.RunDue()));
        await store.Jobs.RunDue();

        Assert.Equal(31, await Days(store));
        Assert.Equal(31, await store.Ask<int>("select count(distinct date) from done where what like 'dun%'"));
    }

    [Fact]
    public async Task A_failing_day_waits_with_the_days_after_it_but_holds_up_nothing_else()
    {
        await using var store = await Fresh();
        await store.Execute("insert into broken values ('2026-03-04')");
        store.Clock.AdvanceDays(4);

        await store.Jobs.RunDue();

        Assert.Equal(["2026-03-02", "2026-03-03"], await store.List<string>("select date::text from done where what like 'dun%' order by turn"));
        Assert.Equal(5, await store.Ask<int>("select count(*) from done where what like 'count%'"));
        var failing = Assert.Single(await store.Read(tx => tx.FailingRecurrences()));
        Assert.Equal(("tests.dun", new LocalDate(2026, 3, 4), 1, "period-closed"), (failing.Kind, failing.Date, failing.Attempts, failing.Error));
        Assert.True(failing.RetryAt > store.Clock.GetCurrentInstant());

        await store.Execute("delete from broken");
        store.Clock.Reset(failing.RetryAt);
        await store.Jobs.RunDue();

        Assert.Equal(5, await Days(store));
        Assert.Empty(await store.Read(tx => tx.FailingRecurrences()));
    }

    [Fact]
    public async Task Work_that_is_new_begins_on_the_day_of_its_first_start()
    {
        await using var store = await StoreFixture.Fresh();
        await Tables(store);
        store.Clock.AdvanceDays(10);
        await using var newer = store.Another(Modules);
        await newer.Services.GetRequiredService<Subscriptions>().Write(newer.Db);
        store.Clock.AdvanceDays(1);

        await newer.Jobs.RunDue();

        Assert.Equal(["2026-03-12", "2026-03-13"], await store.List<string>("select date::text from done where what like 'dun%' order by turn"));
    }

    [Fact]
    public async Task A_demo_that_begins_in_the_past_lives_every_day_from_there()
    {
        await using var store = await Fresh();
        await store.Jobs.RunDue();
        await store.Execute("truncate done");
        await store.Write(tx => tx.Raise(new Counted(FirstDay)));
        await store.Write(tx => tx.StepClock(Duration.FromDays(-10)));

        await store.Jobs.RunDue();
        Assert.Equal(["2026-02-20"], await store.List<string>("select date::text from done where what like 'dun%' order by turn"));
        Assert.Equal(1, await store.Ask<int>("select count(*) from done where what = 'told 2026-03-02' and today = '2026-02-20'"));

        await store.Write(tx => tx.StepClock(Duration.FromDays(35)));
        await store.Jobs.RunDue();
        Assert.Equal(36, await Days(store));
    }

    [Fact]
    public async Task A_limit_is_kept()
    {
        await using var store = await Fresh();
        store.Clock.AdvanceDays(30);

        Assert.Equal(7, await store.Jobs.RunDue(limit: 7));
    }

    [Fact]
    public async Task Nobody_works_on_a_day_that_has_not_come()
    {
        await using var store = await Fresh();

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() =>
            store.Db.WriteOn<Done>(FirstDay.PlusDays(1), Actor.System, _ => Task.FromResult<Outcome<Done>>(default(Done))));
    }

    private static Task<int> Days(StoreFixture store) => store.Ask<int>("select count(*) from done where what like 'dun%'");

    private static async Task<StoreFixture> Fresh()
    {
        var store = await StoreFixture.Fresh(Modules);
        await Tables(store);
        return store;
    }

    private static Task Tables(StoreFixture store) => store.Execute(
        """
        create table done (turn bigint generated always as identity, what text, date date, today date, now timestamptz);
        create table broken (date date);
        """);

    private static void Modules(IServiceCollection services) =>
        services.AddRecurring<Count>().AddRecurring<Dun>().AddHandler<Counted, Tell>("teller");

    private static Task Note(Tx tx, string what, LocalDate date) => tx.Connection.ExecuteAsync(
        "insert into done (what, date, today, now) values (@what, @date, @Today, @Now)", new { what = $"{what} {date:R}", date, tx.Today, tx.Now });

    private sealed class Count : IRecur
    {
        public static string Kind => "tests.count";

        public async Task Run(Tx tx, LocalDate date)
        {
            await Note(tx, "count", date);
            await tx.Raise(new Counted(date));
        }
    }

    private sealed class Dun : IRecur
    {
        public static string Kind => "tests.dun";

        public async Task Run(Tx tx, LocalDate date)
        {
            await Note(tx, "dun", date);
            if (await tx.Connection.QuerySingleAsync<bool>("select exists (select from broken where date = @date)", new { date }))
                throw new RefusedException(new Refusal("period-closed"));
        }
    }

    private sealed record Counted(LocalDate Date) : IEvent
    {
        public static string Name => "tests.counted.v1";
    }

    private sealed class Tell : IHandle<Counted>
    {
        public Task Handle(Counted happened, Tx tx) => Note(tx, "told", happened.Date);
    }
}
