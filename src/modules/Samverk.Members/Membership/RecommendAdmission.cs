using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Members;

/// <summary>An adviser has checked an application: the first of the two who admit.</summary>
internal sealed class RecommendAdmission : IUseCase<RecommendAdmission.Command, Done>
{
    public static Access Access => new((Role.Adviser, Relation.None), (Role.Board, Relation.None)) { InPerson = true, Never = Relation.Own };

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => tx.RelationTo(command.Person, actor);

    public Task<Outcome<Done>> Run(Command command, Tx tx, Actor actor) =>
        tx.Move(command.Person, "recommended", "", membership => MembershipRules.Recommend(membership, actor.Person));

    public sealed record Command(Guid Request, Id<Person> Person) : ICommand<Command, RecommendAdmission, Done>
    {
        public object Subject => new { Person };
    }
}
