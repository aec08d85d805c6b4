using Microsoft.AspNetCore.Identity;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Identity;

/// <summary>Makes a key for an authenticator app. It counts for nothing until a code made with it has been typed in.</summary>
internal sealed class PrepareAuthenticator(Accounts accounts) : IUseCase<PrepareAuthenticator.Command, Done>
{
    public static Access Access => Everybody.Oneself;

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => Task.FromResult(Relation.Own);

    public async Task<Outcome<Done>> Run(Command command, Tx tx, Actor actor)
    {
        var manager = accounts.In(tx);
        if (await manager.FindByIdAsync(actor.Person.ToString()) is not { } account) return Refusal.Unknown;
        if (account.TwoFactorEnabled) return new Refusal("state-not-allowed");
        await manager.ResetAuthenticatorKeyAsync(account);
        return default(Done);
    }

    internal sealed record Command(Guid Request) : ICommand<Command, PrepareAuthenticator, Done>
    {
        public object Subject => new { };
    }
}
