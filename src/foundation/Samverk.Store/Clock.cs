using Dapper;
using NodaTime;
using Samverk.Kernel;

namespace Samverk.Store;

/// <summary>The cooperative's clock: the machine's time plus an offset.</summary>
/// <param name="Stepped">The offset has been changed before; from then on the clock goes forward only.</param>
public sealed record Clock(Instant Now, Duration Offset, DateTimeZone Zone, bool Stepped);

public static class ClockSql
{
    private static readonly Duration LongestStep = Duration.FromDays(3660);

    public static async Task<Clock> Clock(this Tx tx)
    {
        var (offset, zone, stepped) = await tx.Connection.QuerySingleAsync<(long, string, bool)>("select offset_seconds, zone, stepped from store.clock");
        return new Clock(tx.Now, Duration.FromSeconds(offset), DateTimeZoneProviders.Tzdb[zone], stepped);
    }

    /// <summary>
    /// Steps the clock of all instances; transactions that begin after this one see the new time. Forward only, so that no day is lived
    /// twice; but the very first step may go back, because a demo or a test may begin in the past.
    /// </summary>
    /// <param name="by">Whole seconds, at most about ten years.</param>
    /// <returns><c>past-dated</c> when it would go back, <c>field-invalid</c> when it is no such duration.</returns>
    public static async Task<Outcome<Done>> StepClock(this Tx tx, Duration by)
    {
        if (by.SubsecondNanoseconds is not 0 || by > LongestStep || by < -LongestStep) return new Refusal("field-invalid") { Field = "by" };
        var stepped = await tx.Connection.ExecuteAsync(
            "update store.clock set offset_seconds = offset_seconds + @seconds, stepped = true where @seconds >= 0 or not stepped",
            new { seconds = (long)by.TotalSeconds });
        if (stepped is 0) return new Refusal("past-dated") { Field = "by" };
        if (by < Duration.Zero) await LeaveToCome(tx, tx.Now + by);
        tx.BringsWork = true;
        return default(Done);
    }

    /// <summary>What the first start has done and queued at a time that has not come any more: the days are to be lived, the queues are due.</summary>
    private static Task LeaveToCome(Tx tx, Instant now) => tx.Connection.ExecuteAsync(
        """
        delete from store.recurring where date >= @today;
        update store.recurrence set since = least(since, @today), retry_at = null;
        update store.job set run_at = @now where done_at is null and run_at > @now and run_at <= @was;
        update store.mail set send_at = @now where sent_at is null and send_at > @now and send_at <= @was;
        """,
        new { now, today = now.InZone(tx.Zone).Date, was = tx.Now });

    /// <summary>Sets the zone whose days are the business dates, for transactions that begin after this one.</summary>
    public static Task SetZone(this Tx tx, DateTimeZone zone) =>
        tx.Connection.ExecuteAsync("update store.clock set zone = @id", new { id = DateTimeZoneProviders.Tzdb[zone.Id].Id });
}
