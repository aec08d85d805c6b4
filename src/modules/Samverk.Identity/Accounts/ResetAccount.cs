using Microsoft.AspNetCore.Identity;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Identity;

/// <summary>
/// For somebody who has lost phone and password: the administrator, who knows the person, clears every way in and sends a new invitation.
/// </summary>
internal sealed class ResetAccount(Accounts accounts, LinkMails mails) : IUseCase<ResetAccount.Command, Done>
{
    public static Access Access => Everybody.Administration;

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => Task.FromResult(command.Person == actor.Hand ? Relation.Own : Relation.None);

    public async Task<Outcome<Done>> Run(Command command, Tx tx, Actor actor)
    {
        var manager = accounts.In(tx);
        if (await manager.FindByIdAsync(command.Person.ToString()) is not { } account) return Refusal.Unknown;
        account.PasswordHash = null;
        await accounts.ForgetSecondFactor(manager, account);
        foreach (var passkey in await manager.GetPasskeysAsync(account)) await manager.RemovePasskeyAsync(account, passkey.CredentialId);
        await tx.UseLinks(command.Person);
        await tx.EndVisits(command.Person);
        return (await mails.Invite(tx, command.Person, command.Key)).Then<Done>(_ => default(Done));
    }

    internal sealed record Command(Guid Request, Id<Person> Person, Secret? Key = null) : ICommand<Command, ResetAccount, Done>
    {
        public object Subject => new { Person };
    }
}
