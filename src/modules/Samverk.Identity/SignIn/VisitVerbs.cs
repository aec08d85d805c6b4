using Dapper;
using NodaTime;
using Samverk.Store;

namespace Samverk.Identity;

public static class VisitVerbs
{
    /// <summary>Everybody who is signed in stays so for longer: a demo's clock has gone on, and nobody has waited for these days.</summary>
    public static Task ProlongVisits(this Tx tx, Duration by) => tx.Connection.ExecuteAsync(
        """
        update identity.sign_in set ends_at = ends_at + make_interval(secs => @seconds) where ended_at is null and ends_at > @Now;
        update identity.acting set ends_at = ends_at + make_interval(secs => @seconds) where ended_at is null and ends_at > @Now;
        """,
        new { seconds = by.TotalSeconds, tx.Now });
}
