using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Employment;

/// <summary>Takes a person out of a run: the wages stay approved and reserved, and the next run finds them again.</summary>
internal sealed class SetAside : IUseCase<SetAside.Command, RunState>
{
    public static Access Access => FreezeRun.Access;

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    public async Task<Outcome<RunState>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.LockRun(command.Run) is not { } run) return Refusal.Unknown;
        if (run.State is not (RunState.Computed or RunState.Exceptions)) return new Refusal("state-not-allowed", ("state", run.State));
        if (string.IsNullOrWhiteSpace(command.Why)) return new Refusal("reason-needed") { Field = "why" };
        if (await tx.FindIn(run.Id, command.Payslip) is not { } aside) return Refusal.Unknown;

        if (run.State is RunState.Computed) await tx.Save(run = run with { State = RunState.Exceptions }, RunState.Computed, "looked-at-again", "");
        await tx.TakeOut(run, aside);
        return await tx.Computed(run with { ComputedBy = actor.Hand }, "set-aside", command.Why.Trim());
    }

    public sealed record Command(Guid Request, Id<PayrollRun> Run, Guid Payslip, string Why) : ICommand<Command, SetAside, RunState>
    {
        public object Subject => new { Run, Payslip };
    }
}

internal static class TakingOut
{
    /// <summary>An ordinary payslip lets its wages go; of a correction all of the person's go, because each is computed on the ones before it.</summary>
    public static async Task TakeOut(this Tx tx, PayrollRun run, RunPayslip aside)
    {
        if (run.IsCorrection)
        {
            await tx.ClearSlipsOf(run.Id, aside.Person);
            await tx.ClearComputedAgain(run.Id, aside.Person);
            return;
        }

        await tx.ClearSlips(run.Id, only: aside.Id);
        await tx.PutIn(aside.Parts.Select(part => part.Wage), null);
    }
}
