using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Identity;

/// <summary>The administrator gives somebody an account; a mail lets them choose a password. Whoever has not answered yet is invited again.</summary>
internal sealed class InviteAccount(LinkMails mails) : IUseCase<InviteAccount.Command, Id<Person>>
{
    public static Access Access => Everybody.Administration;

    public static async Task<Relation> Relate(Command command, Tx tx, Actor actor) =>
        await tx.PersonOf(command.Email) == actor.Hand || command.Person == actor.Hand ? Relation.Own : Relation.None;

    public async Task<Outcome<Id<Person>>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.IsWaiting(command.Email) is { } waiting)
        {
            foreach (var role in command.Roles)
                if ((await tx.GiveRole(waiting, role)).Refusal is { } notGiven) return notGiven;
            return (await mails.Invite(tx, waiting, command.Key)).Then<Id<Person>>(_ => waiting);
        }

        var person = command.Person ?? new(command.Request);
        if ((await tx.CreateAccount(person, command.Email, null, command.Roles, command.Language)).Refusal is { } refusal) return refusal;
        return (await mails.Invite(tx, person, command.Key)).Then<Id<Person>>(_ => person);
    }

    /// <param name="Person">Whom Members knows already; null = somebody new.</param>
    /// <param name="Key">Of the operator's own making, who hands over the link; null = by mail.</param>
    internal sealed record Command(Guid Request, string Email, IReadOnlyList<Role> Roles, string Language, Id<Person>? Person = null, Secret? Key = null)
        : ICommand<Command, InviteAccount, Id<Person>>
    {
        public object Subject => new { Person, Roles };
    }
}
