using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Members;

/// <summary>A member who is leaving stays after all, before the last day.</summary>
internal sealed class WithdrawNotice : IUseCase<WithdrawNotice.Command, Done>
{
    public static Access Access => new([.. Who.Self, (Role.Adviser, Relation.None)]) { InPerson = true };

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => tx.RelationTo(command.Person, actor);

    public async Task<Outcome<Done>> Run(Command command, Tx tx, Actor actor)
    {
        var moved = await tx.Move(command.Person, "withdraw", "", membership => MembershipRules.WithdrawNotice(membership, tx.Today));
        if (moved.Refusal is null) await tx.MoveShares(command.Person, ShareState.Noticed, ShareState.Active, "notice-withdrawn");
        return moved;
    }

    public sealed record Command(Guid Request, Id<Person> Person) : ICommand<Command, WithdrawNotice, Done>
    {
        public object Subject => new { Person };
    }
}
