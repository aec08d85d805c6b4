using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Members;

/// <summary>A prospect was at an information session, or an informed person had the first consultation.</summary>
internal sealed class RecordContact : IUseCase<RecordContact.Command, Done>
{
    public static Access Access => new((Role.Adviser, Relation.None)) { Never = Relation.Own };

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => tx.RelationTo(command.Person, actor);

    public Task<Outcome<Done>> Run(Command command, Tx tx, Actor actor) => command.Contact is Contact.InfoSession
        ? tx.Move(command.Person, "attends-info-session", command.Why, MembershipRules.Inform)
        : tx.Move(command.Person, "first-consultation", command.Why, MembershipRules.Advise);

    public sealed record Command(Guid Request, Id<Person> Person, Contact Contact, string? Why) : ICommand<Command, RecordContact, Done>
    {
        public object Subject => new { Person, Contact };
    }
}

internal enum Contact { InfoSession, Consultation }
