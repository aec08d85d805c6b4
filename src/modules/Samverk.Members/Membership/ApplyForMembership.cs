using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Members;

/// <summary>A person declares to join and subscribes the share that the statutes ask for. An adviser may enter a signed paper.</summary>
internal sealed class ApplyForMembership : IUseCase<ApplyForMembership.Command, Done>
{
    public static Access Access => new([.. Who.Self, (Role.Adviser, Relation.None)]) { InPerson = true };

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => tx.RelationTo(command.Person, actor);

    public async Task<Outcome<Done>> Run(Command command, Tx tx, Actor actor)
    {
        if (!command.AcceptsStatutes) return new Refusal("terms-not-accepted") { Field = "acceptsStatutes" };
        if (await tx.LockMembership(command.Person) is not { } membership) return Refusal.Unknown;
        var statute = await tx.Statute(membership.Entity, tx.Today);
        if (statute.Refusal is { } unknown) return unknown;

        var moved = await tx.Move(command.Person, "declares-and-signs", statute.Value.Source, MembershipRules.Apply);
        if (moved.Refusal is null && statute.Value.Share is { } amount)
            await tx.Save(new Share(new(command.Request), command.Person, membership.Entity, amount, tx.Today, null), null, "subscribed");
        return moved;
    }

    /// <param name="Request">Also the id of the share.</param>
    public sealed record Command(Guid Request, Id<Person> Person, bool AcceptsStatutes) : ICommand<Command, ApplyForMembership, Done>
    {
        public object Subject => new { Person, AcceptsStatutes };
    }
}
