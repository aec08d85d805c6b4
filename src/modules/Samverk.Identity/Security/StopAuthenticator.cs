using Microsoft.AspNetCore.Identity;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Identity;

/// <summary>Signing in asks for the password only, again. Needs the password: an unlocked phone on a table is not enough.</summary>
internal sealed class StopAuthenticator(Accounts accounts) : IUseCase<StopAuthenticator.Command, Done>
{
    public static Access Access => Everybody.Oneself;

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => Task.FromResult(Relation.Own);

    public async Task<Outcome<Done>> Run(Command command, Tx tx, Actor actor)
    {
        var manager = accounts.In(tx);
        if (await manager.FindByIdAsync(actor.Person.ToString()) is not { } account) return Refusal.Unknown;
        if (!await manager.CheckPasswordAsync(account, command.Password.Value)) return new Refusal("password-wrong") { Field = "password" };
        await accounts.ForgetSecondFactor(manager, account);
        return default(Done);
    }

    internal sealed record Command(Guid Request, Secret Password) : ICommand<Command, StopAuthenticator, Done>
    {
        public object Subject => new { };
    }
}
