using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Desk;

/// <summary>A mail or a job that failed is tried again, after somebody has put right what was wrong.</summary>
internal sealed class TryAgain : IUseCase<TryAgain.Command, Done>
{
    public static Access Access => Who.Operators;

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    public async Task<Outcome<Done>> Run(Command command, Tx tx, Actor actor)
    {
        var (what, kind) = (command.Mail ?? command.Job, command.Mail is null ? StuckItems.Job : StuckItems.Mail);
        if (what is not { } id || (command.Mail is not null && command.Job is not null)) return Refusal.Unknown;
        var again = command.Mail is null ? await tx.RetryJob(new(id)) : await tx.RetryMail(new(id));
        if (again.Refusal is null) await tx.CloseItem(id, kind, "tried-again");
        return again;
    }

    /// <summary>One of the two.</summary>
    public sealed record Command(Guid Request, Guid? Mail, Guid? Job) : ICommand<Command, TryAgain, Done>
    {
        public object Subject => new { Mail, Job };
    }
}
