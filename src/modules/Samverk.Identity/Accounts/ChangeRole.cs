using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Identity;

/// <summary>The administrator gives somebody else a role.</summary>
internal sealed class GiveRole : IUseCase<GiveRole.Command, Done>
{
    public static Access Access => Everybody.Administration;

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => Task.FromResult(command.Person == actor.Hand ? Relation.Own : Relation.None);

    public Task<Outcome<Done>> Run(Command command, Tx tx, Actor actor) => tx.GiveRole(command.Person, command.Role);

    internal sealed record Command(Guid Request, Id<Person> Person, Role Role) : ICommand<Command, GiveRole, Done>
    {
        public object Subject => new { Person, Role };
    }
}

/// <summary>The administrator ends a role of somebody else, at once. So the last administrator cannot vanish: nobody ends an own role.</summary>
internal sealed class TakeRole : IUseCase<TakeRole.Command, Done>
{
    public static Access Access => Everybody.Administration;

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => Task.FromResult(command.Person == actor.Hand ? Relation.Own : Relation.None);

    public async Task<Outcome<Done>> Run(Command command, Tx tx, Actor actor) =>
        await tx.EndRole(command.Person, command.Role) ? default(Done) : Refusal.Unknown;

    internal sealed record Command(Guid Request, Id<Person> Person, Role Role) : ICommand<Command, TakeRole, Done>
    {
        public object Subject => new { Person, Role };
    }
}
