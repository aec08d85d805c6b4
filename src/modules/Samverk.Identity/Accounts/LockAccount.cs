using Dapper;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Identity;

/// <summary>The administrator closes somebody's account, or opens it again. Closing ends every visit; keys for the API stop working.</summary>
internal sealed class LockAccount : IUseCase<LockAccount.Command, Done>
{
    public static Access Access => Everybody.Administration;

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => Task.FromResult(command.Person == actor.Hand ? Relation.Own : Relation.None);

    public async Task<Outcome<Done>> Run(Command command, Tx tx, Actor actor)
    {
        var changed = await tx.Connection.ExecuteAsync(
            "update identity.account set locked_at = case when @Locked then coalesce(locked_at, @Now) end where id = @id",
            new { command.Locked, tx.Now, id = command.Person.Value });
        if (changed is 0) return Refusal.Unknown;
        if (command.Locked) await tx.EndVisits(command.Person);
        return default(Done);
    }

    internal sealed record Command(Guid Request, Id<Person> Person, bool Locked) : ICommand<Command, LockAccount, Done>
    {
        public object Subject => new { Person, Locked };
    }
}
