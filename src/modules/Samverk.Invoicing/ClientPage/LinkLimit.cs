using System.Net;
using NodaTime;
using Samverk.Store;

namespace Samverk.Invoicing;

/// <summary>How often one address may open links: enough for a book-keeper, too little for guessing.</summary>
internal static class LinkLimit
{
    private const int PerMinute = 60;

    public static Task<bool> Allows(Db db, IPAddress? from) => Attempts.Allow(db, $"invoice-link:{from}", PerMinute, Duration.FromMinutes(1));
}
