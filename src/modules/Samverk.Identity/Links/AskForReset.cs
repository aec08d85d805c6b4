using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Identity;

/// <summary>Somebody has forgotten the password. The answer is the same whether or not the address has an account.</summary>
internal sealed class AskForReset(LinkMails mails, Accounts accounts) : IUseCase<AskForReset.Command, Done>
{
    public static Access Access => Everybody.AtTheDoor;

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    public async Task<Outcome<Done>> Run(Command command, Tx tx, Actor actor)
    {
        if (await accounts.In(tx).FindByEmailAsync(command.Email.Trim()) is { LockedAt: null } account)
        {
            // Who never chose a password was invited; the invitation may have gone under.
            var sent = await mails.Send(tx, account.Person, account.PasswordHash is null ? LinkKind.Invitation : LinkKind.Reset);
            if (sent.Refusal is { } refusal) return refusal;
        }

        return default(Done);
    }

    internal sealed record Command(Guid Request, string Email) : ICommand<Command, AskForReset, Done>
    {
        public object Subject => new { };
    }
}
