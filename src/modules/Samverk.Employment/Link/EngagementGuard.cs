using Microsoft.AspNetCore.Http;
using NodaTime;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Employment;

/// <summary>How often one address may try links of engaged persons: they open their page a few times, who guesses needs 2^256 tries.</summary>
internal sealed class EngagementGuard(Db db, IHttpContextAccessor http)
{
    private const int Most = 120;

    private static readonly Duration Window = Duration.FromMinutes(10);

    /// <returns>Null, or <c>too-many-requests</c>. Counted in a transaction of its own, so asked before the door.</returns>
    public Task<Refusal?> Refuse() => Attempts.Refuse(db, $"engagement-link:{http.HttpContext?.Connection.RemoteIpAddress}", Most, Window);
}
