using System.Net;
using NodaTime;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Invoicing;

/// <summary>How often one address may open links: enough for a book-keeper, too little for guessing.</summary>
internal static class LinkLimit
{
    private const int PerMinute = 60;

    /// <returns>Null, or <c>too-many-requests</c>.</returns>
    public static Task<Refusal?> Refuse(Db db, IPAddress? from) => Attempts.Refuse(db, $"invoice-link:{from}", PerMinute, Duration.FromMinutes(1));
}
