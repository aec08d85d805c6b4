using Microsoft.AspNetCore.Identity;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Identity;

/// <summary>Somebody signs in with address and password. Where an authenticator is set up, its code is asked for next.</summary>
internal sealed class SignIn(Accounts accounts) : IUseCase<SignIn.Command, SignedIn>
{
    public static Access Access => Everybody.AtTheDoor;

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    public async Task<Outcome<SignedIn>> Run(Command command, Tx tx, Actor actor)
    {
        var manager = accounts.In(tx);
        if (await manager.FindByEmailAsync(command.Email.Trim()) is not { PasswordHash: not null } account)
        {
            accounts.PretendToCheck(command.Password.Value);
            return Wrong;
        }

        // One answer for every reason, so that nobody learns which addresses are known here.
        if (!await manager.CheckPasswordAsync(account, command.Password.Value) || account.LockedAt is not null) return Wrong;
        return await tx.Start(command.Request, account.Person, SignInMethod.Password, command.Caller, half: account.TwoFactorEnabled);
    }

    internal static Refusal Wrong => new("sign-in-failed");

    /// <param name="Request">Becomes the visit.</param>
    internal sealed record Command(Guid Request, string Email, Secret Password, Caller Caller) : ICommand<Command, SignIn, SignedIn>
    {
        public object Subject => new { visit = Request };
    }
}
