using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Identity;

/// <summary>
/// The framework's own WebAuthn. What it has to remember between question and answer travels sealed in the form, for five minutes, so that
/// any instance can take the answer.
/// </summary>
internal sealed class Passkeys(IOptions<IdentityPasskeyOptions> options, IDataProtectionProvider protection, IHttpContextAccessor http, Db db)
{
    private static readonly TimeSpan Lasts = TimeSpan.FromMinutes(5);

    private readonly ITimeLimitedDataProtector seal = protection.CreateProtector("samverk.passkey").ToTimeLimitedDataProtector();

    /// <summary>A question that any passkey of this node may answer.</summary>
    public async Task<PasskeyQuestion> AskAny(UserManager<Account> manager)
    {
        var asked = await (await Handler(manager)).MakeRequestOptionsAsync(null, Http);
        return new(asked.RequestOptionsJson, seal.Protect(asked.AssertionState ?? "", Lasts));
    }

    /// <summary>Asks a device to make a new passkey for the account.</summary>
    public async Task<PasskeyQuestion> AskNew(UserManager<Account> manager, Account account)
    {
        var asked = await (await Handler(manager)).MakeCreationOptionsAsync(new() { Id = account.Id.ToString(), Name = account.Email!, DisplayName = account.Shown }, Http);
        return new(asked.CreationOptionsJson, seal.Protect(asked.AttestationState ?? "", Lasts));
    }

    /// <returns>Null when the answer does not fit the question or the key is unknown.</returns>
    public async Task<(Account, UserPasskeyInfo)?> Assert(UserManager<Account> manager, Secret state, Secret credential)
    {
        if (Open(state) is not { } opened) return null;
        var answer = await (await Handler(manager)).PerformAssertionAsync(new() { HttpContext = Http, CredentialJson = credential.Value, AssertionState = opened });
        return answer.Succeeded ? (answer.User, answer.Passkey) : null;
    }

    /// <returns>Null when the answer does not fit the question, or answers somebody else's.</returns>
    public async Task<UserPasskeyInfo?> Attest(UserManager<Account> manager, Account account, Secret state, Secret credential)
    {
        if (Open(state) is not { } opened) return null;
        var answer = await (await Handler(manager)).PerformAttestationAsync(new() { HttpContext = Http, CredentialJson = credential.Value, AttestationState = opened });
        return answer.Succeeded && answer.UserEntity.Id == account.Id.ToString() ? answer.Passkey : null;
    }

    private HttpContext Http => http.HttpContext ?? throw new InvalidOperationException("passkeys belong to a browser");

    /// <summary>
    /// A passkey belongs to the node's own address, whatever host the request names; before a node has one, to the host that is asked.
    /// </summary>
    private async Task<PasskeyHandler<Account>> Handler(UserManager<Account> manager)
    {
        if ((await db.Read<Uri>(Actor.System, async tx => await tx.Address() is { } address ? address : Refusal.Unknown)) is not { Refusal: null, Value: var home }) return new(manager, options);
        return new(manager, Options.Create(new IdentityPasskeyOptions
        {
            UserVerificationRequirement = options.Value.UserVerificationRequirement, ResidentKeyRequirement = options.Value.ResidentKeyRequirement, ServerDomain = home.Host,
            ValidateOrigin = asked => ValueTask.FromResult(!asked.CrossOrigin && Uri.TryCreate(asked.Origin, UriKind.Absolute, out var origin) && origin.GetLeftPart(UriPartial.Authority) == home.GetLeftPart(UriPartial.Authority)),
        }));
    }

    private string? Open(Secret state)
    {
        try
        {
            return seal.Unprotect(state.Value);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}

/// <param name="Options">For the browser, as JSON.</param>
/// <param name="State">Sealed; comes back with the answer.</param>
internal sealed record PasskeyQuestion(string Options, string State);
