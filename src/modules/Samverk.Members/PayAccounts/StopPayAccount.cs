using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Members;

/// <summary>
/// A change of account is taken back while it cools off: by the person, or by finance, who were told that it was somebody else. The account
/// before it holds again.
/// </summary>
internal sealed class StopPayAccount : IUseCase<StopPayAccount.Command, Done>
{
    public static Access Access => new([.. Who.Self, (Role.Finance, Relation.None)]) { InPerson = true };

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => tx.RelationTo(command.Person, actor);

    /// <returns>Done; <c>reason-needed</c>, <c>not-found</c> for another person's, <c>state-not-allowed</c> once it is in use or stopped.</returns>
    public async Task<Outcome<Done>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.LockPerson(command.Person) is not { ErasedOn: null } person) return Refusal.Unknown;
        if ((await tx.PayAccountsOf(person.Id)).FirstOrDefault(account => account.Id == command.Account) is not { } account) return Refusal.Unknown;
        if (string.IsNullOrWhiteSpace(command.Why)) return new Refusal("reason-needed") { Field = "why" };
        if (command.Why.Length > 500) return new Refusal("field-invalid", ("field", "why")) { Field = "why" };
        if (!account.WaitsOn(tx.Today)) return new Refusal("state-not-allowed", ("state", account.StoppedOn is null ? "used" : "stopped"));

        await tx.Stop(account, command.Why.Trim());
        await tx.Raise(new PayAccountChanged(person.Id.Value));
        return default(Done);
    }

    public sealed record Command(Guid Request, Id<Person> Person, Guid Account, string Why) : ICommand<Command, StopPayAccount, Done>
    {
        public object Subject => new { Person, Account };
    }
}
