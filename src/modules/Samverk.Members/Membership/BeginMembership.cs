using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Members;

/// <summary>Somebody who is known already starts on the way to membership.</summary>
internal sealed class BeginMembership : IUseCase<BeginMembership.Command, Done>
{
    public static Access Access => new((Role.Adviser, Relation.None), (Role.Administrator, Relation.None));

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => tx.RelationTo(command.Person, actor);

    public async Task<Outcome<Done>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.LockPerson(command.Person) is not { ErasedOn: null }) return Refusal.Unknown;
        return (await tx.BeginMembership(command.Person, command.Entity, "")).Then<Done>(_ => default(Done));
    }

    public sealed record Command(Guid Request, Id<Person> Person, Id<LegalEntity> Entity) : ICommand<Command, BeginMembership, Done>
    {
        public object Subject => new { Person, Entity };
    }
}
