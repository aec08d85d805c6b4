using Dapper;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Identity;

/// <summary>
/// The person has opened the link that was sent to the new address. Asked of whoever is signed in as that person: a mistyped address belongs
/// to a stranger, who must not get the account with it. Earlier links end, also those for a new password that lie in the old mailbox.
/// </summary>
internal sealed class ConfirmAddress(Accounts accounts, LinkMails mails) : IUseCase<ConfirmAddress.Command, Done>
{
    public static Access Access => Everybody.Oneself;

    public static async Task<Relation> Relate(Command command, Tx tx, Actor actor) =>
        await tx.Connection.QuerySingleAsync<bool>(
            "select exists (select from identity.link where hash = @Hash and kind = 'Email' and person = @person)", new { command.Key.Hash, person = actor.Person.Value })
            ? Relation.Own
            : Relation.None;

    public async Task<Outcome<Done>> Run(Command command, Tx tx, Actor actor)
    {
        var manager = accounts.In(tx);
        if (await tx.ProvenAddress(command.Key) is not { } email || await manager.FindByIdAsync(actor.Person.ToString()) is not { LockedAt: null } account)
            return new Refusal("link-ended");
        if (await tx.PersonOf(email) is not null) return new Refusal("link-ended");

        var old = account.Email!;
        (account.UserName, account.NormalizedUserName) = (email, email.ToUpperInvariant());
        (account.Email, account.NormalizedEmail, account.EmailConfirmed) = (email, email.ToUpperInvariant(), true);
        if (!(await manager.UpdateSecurityStampAsync(account)).Succeeded) return new Refusal("changed-meanwhile");
        await tx.UseLinks(actor.Person);
        return await mails.TellOld(tx, account, old, command.Request);
    }

    internal sealed record Command(Guid Request, Secret Key) : ICommand<Command, ConfirmAddress, Done>
    {
        public object Subject => new { };
    }
}
