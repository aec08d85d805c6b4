using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Members;

/// <summary>The board admits an applicant whom somebody else has recommended and whose share is paid.</summary>
public sealed class AdmitMember : IUseCase<AdmitMember.Command, Done>
{
    public static Access Access => new((Role.Board, Relation.None)) { InPerson = true, Never = Relation.Own };

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => tx.RelationTo(command.Person, actor);

    /// <returns><c>state-not-allowed</c>, <c>second-person-needed</c> or <c>share-not-paid</c>.</returns>
    public async Task<Outcome<Done>> Run(Command command, Tx tx, Actor actor)
    {
        var shares = await tx.Shares(command.Person);
        var moved = await tx.Move(command.Person, "admit", "", membership => MembershipRules.Admit(membership, shares, actor.Person, tx.Today));
        if (moved.Refusal is null) await tx.MoveShares(command.Person, ShareState.Paid, ShareState.Active, "admitted");
        return moved;
    }

    public sealed record Command(Guid Request, Id<Person> Person) : ICommand<Command, AdmitMember, Done>
    {
        public object Subject => new { Person };
    }
}
