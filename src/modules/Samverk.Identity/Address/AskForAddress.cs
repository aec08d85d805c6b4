using Microsoft.AspNetCore.Identity;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Identity;

/// <summary>
/// A person wants to be reached at another address and sign in with it; a link is sent there. The answer is the same for an address that
/// somebody else signs in with, so that nobody learns who has an account. Needs the password: whoever has the address has the account.
/// </summary>
internal sealed class AskForAddress(Accounts accounts, LinkMails mails) : IUseCase<AskForAddress.Command, Done>
{
    public static Access Access => Everybody.Oneself;

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => Task.FromResult(Relation.Own);

    public async Task<Outcome<Done>> Run(Command command, Tx tx, Actor actor)
    {
        var manager = accounts.In(tx);
        if (await manager.FindByIdAsync(actor.Person.ToString()) is not { } account) return Refusal.Unknown;
        if (account.PasswordHash is not null && !await manager.CheckPasswordAsync(account, command.Password.Value)) return new Refusal("password-wrong") { Field = "password" };
        var email = command.Email.Trim();
        if (!Mail.IsAddress(email) || !IdentityVerbs.IsAddress(email)) return new Refusal("field-invalid", ("text", email)) { Field = "email" };
        if (await tx.PersonOf(email) is not null) return default(Done);
        return (await mails.SendToNew(tx, account, email)).Then<Done>(_ => default(Done));
    }

    internal sealed record Command(Guid Request, string Email, Secret Password) : ICommand<Command, AskForAddress, Done>
    {
        public object Subject => new { };
    }
}
