using Dapper;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Desk;

/// <summary>Somebody of the staff takes a case, or gives it back to nobody.</summary>
internal sealed class TakeCase : IUseCase<TakeCase.Command, Done>
{
    public static Access Access => new(Who.Staff);

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    public async Task<Outcome<Done>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.LockCase(command.Case) is not { } one) return Refusal.Unknown;
        if (one.State is CaseState.Resolved) return new Refusal("state-not-allowed", ("state", one.State));
        await tx.Connection.ExecuteAsync(
            "update desk.item set assignee = @assignee where id = @id", new { id = one.Id.Value, assignee = command.GiveBack ? (Guid?)null : actor.Person.Value });
        return default(Done);
    }

    public sealed record Command(Guid Request, Id<Case> Case, bool GiveBack) : ICommand<Command, TakeCase, Done>
    {
        public object Subject => new { Case, GiveBack };
    }
}
