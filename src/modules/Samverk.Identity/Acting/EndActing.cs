using Dapper;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Identity;

/// <summary>The hand stops acting for the person, and is itself again.</summary>
internal sealed class EndActing : IUseCase<EndActing.Command, Done>
{
    public static Access Access => new((Role.Member, Relation.Own));

    public static async Task<Relation> Relate(Command command, Tx tx, Actor actor) =>
        actor.ActedBy is { } hand && await tx.Connection.QuerySingleAsync<bool>(
            "select exists (select from identity.acting where sign_in = @visit and hand = @hand)", new { visit = command.Visit.Value, hand = hand.Value })
            ? Relation.Own
            : Relation.None;

    public async Task<Outcome<Done>> Run(Command command, Tx tx, Actor actor)
    {
        await tx.Connection.ExecuteAsync(
            "update identity.acting set ended_at = @Now where sign_in = @visit and ended_at is null", new { tx.Now, visit = command.Visit.Value });
        return default(Done);
    }

    internal sealed record Command(Guid Request, Id<Visit> Visit) : ICommand<Command, EndActing, Done>
    {
        public object Subject => new { visit = Visit };
    }
}
