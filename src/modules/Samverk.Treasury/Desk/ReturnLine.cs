using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Treasury;

/// <summary>
/// Money that is not ours, and the payment that sends it back: neither ever was the cooperative's, so nothing is posted. Until it has gone,
/// bank and books differ by it, and the statement does not close.
/// </summary>
public sealed class ReturnLine : IUseCase<ReturnLine.Command, Done>
{
    public static Access Access => TreasuryAccess.Desk;

    public static Task<Relation> Relate(Command request, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    /// <returns>Done; <c>line-already-matched</c>, <c>reason-needed</c>.</returns>
    public async Task<Outcome<Done>> Run(Command request, Tx tx, Actor actor)
    {
        if (await tx.LockLine(request.Line) is not { } line) return Refusal.Unknown;
        if (!line.Waits) return new Refusal("line-already-matched", ("state", line.State));
        if (string.IsNullOrWhiteSpace(request.Why)) return new Refusal("reason-needed") { Field = "why" };

        await tx.Move(line, LineState.Returned, "not-ours", request.Why);
        return default(Done);
    }

    public sealed record Command(Guid Request, Id<BankLine> Line, string Why) : ICommand<Command, ReturnLine, Done>
    {
        public object Subject => new { Line };
    }
}
