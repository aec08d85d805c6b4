using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Members;

/// <summary>A person asks that their data be erased (GDPR art. 17). Staff answer within a month; see <see cref="ErasePerson"/>.</summary>
internal sealed class AskErasure : IUseCase<AskErasure.Command, Done>
{
    public static Access Access => new(Who.Self) { InPerson = true };

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => tx.RelationTo(actor.Person, actor);

    public async Task<Outcome<Done>> Run(Command command, Tx tx, Actor actor)
    {
        await tx.Raise(new ErasureAsked(actor.Person.Value));
        return default(Done);
    }

    public sealed record Command(Guid Request) : ICommand<Command, AskErasure, Done>
    {
        public object Subject => new { };
    }
}
