using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Ledger;

/// <summary>
/// Somebody who may read the books has every check run now, and compares the chains with what was kept elsewhere. Changes nothing; that it
/// was asked, and the answer, stay in the audit.
/// </summary>
public sealed class VerifyBooks(Verification verification) : IUseCase<VerifyBooks.Command, VerifyBooks.Result>
{
    /// <summary>A checkpoint of a hundred entities with trails of a million entries each is smaller.</summary>
    private const int Longest = 10_000_000;

    public static Access Access => LedgerAccess.Books;

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    /// <returns>One line per invariant; <c>field-invalid</c> for a checkpoint that is too long.</returns>
    public async Task<Outcome<Result>> Run(Command command, Tx tx, Actor actor)
    {
        if (command.Checkpoint is { Length: > Longest }) return new Refusal("field-invalid") { Field = "checkpoint" };
        var report = await verification.Run(string.IsNullOrWhiteSpace(command.Checkpoint) ? [] : [command.Checkpoint]);
        return new Result(report.Breached, report.Lines);
    }

    /// <param name="Checkpoint">Sealed heads that were kept outside, as JSON; null = without.</param>
    public sealed record Command(Guid Request, string? Checkpoint = null) : ICommand<Command, VerifyBooks, Result>
    {
        public object Subject => new { Compared = Checkpoint is not null };
    }

    /// <param name="Lines">As <c>samverk verify</c> prints them: "I1 ok …" or "I2 BREACH …".</param>
    public sealed record Result(bool Breached, IReadOnlyList<string> Lines);
}
