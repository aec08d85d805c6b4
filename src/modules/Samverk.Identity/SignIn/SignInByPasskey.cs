using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Identity;

/// <summary>Somebody signs in with a passkey: it proves the device and, by its own lock, the person; so no second factor is asked for.</summary>
internal sealed class SignInByPasskey(Accounts accounts, Passkeys passkeys) : IUseCase<SignInByPasskey.Command, SignedIn>
{
    public static Access Access => Everybody.AtTheDoor;

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    public async Task<Outcome<SignedIn>> Run(Command command, Tx tx, Actor actor)
    {
        var manager = accounts.In(tx);
        if (await passkeys.Assert(manager, command.State, command.Credential) is not ({ LockedAt: null } account, { } passkey)) return new Refusal("passkey-refused");
        // Its counter has moved: a copy of the key would be found out by it.
        await manager.AddOrUpdatePasskeyAsync(account, passkey);
        return await tx.Start(command.Request, account.Person, SignInMethod.Passkey, command.Caller, half: false);
    }

    /// <param name="State">Our question, sealed.</param>
    /// <param name="Credential">The authenticator's answer, as JSON.</param>
    internal sealed record Command(Guid Request, Secret State, Secret Credential, Caller Caller) : ICommand<Command, SignInByPasskey, SignedIn>
    {
        public object Subject => new { visit = Request };
    }
}
