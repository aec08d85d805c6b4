using Microsoft.AspNetCore.Identity;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Identity;

/// <summary>A person chooses another password; visits elsewhere end.</summary>
internal sealed class ChangePassword(Accounts accounts) : IUseCase<ChangePassword.Command, Done>
{
    public static Access Access => Everybody.Oneself;

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => Task.FromResult(Relation.Own);

    public async Task<Outcome<Done>> Run(Command command, Tx tx, Actor actor)
    {
        var manager = accounts.In(tx);
        if (await manager.FindByIdAsync(actor.Person.ToString()) is not { } account) return Refusal.Unknown;
        if (!await manager.CheckPasswordAsync(account, command.Old.Value)) return new Refusal("password-wrong") { Field = "old" };
        if (Passwords.Refuse(command.Password.Value, account.Email!) is { } weak) return weak;

        account.PasswordHash = Passwords.Hash(command.Password.Value);
        if (!(await manager.UpdateSecurityStampAsync(account)).Succeeded) return new Refusal("changed-meanwhile");
        await tx.UseLinks(account.Person);
        await tx.EndOtherVisits(account.Person, command.Visit);
        return default(Done);
    }

    /// <param name="Visit">The one that goes on.</param>
    internal sealed record Command(Guid Request, Secret Old, Secret Password, Id<Visit> Visit) : ICommand<Command, ChangePassword, Done>
    {
        public object Subject => new { };
    }
}
