using System.Security.Cryptography;
using System.Text;
using Dapper;
using NodaTime;
using Samverk.Kernel;

namespace Samverk.Store;

/// <summary>How often something is tried: sign-ins, public links. Counted in the database, so that all instances agree.</summary>
public static class Attempts
{
    private const string SecretSetting = "store.attempt-secret";

    private static readonly Duration LongestWindow = Duration.FromDays(1);

    /// <summary>
    /// Counts one attempt in a transaction of its own, which stays when the caller's is rolled back; so ask before opening one.
    /// The window slides: what is left of the window before counts in proportion. An attempt that is not allowed is not counted, so that
    /// nobody locks out somebody else for ever.
    /// </summary>
    /// <param name="key">What is counted ("sign-in:" and an address, say). Only its keyed hash is stored.</param>
    /// <param name="window">Whole seconds, at most a day.</param>
    /// <returns>False when <paramref name="limit"/> attempts in the window have been used up.</returns>
    public static async Task<bool> Allow(Db db, string key, int limit, Duration window) => await Refuse(db, key, limit, window) is null;

    /// <summary>The same as an answer.</summary>
    /// <returns>Null, or <c>too-many-requests</c> with the whole <c>seconds</c> after which the next attempt counts again.</returns>
    public static async Task<Refusal?> Refuse(Db db, string key, int limit, Duration window)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        if (window < Duration.FromSeconds(1) || window > LongestWindow || window.SubsecondNanoseconds is not 0)
            throw new ArgumentOutOfRangeException(nameof(window), "whole seconds, at most a day");
        return (await db.Write<Refusal?>(Actor.System, async tx =>
        {
            var (seconds, length) = (tx.Now.ToUnixTimeSeconds(), (long)window.TotalSeconds);
            var since = seconds - (seconds % length);
            var (taken, before, now) = await tx.Connection.QuerySingleAsync<(bool, long, long)>(
                """
                with earlier as (
                    select coalesce(max(count), 0)::bigint as count from store.attempt where key = @hash and since = @before
                ), taken as (
                    insert into store.attempt (key, since, count)
                    select @hash, @since, 1 from earlier where earlier.count * @rest / @length < @limit
                    on conflict (key, since) do update set count = attempt.count + 1
                    where attempt.count + (select earlier.count * @rest / @length from earlier) < @limit
                    returning count
                )
                select exists (select from taken), earlier.count,
                    coalesce((select count from store.attempt where key = @hash and since = @since), 0)::bigint
                from earlier
                """,
                new
                {
                    hash = Hash(await Secret(tx), $"{length} {key}"), limit, length, rest = length - (seconds - since),
                    since = Instant.FromUnixTimeSeconds(since), before = Instant.FromUnixTimeSeconds(since - length),
                });
            return Outcome.Of(taken ? null : new Refusal("too-many-requests", ("seconds", Wait(before, Math.Max(now, 1), limit, length, length - (seconds - since)))));
        })).Value;
    }

    /// <summary>How many seconds until an attempt is allowed again, if nobody tries in between.</summary>
    private static long Wait(long before, long now, int limit, long length, long rest)
    {
        for (var wait = 1L; wait < rest; wait++)
            if ((before * (rest - wait) / length) + now < limit) return wait;
        // In the window after this one, what was counted now fades in its turn.
        for (var wait = 0L; wait < length; wait++)
            if (now * (length - wait) / length < limit) return rest + wait;
        return rest + length;
    }

    // An address or IP is soon guessed from a plain hash; without this installation's secret it is not.
    private static string Hash(byte[] secret, string key) => Convert.ToHexStringLower(HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes(key)));

    private static async Task<byte[]> Secret(Tx tx)
    {
        if (await tx.Setting<string>(SecretSetting) is { } known) return Convert.FromBase64String(known);
        await tx.Connection.ExecuteAsync(
            "insert into store.setting (key, value) values (@key, to_jsonb(@made)) on conflict do nothing",
            new { key = SecretSetting, made = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)) });
        return Convert.FromBase64String((await tx.Setting<string>(SecretSetting))!);
    }
}

/// <summary>Counts that no window reaches any more are deleted.</summary>
internal sealed class ForgetAttempts : IRecur
{
    public static string Kind => "store.forget-attempts";

    public Task Run(Tx tx, LocalDate date) =>
        tx.Connection.ExecuteAsync("delete from store.attempt where since < @old", new { old = tx.Now - Duration.FromDays(2) });
}
