using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Members;

/// <summary>A member leaves after the statutes' period; an adviser may enter a signed letter.</summary>
internal sealed class GiveNotice : IUseCase<GiveNotice.Command, Done>
{
    public static Access Access => new([.. Who.Self, (Role.Adviser, Relation.None)]) { InPerson = true };

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => tx.RelationTo(command.Person, actor);

    public async Task<Outcome<Done>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.FindMembership(command.Person) is not { } membership) return Refusal.Unknown;
        var statute = await tx.Statute(membership.Entity, tx.Today);
        if (statute.Refusal is { } unknown) return unknown;
        var moved = await tx.Move(command.Person, "notice", statute.Value.Source, locked => MembershipRules.GiveNotice(locked, statute.Value, tx.Today));
        if (moved.Refusal is null) await tx.MoveShares(command.Person, ShareState.Active, ShareState.Noticed, "notice");
        return moved;
    }

    public sealed record Command(Guid Request, Id<Person> Person) : ICommand<Command, GiveNotice, Done>
    {
        public object Subject => new { Person };
    }
}
