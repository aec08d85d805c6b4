using NodaTime;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Employment;

/// <summary>
/// Takes every approved wage whose work ends by the pay day into a run, where nothing of it can change any more, and computes the payslips.
/// What cannot be computed is listed as an exception.
/// </summary>
internal sealed class FreezeRun : IUseCase<FreezeRun.Command, Id<PayrollRun>>
{
    public static Access Access => new((Role.Finance, Relation.None));

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    public async Task<Outcome<Id<PayrollRun>>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.FindEntity(command.Entity) is not { } entity) return Refusal.Unknown with { Field = "entity" };
        if (EmploymentRules.RefuseCountry(entity) is { } elsewhere) return elsewhere;
        if (command.PayDay < tx.Today) return new Refusal("past-dated", ("date", tx.Today)) { Field = "payDay" };

        await tx.LockPayroll(entity.Id);
        var due = await tx.LockDueWages(entity.Id, command.PayDay);
        if (due.Count is 0) return new Refusal("no-wages-due", ("date", command.PayDay)) { Field = "payDay" };
        var run = new PayrollRun(new(command.Request), entity.Id, command.PayDay, RunState.Open, 0, actor.Hand, actor.Hand, null);
        await tx.Save(run, null, "opened", "");
        await tx.Save(run = run with { State = RunState.Frozen }, RunState.Open, "frozen", "");
        await tx.PutIn(due.Select(wage => wage.Id), run.Id);
        await tx.ComputeRun(run, due, actor.Hand, "computed");
        return run.Id;
    }

    /// <param name="PayDay">When the wages are paid: tax goes by it.</param>
    public sealed record Command(Guid Request, Id<LegalEntity> Entity, LocalDate PayDay) : ICommand<Command, FreezeRun, Id<PayrollRun>>
    {
        public object Subject => new { Request, Entity, PayDay };
    }
}

/// <summary>Computes a run anew, for another pay day too: after tax facts were checked, or when a year's figures have moved.</summary>
internal sealed class ComputeRun : IUseCase<ComputeRun.Command, RunState>
{
    public static Access Access => FreezeRun.Access;

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    public async Task<Outcome<RunState>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.FindRun(command.Run) is not { } found) return Refusal.Unknown;
        await tx.LockPayroll(found.Entity);
        if (await tx.LockRun(command.Run) is not { } run) return Refusal.Unknown;
        if (run.State is not (RunState.Computed or RunState.Exceptions)) return new Refusal("state-not-allowed", ("state", run.State));
        if (command.PayDay < tx.Today) return new Refusal("past-dated", ("date", tx.Today)) { Field = "payDay" };
        if (run.State is RunState.Computed) await tx.Save(run = run with { State = RunState.Exceptions }, RunState.Computed, "looked-at-again", "");
        return await tx.ComputeRun(run with { PayDay = command.PayDay }, await tx.WagesIn(run.Id), actor.Hand, "computed-again");
    }

    public sealed record Command(Guid Request, Id<PayrollRun> Run, LocalDate PayDay) : ICommand<Command, ComputeRun, RunState>
    {
        public object Subject => new { Run, PayDay };
    }
}

internal static class RunSteps
{
    /// <summary>Figures anew from what is frozen. The caller holds the locks.</summary>
    public static async Task<RunState> ComputeRun(this Tx tx, PayrollRun run, IReadOnlyList<AskedWage> wages, Id<Person> by, string @event)
    {
        if (run.IsCorrection) await tx.Correct(run);
        else await tx.Compute(run, wages);
        return await tx.Computed(run with { ComputedBy = by }, @event, "");
    }

    /// <summary>The run has these figures now: it can be released, or exceptions are open.</summary>
    public static async Task<RunState> Computed(this Tx tx, PayrollRun run, string @event, string why)
    {
        var was = run.State;
        await tx.Save(run = run with { State = RunState.Computed, Version = run.Version + 1 }, was, @event, why);
        var sums = await tx.SumsOf(run.Id, (await tx.FindEntity(run.Entity))!.Currency);
        if (sums.Exceptions > 0)
        {
            await tx.Save(run with { State = RunState.Exceptions }, RunState.Computed, "exceptions", "");
            await tx.CloseRun(run.Id);
            return RunState.Exceptions;
        }

        if (sums.Payslips is 0) await tx.CloseRun(run.Id);
        else await tx.AskRelease(run, sums);
        return RunState.Computed;
    }
}
