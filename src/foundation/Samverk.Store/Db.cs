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

    static Db() => Columns.Register();

    /// <param name="connection">Npgsql connection text of one database.</param>
    public Db(string connection, IClock clock)
    {
        var builder = new NpgsqlDataSourceBuilder(connection);
        builder.ConnectionStringBuilder.IncludeErrorDetail = false;
        builder.ConnectionStringBuilder.MaxAutoPrepare = 300;
        // Nothing is left in a session that would have to be swept out: settings and locks end with their transaction.
        builder.ConnectionStringBuilder.NoResetOnClose = true;
        builder.UseNodaTime();
        (Source, this.clock) = (builder.Build(), clock);
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

    /// <summary>
    /// One statement that only reads: it sees one moment by itself and costs one round trip. For what every request asks; everything else is
    /// <see cref="Read{T}"/>.
    /// </summary>
    /// <param name="ask">Given the machine's time; the statement adds store.clock's offset to it.</param>
    public async Task<T> Glance<T>(Func<NpgsqlConnection, Instant, Task<T>> ask)
    {
        await using var connection = await Source.OpenConnectionAsync();
        return await ask(connection, clock.GetCurrentInstant());
    }

    /// <summary>The caller's own transaction as others see theirs: for a restore, whose clock comes with what it loads.</summary>
    internal async Task<Tx> TxOn(NpgsqlConnection connection, Actor actor)
    {
        var (offset, zone, _, _) = await Begin(connection, default);
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
        var (offset, zone, fingerprint, result) = await Begin(connection, kind);
        var present = (clock.GetCurrentInstant() + Duration.FromSeconds(offset)).InZone(DateTimeZoneProviders.Tzdb[zone]);
        var tx = new Tx(connection, kind.On is { } date ? EndOf(date, present) : present, actor)
        {
            Present = present.ToInstant(), Earlier = fingerprint is null ? null : (fingerprint, result!),
        };
        var outcome = await work(tx);
        if (outcome.Refusal is not null)
        {
            await transaction.RollbackAsync();
            return outcome;
        }

        await Commit(connection, transaction, tx.Last);
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
    private static async Task<(long Offset, string Zone, byte[]? Fingerprint, string? Result)> Begin(NpgsqlConnection connection, Kind kind)
    {
        await using var batch = new NpgsqlBatch(connection);
        if (kind.ReadOnly) batch.BatchCommands.Add(new("set transaction read only"));
        if (kind.Request is { } request)
        {
            batch.BatchCommands.Add(new("select pg_advisory_xact_lock(hashtextextended($1, 1))") { Parameters = { new NpgsqlParameter<string> { TypedValue = request.ToString() } } });
            batch.BatchCommands.Add(new(
                """
                select offset_seconds, zone, audit.fingerprint, audit.result::text
                from store.clock left join store.audit on audit.request = $1 and audit.refusal is null
                """) { Parameters = { new NpgsqlParameter<Guid> { TypedValue = request } } });
        }
        else batch.BatchCommands.Add(new("select offset_seconds, zone from store.clock"));

        await using var rows = await batch.ExecuteReaderAsync();
        if (kind.Request is not null) await rows.NextResultAsync();
        await rows.ReadAsync();
        var earlier = kind.Request is not null && !rows.IsDBNull(2);
        return (rows.GetInt64(0), rows.GetString(1), earlier ? rows.GetFieldValue<byte[]>(2) : null, earlier ? rows.GetString(3) : null);
    }

    // With a last command it is one round trip for both; what fails before the commit keeps it from happening.
    private static async Task Commit(NpgsqlConnection connection, NpgsqlTransaction transaction, NpgsqlBatchCommand? last)
    {
        if (last is null)
        {
            await transaction.CommitAsync();
            return;
        }

        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { last, new("commit") } };
        await batch.ExecuteNonQueryAsync();
    }

    /// <param name="Request">The id of the command that it does.</param>
    /// <param name="On">The business date that is caught up; null = today.</param>
    private readonly record struct Kind(bool ReadOnly = false, Guid? Request = null, LocalDate? On = null);
}
