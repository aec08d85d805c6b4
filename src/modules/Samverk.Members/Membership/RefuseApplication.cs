using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Members;

/// <summary>The board refuses an application, with the reason that the applicant may appeal against.</summary>
internal sealed class RefuseApplication : IUseCase<RefuseApplication.Command, Done>
{
    public static Access Access => new((Role.Board, Relation.None)) { InPerson = true, Never = Relation.Own };

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => tx.RelationTo(command.Person, actor);

    public Task<Outcome<Done>> Run(Command command, Tx tx, Actor actor) => command.Reason.Length > 1000
        ? Task.FromResult<Outcome<Done>>(new Refusal("field-invalid") { Field = "reason" })
        : tx.Move(command.Person, "refuse", command.Reason, membership => MembershipRules.Refuse(membership, command.Reason));

    public sealed record Command(Guid Request, Id<Person> Person, string Reason) : ICommand<Command, RefuseApplication, Done>
    {
        public object Subject => new { Person };
    }
}
