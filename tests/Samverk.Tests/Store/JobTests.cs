using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NodaTime;
using Npgsql;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Tests;

public sealed class JobTests
{
    [Fact]
    public async Task Every_subscriber_gets_an_event_once_and_as_the_program_itself()
    {
        await using var store = await Fresh(services => services.AddHandler<Shouted, Hear>("left").AddHandler<Shouted, Hear>("right"));
        await store.Write(tx => tx.Raise(new Shouted("tea")));

        Assert.Equal(2, await RunJobs(store));
        Assert.Equal(0, await RunJobs(store));

        Assert.Equal(["tea", "tea"], await Heard(store));
        Assert.Equal([Actor.System.Person.Value.ToString()], await store.List<string>("select distinct by from heard"));
    }

    [Fact]
    public async Task An_event_of_a_refused_transaction_reaches_nobody()
    {
        await using var store = await Fresh();
        await store.Write<Done>(async tx =>
        {
            await tx.Raise(new Shouted("tea"));
            return Refusal.Unknown;
        });

        Assert.Equal(0, await RunJobs(store));
    }

    [Fact]
    public async Task Subscriptions_are_exactly_what_the_program_registered()
    {
        await using var store = await Fresh();
        await store.Execute("insert into store.subscription values ('gone.with-the-wind.v1', 'nobody')");

        await store.Services.GetRequiredService<Subscriptions>().Write(store.Db);

        Assert.Equal(["tests.shouted.v1/ear"], await store.List<string>("select event || '/' || handler from store.subscription"));
    }

    [Fact]
    public void Two_handlers_of_one_event_under_one_name_do_not_start()
    {
        var services = new ServiceCollection().AddStore("Host=nowhere").AddHandler<Shouted, Hear>("ear").AddHandler<Shouted, Hear>("ear");

        Assert.Throws<ArgumentException>(services.BuildServiceProvider().GetRequiredService<Subscriptions>);
    }

    [Fact]
    public async Task Jobs_of_one_transaction_are_done_in_the_order_in_which_they_were_made()
    {
        await using var store = await Fresh();
        var words = Enumerable.Range(10, 50).Select(number => $"word {number}").ToArray();
        await store.Write(async tx =>
        {
            foreach (var word in words) await tx.Raise(new Shouted(word));
        });

        await RunJobs(store);

        Assert.Equal(words, await Heard(store));
    }

    [Fact]
    public async Task Eight_runners_at_once_do_every_job_once()
    {
        await using var store = await Fresh();
        await store.Write(async tx =>
        {
            for (var number = 0; number < 200; number++) await tx.Raise(new Shouted($"{number}"));
        });
        await using var other = store.Another(Listening);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(runner => (runner % 2 is 0 ? store : other).Jobs.RunDue()));

        var heard = await Heard(store);
        Assert.Equal((200, 200), (heard.Length, heard.Distinct().Count()));
        Assert.Equal(0, await store.Ask<int>("select count(*) from store.job where done_at is null"));
    }

    [Fact]
    public async Task A_failing_job_keeps_nothing_and_comes_back_later_and_later_until_it_is_given_up()
    {
        await using var store = await Fresh();
        await store.Write(tx => tx.Raise(new Shouted("bang")));

        Assert.Equal(1, await RunJobs(store));
        Assert.Equal(0, await RunJobs(store));
        Assert.Empty(await Heard(store));
        var first = Assert.Single(await store.Read(tx => tx.FailedJobs()));
        Assert.Equal((1, nameof(TimeoutException), false), (first.Attempts, first.Error, first.GivenUp));
        Assert.Equal(Duration.FromSeconds(10), first.RunAt - store.Clock.GetCurrentInstant());

        var waits = new List<Duration>();
        while (Assert.Single(await store.Read(tx => tx.FailedJobs())) is { GivenUp: false } failed)
        {
            waits.Add(failed.RunAt - store.Clock.GetCurrentInstant());
            store.Clock.Reset(failed.RunAt);
            await store.Jobs.RunDue();
        }

        Assert.Equal(9, waits.Count);
        Assert.Equal(waits.Order(), waits);
        store.Clock.AdvanceDays(30);
        await store.Jobs.RunDue();
        Assert.Equal(10, Assert.Single(await store.Read(tx => tx.FailedJobs())).Attempts);
    }

    [Fact]
    public async Task A_failing_job_does_not_hold_up_the_others_and_can_be_retried_by_hand()
    {
        await using var store = await Fresh();
        await store.Write(async tx =>
        {
            await tx.Raise(new Shouted("bang"));
            await tx.Raise(new Shouted("tea"));
        });
        await RunJobs(store);
        Assert.Equal(["tea"], await Heard(store));

        var failed = Assert.Single(await store.Read(tx => tx.FailedJobs()));
        await store.Execute("update store.job set payload = '{\"word\":\"milk\"}' where id = @id", new { id = failed.Id.Value });
        await store.Write(tx => tx.RetryJob(failed.Id));
        await RunJobs(store);

        Assert.Equal(["tea", "milk"], await Heard(store));
        Assert.Empty(await store.Read(tx => tx.FailedJobs()));
        Assert.Equal(Refusal.Unknown, (await store.Write(tx => tx.RetryJob(failed.Id))).Refusal);
    }

    [Theory]
    [InlineData("refuse", "not-collected")]
    [InlineData("hand-on-refusal", "not-collected")]
    [InlineData("break-at-commit", "PostgresException 23505")]
    [InlineData("break-at-once", "PostgresException 22012")]
    public async Task A_failure_is_kept_by_its_code_or_type_and_nowhere_with_its_data(string word, string error)
    {
        await using var store = await Fresh();
        await store.Execute("alter table heard add unique (word) deferrable initially deferred");
        await store.Write(tx => tx.Raise(new Shouted(word)));

        await RunJobs(store);

        Assert.Equal(error, Assert.Single(await store.Read(tx => tx.FailedJobs())).Error);
        Assert.Empty(await Heard(store));
        Assert.Contains(error, store.Log.Text);
        Assert.DoesNotContain("Frida", store.Log.Text);
    }

    [Fact]
    public async Task A_crash_in_the_middle_of_a_job_leaves_it_whole_for_the_next_runner()
    {
        await using var store = await Fresh();
        await store.Write(tx => tx.Raise(new Shouted("crash")));

        await Assert.ThrowsAnyAsync<NpgsqlException>(() => store.Jobs.RunDue());
        Assert.Empty(await Heard(store));

        await store.Execute("update store.job set payload = '{\"word\":\"tea\"}'");
        await using var next = store.Another(Listening);
        Assert.Equal(1, await RunJobs(next));
        Assert.Equal(["tea"], await Heard(store));
    }

    [Fact]
    public async Task A_job_for_a_handler_that_is_gone_stays_visible()
    {
        await using var store = await Fresh();
        await store.Write(tx => tx.Raise(new Shouted("tea")));
        await using var smaller = store.Another();

        await RunJobs(smaller);

        Assert.Equal("handler-missing", Assert.Single(await store.Read(tx => tx.FailedJobs())).Error);
    }

    [Fact]
    public async Task A_job_of_ones_own_waits_for_its_time_and_knows_its_id()
    {
        await using var store = await Fresh();
        var (id, at) = (Id<Job>.New(), store.Clock.GetCurrentInstant() + Duration.FromHours(2));
        Assert.Equal(id, (await store.Write(tx => tx.Enqueue(new Whisper("later"), at, id))).Value);

        Assert.Equal(0, await RunJobs(store));
        store.Clock.AdvanceHours(2);
        Assert.Equal(1, await RunJobs(store));

        Assert.Equal([$"later {id}"], await Heard(store));
    }

    [Fact]
    public async Task The_same_id_twice_is_one_job_and_never_another()
    {
        await using var store = await Fresh();
        var id = Id<Job>.New();
        await store.Write(tx => tx.Enqueue(new Whisper("once"), id: id));

        Assert.Equal(id, (await store.Write(tx => tx.Enqueue(new Whisper("once"), id: id))).Value);
        Assert.Equal(Refusal.IdUsedForSomethingElse, (await store.Write(tx => tx.Enqueue(new Whisper("twice"), id: id))).Refusal);
        Assert.Equal(1, await RunJobs(store));
    }

    [Fact]
    public async Task The_loop_does_what_is_committed_without_being_asked()
    {
        await using var store = await Fresh();
        var loop = store.Services.GetServices<IHostedService>().OfType<JobLoop>().Single();
        await loop.StartAsync(CancellationToken.None);
        await store.Write(tx => tx.Raise(new Shouted("tea")));

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while ((await Heard(store)).Length is 0) await Task.Delay(20, patience.Token);

        await loop.StopAsync(CancellationToken.None);
    }

    private static async Task<int> RunJobs(StoreFixture store)
    {
        var before = await store.Ask<long>("select coalesce(sum(attempts + case when done_at is null then 0 else 1 end), 0) from store.job");
        await store.Jobs.RunDue();
        return (int)(await store.Ask<long>("select coalesce(sum(attempts + case when done_at is null then 0 else 1 end), 0) from store.job") - before);
    }

    private static Task<string[]> Heard(StoreFixture store) => store.List<string>("select word from heard order by turn");

    private static async Task<StoreFixture> Fresh(Action<IServiceCollection>? modules = null)
    {
        var store = await StoreFixture.Fresh(modules ?? Listening);
        await store.Execute("create table heard (turn bigint generated always as identity, word text, by text)");
        return store;
    }

    private static void Listening(IServiceCollection services) => services.AddHandler<Shouted, Hear>("ear").AddJob<Whisper, Hear>();

    private sealed record Shouted(string Word) : IEvent
    {
        public static string Name => "tests.shouted.v1";
    }

    private sealed record Whisper(string Word) : IJob
    {
        public static string Name => "tests.whisper.v1";
    }

    private sealed class Hear : IHandle<Shouted>, IHandle<Whisper>
    {
        public Task Handle(Shouted happened, Tx tx) => happened.Word is "hand-on-refusal" ? HandOn(tx) : Handle(happened.Word, tx);

        public Task Handle(Whisper happened, Tx tx) => Write(tx, $"{happened.Word} {tx.Job}");

        private static async Task Handle(string word, Tx tx)
        {
            await Write(tx, word);
            switch (word)
            {
                case "bang": throw new TimeoutException("Frida was slow");
                case "refuse": throw new RefusedException(new Refusal("not-collected", ("person", "Frida")));
                case "crash": await tx.Connection.ExecuteAsync("select pg_terminate_backend(pg_backend_pid())"); break;
                case "break-at-commit": await Write(tx, word); break;
                case "break-at-once": await tx.Connection.ExecuteAsync("select 1 / 0 as \"Frida\""); break;
            }
        }

        private static async Task<Outcome<Done>> HandOn(Tx tx)
        {
            await Write(tx, "Frida");
            return new Refusal("not-collected", ("person", "Frida"));
        }

        private static Task Write(Tx tx, string word) =>
            tx.Connection.ExecuteAsync("insert into heard (word, by) values (@word, @by)", new { word, by = tx.Actor.Person.Value.ToString() });
    }
}
