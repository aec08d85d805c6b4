using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Desk;

/// <summary>A case waits for somebody else, and its clock stops; or it goes on.</summary>
internal sealed class PauseCase : IUseCase<PauseCase.Command, Done>
{
    public static Access Access => new(Who.Staff);

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    public async Task<Outcome<Done>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.LockCase(command.Case) is not { } one) return Refusal.Unknown;
        var to = command.WaitingFor is null ? CaseState.Open : CaseState.Waiting;
        if (Case.States.Refuse(one.State, to) is not null) return new Refusal("state-not-allowed", ("from", one.State), ("to", to), ("state", one.State));
        if (command.WaitingFor is { } whom) await tx.Wait(one, whom, "");
        else await tx.Resume(one, "");
        return default(Done);
    }

    /// <param name="WaitingFor">Null = it goes on.</param>
    public sealed record Command(Guid Request, Id<Case> Case, WaitingFor? WaitingFor) : ICommand<Command, PauseCase, Done>
    {
        public object Subject => new { Case, WaitingFor };
    }
}
