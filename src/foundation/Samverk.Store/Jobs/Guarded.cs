using System.Data;
using System.Numerics;
using Dapper;
using NodaTime;
using Npgsql;
using Samverk.Kernel;

namespace Samverk.Store;

/// <summary>Work that may fail without ending the transaction around it, so that the lock on its row is kept until the failure is noted.</summary>
internal static class Guarded
{
    /// <returns>Null, or why it failed; then nothing of it has happened. A lost connection is thrown: there is nothing left to guard.</returns>
    public static async Task<Exception?> Try(Tx tx, Func<Task> work)
    {
        await tx.Connection.ExecuteAsync("savepoint guarded");
        try
        {
            var doing = work();
            await doing;
            if (RefusalOf(doing) is { } refusal) throw new RefusedException(refusal);
            // What the database checks at the end of a transaction is checked now, while the failure can still be told apart.
            await tx.Connection.ExecuteAsync("set constraints all immediate; release savepoint guarded");
            return null;
        }
        catch (Exception failed) when (tx.Connection.State is ConnectionState.Open)
        {
            await tx.Connection.ExecuteAsync("rollback to savepoint guarded");
            return failed;
        }
    }

    /// <summary>What may be stored and logged of a failure: never a message, which may hold personal data.</summary>
    public static string Name(Exception failed) => failed switch
    {
        RefusedException refused => refused.Refusal.Code,
        PostgresException postgres => $"{nameof(PostgresException)} {postgres.SqlState}",
        _ => failed.GetType().Name,
    };

    /// <summary>10 s, 30 s, 90 s … 18 h: the ten attempts of a job take a little more than a day.</summary>
    public static Duration Delay(int attempts) => Duration.FromSeconds(10 * (long)BigInteger.Pow(3, Math.Clamp(attempts, 1, 9) - 1));

    // A handler that hands on the task of a verb has a Task<Outcome<T>> for a Task: its refusal must not be lost.
    private static Refusal? RefusalOf(Task done)
    {
        var outcome = done.GetType().GetProperty(nameof(Task<>.Result))?.GetValue(done);
        return outcome?.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(Outcome<>)
            ? (Refusal?)type.GetProperty(nameof(Outcome<>.Refusal))!.GetValue(outcome)
            : null;
    }
}
