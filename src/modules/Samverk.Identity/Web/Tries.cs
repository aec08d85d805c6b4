using Microsoft.AspNetCore.Http;
using NodaTime;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Identity;

/// <summary>How often somebody may try, counted per account and per address. Asked before the door, whose transaction a refusal would undo.</summary>
internal sealed class Tries(Db db, IHttpContextAccessor http)
{
    private static readonly Duration Quarter = Duration.FromMinutes(15), Hour = Duration.FromHours(1);

    /// <summary>A password: so many that people find theirs, too few to guess one.</summary>
    public Task<Refusal?> Password(string email) => Refuse(("password", Plain(email), 10, Quarter), ("password-from", Address, 50, Quarter));

    /// <summary>Six digits: at five tries in a quarter of an hour, a year of guessing finds one in six accounts whose password is known already.</summary>
    public Task<Refusal?> Code(Guid visit) => Refuse(("code", visit.ToString(), 5, Quarter), ("code-from", Address, 20, Quarter));

    /// <summary>Mails to an address that somebody typed: nobody's inbox is flooded.</summary>
    public Task<Refusal?> Mail(string email) => Refuse(("mail", Plain(email), 3, Hour), ("mail-from", Address, 20, Hour));

    /// <summary>Links and passkeys.</summary>
    public Task<Refusal?> Link() => Refuse(("link-from", Address, 50, Quarter));

    /// <summary>What a signed-in person proves again.</summary>
    public Task<Refusal?> Proof(Id<Person> person) => Refuse(("proof", person.ToString(), 10, Quarter));

    private string Address => http.HttpContext?.Connection.RemoteIpAddress?.ToString() ?? "?";

    private static string Plain(string email) => email.Trim().ToUpperInvariant();

    private async Task<Refusal?> Refuse(params (string What, string Who, int Limit, Duration Window)[] counts)
    {
        foreach (var (what, who, limit, window) in counts)
            if (!await Attempts.Allow(db, $"identity.{what}:{who}", limit, window)) return new("too-many-requests");
        return null;
    }
}
