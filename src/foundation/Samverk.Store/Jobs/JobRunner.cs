using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NodaTime;
using Samverk.Kernel;

namespace Samverk.Store;

/// <summary>
/// Does what is due: recurring work and jobs, each with its effects in one transaction. Any number of instances may run at once.
/// After days of standstill, or a stepped clock, one day is lived after the other: first the jobs that were due by the end of the day
/// before, on that day, then the recurring work of the day.
/// </summary>
public sealed partial class JobRunner
{
    private readonly Db db;
    private readonly Subscriptions subscriptions;
    private readonly Recurrence recurrence;
    private readonly IServiceScopeFactory scopes;
    private readonly ILogger<JobRunner> log;

    internal JobRunner(Db db, Subscriptions subscriptions, Recurrence recurrence, IServiceScopeFactory scopes, ILogger<JobRunner> log) =>
        (this.db, this.subscriptions, this.recurrence, this.scopes, this.log) = (db, subscriptions, recurrence, scopes, log);

    /// <summary>Runs what is due until nothing is left, or <paramref name="limit"/> is reached. What fails is due again later.</summary>
    /// <returns>How many jobs and dates were tried.</returns>
    public Task<int> RunDue(int limit = int.MaxValue) => RunUntil(limit, CancellationToken.None);

    /// <summary>Like <see cref="RunDue"/>, and stops between two jobs when the program ends.</summary>
    internal async Task<int> RunUntil(int limit, CancellationToken stopping)
    {
        var ran = 0;
        var next = await recurrence.Next();
        LocalDate? begun = null;
        while (ran < limit && !stopping.IsCancellationRequested)
        {
            // What the works of one day leave is due on that day, not before it: one look is enough for all of them.
            if (next is null || next.Value.Date != begun)
                while (ran < limit && !stopping.IsCancellationRequested && await RunNext(next?.Date.PlusDays(-1))) ran++;
            if (next is not { } work || ran >= limit) break;
            begun = work.Date;
            (var mine, next) = await recurrence.Run(work.Kind, work.Date);
            if (!mine) break;
            ran++;
        }

        return ran;
    }

    /// <param name="on">The day that is being caught up; null = today.</param>
    /// <returns>False when no job is due that nobody else is doing.</returns>
    private async Task<bool> RunNext(LocalDate? on)
    {
        var ran = on is { } date ? await db.WriteOn(date, Actor.System, RunNext) : await db.Write(Actor.System, RunNext);
        return ran.Value;
    }

    private async Task<Outcome<bool>> RunNext(Tx tx)
    {
        // The number of attempts stands here as it does in the index's condition, or the index would not be used.
        var job = await tx.Connection.QuerySingleOrDefaultAsync<Due?>(
            """
            select id, kind, handler, payload::text, attempts from store.job
            where done_at is null and attempts < 10 and run_at <= @now
            order by run_at, turn
            limit 1
            for update skip locked
            """,
            new { now = tx.Now });
        if (job is null) return false;
        var error = await Handle(job, tx);
        await tx.Connection.ExecuteAsync(
            error is null
                ? "update store.job set done_at = @present, error = null where id = @id"
                : "update store.job set attempts = attempts + 1, error = @error, run_at = @later where id = @id",
            new { id = job.Id, present = tx.Present, error, later = tx.Present + Guarded.Delay(job.Attempts + 1) });
        // Who tells of failures is not told of its own: that would never end.
        if (error is not null && job.Attempts + 1 == JobSql.MostAttempts && job.Kind != JobGivenUp.Name && job.Kind != MailGivenUp.Name)
            await tx.Raise(new JobGivenUp(job.Id, job.Kind, error));
        return true;
    }

    private async Task<string?> Handle(Due job, Tx tx)
    {
        if (subscriptions.Find(job.Kind, job.Handler) is not { } handler)
        {
            HandlerMissing(job.Id, job.Kind, job.Handler);
            return "handler-missing";
        }

        await using var scope = scopes.CreateAsyncScope();
        tx.Job = new(job.Id);
        if (await Guarded.Try(tx, () => handler.Handle(scope.ServiceProvider, job.Payload, tx)) is not { } failed) return null;
        var error = Guarded.Name(failed);
        JobFailed(job.Id, job.Kind, job.Handler, job.Attempts + 1, error, failed.StackTrace);
        return error;
    }

    [LoggerMessage(1, LogLevel.Error, "Job {Job} {Kind} for {Handler} failed at attempt {Attempt}: {Error}\n{Stack}")]
    private partial void JobFailed(Guid job, string kind, string handler, int attempt, string error, string? stack);

    [LoggerMessage(2, LogLevel.Error, "Job {Job} {Kind} is for {Handler}, which this program does not have")]
    private partial void HandlerMissing(Guid job, string kind, string handler);

    private sealed record Due(Guid Id, string Kind, string Handler, string Payload, int Attempts);
}
