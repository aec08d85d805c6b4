using System.Data;
using Dapper;
using NodaTime;
using Npgsql;
using Samverk.Kernel;

namespace Samverk.Store;

/// <summary>The cooperative's database and its clock: the machine's time plus an offset that is a row, so that all instances agree.</summary>
public sealed class Db : IAsyncDisposable
{
    private readonly IClock clock;
    private readonly Uri? address;

    static Db() => Columns.Register();

    /// <param name="connection">Npgsql connection text of one database.</param>
    /// <param name="address">What the environment says about the node's address; null = the setting holds.</param>
    public Db(string connection, IClock clock, Uri? address = null)
    {
        var builder = new NpgsqlDataSourceBuilder(connection);
        builder.ConnectionStringBuilder.IncludeErrorDetail = false;
        builder.ConnectionStringBuilder.MaxAutoPrepare = 100;
        builder.UseNodaTime();
        (Source, this.clock, this.address) = (builder.Build(), clock, address);
    }

    public NpgsqlDataSource Source { get; }

    /// <summary>Something that falls due was committed here. Saves waiting for the next look at the queues; they do not rely on it.</summary>
    internal event Action? WorkCommitted;

    /// <summary>Runs <paramref name="work"/> in one transaction; a refusal or an exception keeps nothing of it.</summary>
    public Task<Outcome<T>> Write<T>(Actor actor, Func<Tx, Task<Outcome<T>>> work) => InTransaction(new(), actor, work);

    /// <summary>The same for a command with an id: two sendings take turns, and the later one finds what the earlier has done.</summary>
    internal Task<Outcome<T>> Write<T>(Actor actor, Guid request, Func<Tx, Task<Outcome<T>>> work) => InTransaction(new(Request: request), actor, work);

    /// <summary>
    /// Like <see cref="Write{T}(Actor, Func{Tx, Task{Outcome{T}}})"/>, on a business date that has come. Work that was due on an earlier
    /// day and is caught up now is done as if on that day: <see cref="Tx.Today"/> is that date and <see cref="Tx.Now"/> its last
    /// microsecond, after all that people did on it. Only the runner of jobs and recurring work may do this; people always act in the
    /// present.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The date is in the future.</exception>
    internal Task<Outcome<T>> WriteOn<T>(LocalDate date, Actor actor, Func<Tx, Task<Outcome<T>>> work) => InTransaction(new(On: date), actor, work);

    /// <summary>Runs <paramref name="work"/> on one moment of the database; PostgreSQL refuses every write in it.</summary>
    public Task<Outcome<T>> Read<T>(Actor actor, Func<Tx, Task<Outcome<T>>> work) => InTransaction(new(ReadOnly: true), actor, work);

    /// <summary>The caller's own transaction as others see theirs: for a restore, whose clock comes with what it loads.</summary>
    internal async Task<Tx> TxOn(NpgsqlConnection connection, Actor actor)
    {
        var (offset, zone, _, _) = await Begin(connection, null);
        return new(connection, (clock.GetCurrentInstant() + Duration.FromSeconds(offset)).InZone(DateTimeZoneProviders.Tzdb[zone]), actor);
    }

    public ValueTask DisposeAsync() => Source.DisposeAsync();

    private async Task<Outcome<T>> InTransaction<T>(Kind kind, Actor actor, Func<Tx, Task<Outcome<T>>> work)
    {
        // Two transactions that wait for each other: PostgreSQL ends one. Nothing of it has happened, so it simply starts again.
        for (var again = 1; ; again++)
        {
            try
            {
                return await Once(kind, actor, work);
            }
            catch (PostgresException failed) when (failed.SqlState is PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure && again < 4)
            {
                // Tried again from the beginning, with a fresh look at everything.
            }
        }
    }

    private async Task<Outcome<T>> Once<T>(Kind kind, Actor actor, Func<Tx, Task<Outcome<T>>> work)
    {
        await using var connection = await Source.OpenConnectionAsync();
        var level = kind.ReadOnly ? IsolationLevel.RepeatableRead : IsolationLevel.ReadCommitted;
        await using var transaction = await connection.BeginTransactionAsync(level);
        if (kind.ReadOnly) await connection.ExecuteAsync("set transaction read only");
        var (offset, zone, fingerprint, result) = await Begin(connection, kind.Request);
        var present = (clock.GetCurrentInstant() + Duration.FromSeconds(offset)).InZone(DateTimeZoneProviders.Tzdb[zone]);
        var tx = new Tx(connection, kind.On is { } date ? EndOf(date, present) : present, actor)
        {
            Present = present.ToInstant(), AddressOverride = address, Earlier = fingerprint is null ? null : (fingerprint, result!),
        };
        var outcome = await work(tx);
        if (outcome.Refusal is not null)
        {
            await transaction.RollbackAsync();
            return outcome;
        }

        await transaction.CommitAsync();
        if (tx.BringsWork) WorkCommitted?.Invoke();
        return outcome;
    }

    private static ZonedDateTime EndOf(LocalDate date, ZonedDateTime present)
    {
        if (date > present.Date) throw new ArgumentOutOfRangeException(nameof(date), $"{date:R} has not come yet");
        // PostgreSQL counts microseconds.
        return date == present.Date ? present : date.PlusDays(1).AtStartOfDayInZone(present.Zone).Minus(Duration.FromTicks(10));
    }

    // One round trip. The lock is a statement of its own, so that the next one sees what an earlier holder has committed.
    private static async Task<(long Offset, string Zone, byte[]? Fingerprint, string? Result)> Begin(NpgsqlConnection connection, Guid? request)
    {
        if (request is null)
        {
            var (offset, zone) = await connection.QuerySingleAsync<(long, string)>("select offset_seconds, zone from store.clock");
            return (offset, zone, null, null);
        }

        await using var answers = await connection.QueryMultipleAsync(
            """
            select pg_advisory_xact_lock(hashtextextended(@request::text, 1))::text;
            select offset_seconds, zone, audit.fingerprint, audit.result::text
            from store.clock left join store.audit on audit.request = @request and audit.refusal is null
            """,
            new { request });
        await answers.ReadAsync<string>();
        return await answers.ReadSingleAsync<(long, string, byte[]?, string?)>();
    }

    /// <param name="Request">The id of the command that it does.</param>
    /// <param name="On">The business date that is caught up; null = today.</param>
    private readonly record struct Kind(bool ReadOnly = false, Guid? Request = null, LocalDate? On = null);
}
