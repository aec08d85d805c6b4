using Microsoft.AspNetCore.Identity;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Identity;

/// <summary>A first code proves that the app has the key: from now on signing in asks for one. Keeps new recovery codes.</summary>
internal sealed class StartAuthenticator(Accounts accounts) : IUseCase<StartAuthenticator.Command, Done>
{
    public static Access Access => Everybody.Oneself;

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => Task.FromResult(Relation.Own);

    public async Task<Outcome<Done>> Run(Command command, Tx tx, Actor actor)
    {
        var manager = accounts.In(tx);
        if (await manager.FindByIdAsync(actor.Person.ToString()) is not { } account) return Refusal.Unknown;
        if (!await SecondFactor.UseCode(manager, account, SecondFactor.Plain(command.Code))) return new Refusal("code-wrong") { Field = "code" };
        await manager.SetTwoFactorEnabledAsync(account, true);
        await accounts.Keep(manager, account, command.Recoveries);
        return default(Done);
    }

    /// <param name="Recoveries">Made by the caller, who shows them once: what a use case answers is kept by the door.</param>
    internal sealed record Command(Guid Request, Secret Code, IReadOnlyList<Secret> Recoveries) : ICommand<Command, StartAuthenticator, Done>
    {
        public object Subject => new { };
    }
}
