using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NodaTime;
using Samverk.Kernel;

namespace Samverk.Store;

/// <summary>Work of every business day: dunning, automatic invoices, forgetting.</summary>
public interface IRecur
{
    /// <summary>"module.what-to-do": stays when the type is renamed.</summary>
    static abstract string Kind { get; }

    /// <summary>
    /// Does the work of one day. Every day from the first start on comes exactly once and in order, also days on which nothing ran;
    /// then <see cref="Tx.Today"/> is that day. An exception or a refusal keeps nothing, and the day is tried again before the next.
    /// </summary>
    Task Run(Tx tx, LocalDate date);
}

internal sealed record Recurring(string Kind, Func<IServiceProvider, Tx, LocalDate, Task> Run);

/// <summary>Finds the next day of recurring work and lives it, once among all instances.</summary>
internal sealed partial class Recurrence(Db db, Subscriptions subscriptions, IServiceScopeFactory scopes, ILogger<Recurrence> log)
{
    // Any fixed number, other than the migrations': one instance at a time lives through days.
    private const long Lock = 0x53_41_4D_57;

    private static readonly Duration LongestDelay = Duration.FromHours(1);

    private readonly string[] kinds = [.. subscriptions.Recurring.Keys];

    private bool registered;

    /// <returns>The earliest day that some work still has to do, or null when all is done up to today.</returns>
    public async Task<(string Kind, LocalDate Date)?> Next()
    {
        if (kinds is []) return null;
        if (!registered) await subscriptions.Write(db);
        registered = true;
        return (await db.Read(Actor.System, async tx => Outcome.Of(await Next(tx, tx.Today)))).Value;
    }

    /// <returns>What comes after it, asked in the same transaction; <c>Mine</c> is false when another instance is at it.</returns>
    public async Task<(bool Mine, (string Kind, LocalDate Date)? Next)> Run(string kind, LocalDate date) => (await db.WriteOn<(bool, (string, LocalDate)?)>(date, Actor.System, async tx =>
    {
        if (!await tx.Connection.QuerySingleAsync<bool>("select pg_try_advisory_xact_lock(@Lock)", new { Lock })) return Outcome.Of<(bool, (string, LocalDate)?)>((false, null));
        if (await Next(tx, date) == (kind, date)) await Live(tx, kind, date);
        return Outcome.Of((true, await Next(tx, tx.Present.InZone(tx.Zone).Date)));
    })).Value;

    private async Task Live(Tx tx, string kind, LocalDate date)
    {
        await using var scope = scopes.CreateAsyncScope();
        var failed = await Guarded.Try(tx, () => subscriptions.Recurring[kind].Run(scope.ServiceProvider, tx, date));
        if (failed is null)
        {
            await tx.Connection.ExecuteAsync(
                """
                insert into store.recurring (kind, date, done_at) values (@kind, @date, @present);
                update store.recurrence set attempts = 0, error = null, retry_at = null where kind = @kind and attempts > 0;
                """,
                new { kind, date, present = tx.Present });
            return;
        }

        var attempts = await tx.Connection.QuerySingleAsync<int>("select attempts + 1 from store.recurrence where kind = @kind", new { kind });
        var error = Guarded.Name(failed);
        DayFailed(kind, date, attempts, error, failed.StackTrace);
        // A skipped day would be a wrong one, so this is never given up.
        await tx.Connection.ExecuteAsync(
            "update store.recurrence set attempts = @attempts, error = @error, retry_at = @later where kind = @kind",
            new { kind, attempts, error, later = tx.Present + Duration.Min(LongestDelay, Guarded.Delay(attempts)) });
    }

    // Work that waits after a failure does not hold up the others.
    private async Task<(string Kind, LocalDate Date)?> Next(Tx tx, LocalDate upTo) =>
        await tx.Connection.QuerySingleOrDefaultAsync<(string, LocalDate)?>(
            """
            select kind, date
            from (
                select kind, coalesce((select max(date) + 1 from store.recurring where recurring.kind = recurrence.kind), since) as date
                from store.recurrence
                where kind = any(@kinds) and (retry_at is null or retry_at <= @present)
            ) as next
            where date <= @upTo
            order by date, array_position(@kinds, kind)
            limit 1
            """,
            new { kinds, upTo, present = tx.Present });

    [LoggerMessage(3, LogLevel.Error, "{Kind} of {Date} failed at attempt {Attempt}: {Error}\n{Stack}")]
    private partial void DayFailed(string kind, LocalDate date, int attempt, string error, string? stack);
}
