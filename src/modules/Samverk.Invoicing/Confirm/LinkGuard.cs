using Microsoft.AspNetCore.Http;
using NodaTime;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Invoicing;

/// <summary>How often one address may try links: a client opens a page a few times, who guesses needs 2^256 tries.</summary>
internal sealed class LinkGuard(Db db, IHttpContextAccessor http)
{
    private const int Most = 60;

    private static readonly Duration Window = Duration.FromMinutes(10);

    /// <returns>Null, or <c>too-many-requests</c>. Counted in a transaction of its own, so asked before the door.</returns>
    public Task<Refusal?> Refuse() => Attempts.Refuse(db, $"order-link:{http.HttpContext?.Connection.RemoteIpAddress}", Most, Window);
}
