using System.Net;
using System.Net.Sockets;
using Dapper;
using Microsoft.AspNetCore.Http;
using NodaTime;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Identity;

/// <summary>How often somebody may try, counted per account and per address. Asked before the door, whose transaction a refusal would undo.</summary>
internal sealed class Tries(Db db, IHttpContextAccessor http)
{
    private static readonly Duration Quarter = Duration.FromMinutes(15), Hour = Duration.FromHours(1), Remembered = Duration.FromDays(90);

    /// <summary>
    /// A password: so many that people find theirs, too few to guess one. Where the account has been used lately counts apart from
    /// everywhere else: a stranger who uses up the tries elsewhere does not keep the owner out at home.
    /// </summary>
    public async Task<Refusal?> Password(string email)
    {
        var home = await IsHome(Plain(email)) ? $"@{Network}" : "";
        return await Refuse(("password", Plain(email) + home, 10, Quarter), ("password-from", Address, 50, Quarter));
    }

    /// <summary>Six digits: at five tries in a quarter of an hour, a year of guessing finds one in six accounts whose password is known already.</summary>
    public Task<Refusal?> Code(Guid visit) => Refuse(("code", visit.ToString(), 5, Quarter), ("code-from", Address, 20, Quarter));

    /// <summary>Mails to an address that somebody typed: nobody's inbox is flooded. The links in those that were sent work for their hour.</summary>
    public Task<Refusal?> Mail(string email) => Refuse(("mail", Plain(email), 3, Hour), ("mail-from", Address, 20, Hour));

    /// <summary>Links and passkeys.</summary>
    public Task<Refusal?> Link() => Refuse(("link-from", Address, 50, Quarter));

    /// <summary>What a signed-in person proves again.</summary>
    public Task<Refusal?> Proof(Id<Person> person) => Refuse(("proof", person.ToString(), 10, Quarter));

    /// <summary>Whom an address counts as: an IPv6 line owns 2^64 addresses and is one all the same.</summary>
    internal static string From(HttpContext? http) => Counted(http?.Connection.RemoteIpAddress);

    internal static string Counted(IPAddress? address)
    {
        if (address is null) return "?";
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        return address.AddressFamily is AddressFamily.InterNetworkV6 ? $"{new IPAddress([.. address.GetAddressBytes()[..8], .. new byte[8]])}/64" : address.ToString();
    }

    private string Address => From(http.HttpContext);

    private string Network => Caller.NetworkOf(http.HttpContext?.Connection.RemoteIpAddress);

    private static string Plain(string email) => email.Trim().ToUpperInvariant();

    private async Task<bool> IsHome(string normal) => (await db.Read(Actor.System, async tx => Outcome.Of(await tx.Connection.QuerySingleAsync<bool>(
        """
        select exists (
            select from identity.sign_in join identity.account on account.id = sign_in.person
            where normalized_email = @normal and not half and network = @Network and at > @since)
        """,
        new { normal, Network, since = tx.Now - Remembered })))).Value;

    private async Task<Refusal?> Refuse(params (string What, string Who, int Limit, Duration Window)[] counts)
    {
        foreach (var (what, who, limit, window) in counts)
            if (await Attempts.Refuse(db, $"identity.{what}:{who}", limit, window) is { } refusal) return refusal;
        return null;
    }
}
