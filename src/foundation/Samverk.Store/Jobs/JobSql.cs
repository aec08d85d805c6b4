using System.Text.Json;
using Dapper;
using NodaTime;
using Samverk.Kernel;

namespace Samverk.Store;

/// <summary>A job that has failed at least once and is not done. Never its payload.</summary>
/// <param name="Error">The code of a refusal, or the type of an exception.</param>
/// <param name="GivenUp">Nobody tries it again until <see cref="JobSql.RetryJob"/>.</param>
public sealed record FailedJob(Id<Job> Id, string Kind, string Handler, int Attempts, string Error, Instant RunAt, bool GivenUp);

/// <summary>Recurring work that fails; later dates of it wait, because they build on earlier ones.</summary>
public sealed record FailingRecurrence(string Kind, LocalDate Date, int Attempts, string Error, Instant RetryAt);

public static class JobSql
{
    /// <summary>A job stays visible as failed after so many attempts, over about a day.</summary>
    internal const int MostAttempts = 10;

    /// <summary>Leaves work for later, only if this transaction commits: from <paramref name="runAt"/> on, or at once.</summary>
    /// <param name="id">The same id twice is the same job.</param>
    /// <returns>The job's id, or <c>id-used-for-something-else</c>.</returns>
    public static async Task<Outcome<Id<Job>>> Enqueue<TJob>(this Tx tx, TJob job, Instant? runAt = null, Id<Job>? id = null) where TJob : IJob
    {
        var named = id ?? Id<Job>.New();
        var payload = JsonSerializer.Serialize(job, StoreJson.Options);
        var row = new { id = named.Value, kind = TJob.Name, own = Handler.Own, payload, runAt = runAt ?? tx.Now };
        tx.BringsWork = true;
        if (await tx.Connection.ExecuteAsync(
            """
            insert into store.job (id, kind, handler, payload, run_at) values (@id, @kind, @own, @payload::jsonb, @runAt)
            on conflict (id) do nothing
            """,
            row) is 1) return named;
        return await tx.Connection.QuerySingleAsync<bool>(
            "select exists (select from store.job where id = @id and kind = @kind and handler = @own and payload = @payload::jsonb)", row)
            ? named : Refusal.IdUsedForSomethingElse;
    }

    /// <summary>What has failed and is not done yet, oldest first; for the page that shows how the program fares.</summary>
    public static async Task<IReadOnlyList<FailedJob>> FailedJobs(this Tx tx, int limit = 100) =>
        (await tx.Connection.QueryAsync<(Guid Id, string Kind, string Handler, int Attempts, string Error, Instant RunAt)>(
            """
            select id, kind, handler, attempts, error, run_at from store.job
            where done_at is null and attempts > 0
            order by run_at, turn
            limit @limit
            """,
            new { limit }))
        .Select(row => new FailedJob(new(row.Id), row.Kind, row.Handler, row.Attempts, row.Error, row.RunAt, row.Attempts >= MostAttempts)).ToArray();

    /// <summary>Recurring work whose next date has failed.</summary>
    public static async Task<IReadOnlyList<FailingRecurrence>> FailingRecurrences(this Tx tx) =>
        (await tx.Connection.QueryAsync<FailingRecurrence>(
            """
            select kind, coalesce((select max(date) + 1 from store.recurring where recurring.kind = recurrence.kind), since) as date, attempts, error, retry_at
            from store.recurrence
            where attempts > 0
            order by kind
            """)).ToArray();

    /// <summary>Gives a failed job its attempts back, from now on.</summary>
    /// <returns><c>not-found</c> when there is no such job that has failed.</returns>
    public static async Task<Outcome<Done>> RetryJob(this Tx tx, Id<Job> job)
    {
        tx.BringsWork = true;
        return await tx.Connection.ExecuteAsync(
            "update store.job set attempts = 0, error = null, run_at = @now where id = @id and done_at is null and attempts > 0",
            new { id = job.Value, now = tx.Now }) is 1 ? default(Done) : Refusal.Unknown;
    }
}
