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
        builder.ConnectionStringBuilder.MaxAutoPrepare = 100;
        builder.UseNodaTime();
        (Source, this.clock) = (builder.Build(), clock);
    }

    public NpgsqlDataSource Source { get; }

    /// <summary>Something that falls due was committed here. Saves waiting for the next look at the queues; they do not rely on it.</summary>
    internal event Action? WorkCommitted;

    /// <summary>Runs <paramref name="work"/> in one transaction; a refusal or an exception keeps nothing of it.</summary>
    public Task<Outcome<T>> Write<T>(Actor actor, Func<Tx, Task<Outcome<T>>> work) => InTransaction(IsolationLevel.ReadCommitted, actor, on: null, work);

    /// <summary>
    /// Like <see cref="Write"/>, on a business date that has come. Work that was due on an earlier day and is caught up now is done as
    /// if on that day: <see cref="Tx.Today"/> is that date and <see cref="Tx.Now"/> its last microsecond, after all that people did on
    /// it. Only the runner of jobs and recurring work may do this; people always act in the present.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The date is in the future.</exception>
    internal Task<Outcome<T>> WriteOn<T>(LocalDate date, Actor actor, Func<Tx, Task<Outcome<T>>> work) =>
        InTransaction(IsolationLevel.ReadCommitted, actor, date, work);

    /// <summary>Runs <paramref name="work"/> on one moment of the database; PostgreSQL refuses every write in it.</summary>
    public Task<Outcome<T>> Read<T>(Actor actor, Func<Tx, Task<Outcome<T>>> work) => InTransaction(IsolationLevel.Snapshot, actor, on: null, work);

    public ValueTask DisposeAsync() => Source.DisposeAsync();

    private async Task<Outcome<T>> InTransaction<T>(IsolationLevel level, Actor actor, LocalDate? on, Func<Tx, Task<Outcome<T>>> work)
    {
        // Two transactions that wait for each other: PostgreSQL ends one. Nothing of it has happened, so it simply starts again.
        for (var again = 1; ; again++)
        {
            try
            {
                return await Once(level, actor, on, work);
            }
            catch (PostgresException failed) when (failed.SqlState is PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure && again < 4)
            {
                // Tried again from the beginning, with a fresh look at everything.
            }
        }
    }

    private async Task<Outcome<T>> Once<T>(IsolationLevel level, Actor actor, LocalDate? on, Func<Tx, Task<Outcome<T>>> work)
    {
        await using var connection = await Source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync(level is IsolationLevel.Snapshot ? IsolationLevel.RepeatableRead : level);
        var (offset, zone) = await connection.QuerySingleAsync<(long, string)>(
            level is IsolationLevel.Snapshot
                ? "set transaction read only; select offset_seconds, zone from store.clock"
                : "select offset_seconds, zone from store.clock");
        var present = (clock.GetCurrentInstant() + Duration.FromSeconds(offset)).InZone(DateTimeZoneProviders.Tzdb[zone]);
        var tx = new Tx(connection, on is { } date ? EndOf(date, present) : present, actor, present.ToInstant());
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
}
