using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.WebUtilities;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Identity;

/// <summary>A passkey opens nothing any more.</summary>
internal sealed class RemovePasskey(Accounts accounts) : IUseCase<RemovePasskey.Command, Done>
{
    public static Access Access => Everybody.Oneself;

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => Task.FromResult(Relation.Own);

    public async Task<Outcome<Done>> Run(Command command, Tx tx, Actor actor)
    {
        var manager = accounts.In(tx);
        if (await manager.FindByIdAsync(actor.Person.ToString()) is not { } account) return Refusal.Unknown;
        var passkey = (await manager.GetPasskeysAsync(account)).FirstOrDefault(one => WebEncoders.Base64UrlEncode(one.CredentialId) == command.Passkey);
        if (passkey is null) return Refusal.Unknown;
        await manager.RemovePasskeyAsync(account, passkey.CredentialId);
        return default(Done);
    }

    /// <param name="Passkey">The credential's id in base64url.</param>
    internal sealed record Command(Guid Request, string Passkey) : ICommand<Command, RemovePasskey, Done>
    {
        public object Subject => new { Passkey };
    }
}
