using Dapper;
using Microsoft.AspNetCore.Identity;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Identity;

/// <summary>The second factor: a code of the authenticator, or one of the recovery codes.</summary>
internal sealed class ConfirmSignIn(Accounts accounts) : IUseCase<ConfirmSignIn.Command, SignedIn>
{
    public static Access Access => Everybody.WithLink;

    public static async Task<Relation> Relate(Command command, Tx tx, Actor actor) =>
        await tx.Connection.QuerySingleAsync<bool>("select exists (select from identity.sign_in where id = @id)", new { id = command.Visit.Value })
            ? Relation.Link
            : Relation.None;

    public async Task<Outcome<SignedIn>> Run(Command command, Tx tx, Actor actor)
    {
        var manager = accounts.In(tx);
        if (await tx.HalfSignedIn(command.Visit) is not { } person || await manager.FindByIdAsync(person.ToString()) is not { LockedAt: null } account)
            return Refusal.Unknown;
        if (!await Fits(manager, account, SecondFactor.Plain(command.Code))) return new Refusal("code-wrong") { Field = "code" };
        await tx.Complete(command.Visit);
        return new SignedIn(command.Visit, Half: false);
    }

    private static async Task<bool> Fits(UserManager<Account> manager, Account account, string code) =>
        await SecondFactor.UseCode(manager, account, code) || (await manager.RedeemTwoFactorRecoveryCodeAsync(account, SecondFactor.HashOf(account, code))).Succeeded;

    internal sealed record Command(Guid Request, Id<Visit> Visit, Secret Code) : ICommand<Command, ConfirmSignIn, SignedIn>
    {
        public object Subject => new { Visit };
    }
}
