using Samverk.Activities;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Members;
using Samverk.Store;

namespace Samverk.Employment;

/// <summary>
/// A second person releases the figures that they have seen: every wage is posted, every payslip is closed, in one transaction. The whole run
/// is one signature, so a part of it is never paid by itself; a program that dies in between has done nothing.
/// </summary>
internal sealed class ReleaseRun : IUseCase<ReleaseRun.Command, RunState>
{
    public static Access Access => new((Role.Finance, Relation.None), (Role.Board, Relation.None)) { InPerson = true, Never = Relation.Own };

    public static async Task<Relation> Relate(Command command, Tx tx, Actor actor) =>
        await tx.IsIn(actor.Person, command.Run) ? Relation.Own : Relation.None;

    public async Task<Outcome<RunState>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.FindRun(command.Run) is not { } found) return Refusal.Unknown;
        await tx.LockPayroll(found.Entity);
        if (await tx.LockRun(command.Run) is not { } run) return Refusal.Unknown;
        if (await tx.FindEntity(run.Entity) is not { } entity) return Refusal.Unknown;
        var sums = await tx.SumsOf(run.Id, entity.Currency);
        if (run.State is RunState.Exceptions) return new Refusal("exceptions-open", ("number", sums.Exceptions));
        if (PayrollRun.States.Refuse(run.State, RunState.Released) is { } notAllowed) return notAllowed;
        if (actor.Person == run.FrozenBy || actor.Person == run.ComputedBy) return new Refusal("second-person-needed");
        if (command.Version != run.Version) return new Refusal("changed-meanwhile");
        if (sums.Payslips is 0) return new Refusal("no-wages-due", ("date", run.PayDay));
        if (run.PayDay < tx.Today) return new Refusal("past-dated", ("date", tx.Today));
        if (run.IsCorrection) return await tx.PayDifferences(run with { ReleasedBy = actor.Person });
        if (await tx.YearHasMoved(run) || await tx.AbsencesHaveMoved(run.Id)) return new Refusal("changed-meanwhile");

        return await Pay(tx, run with { ReleasedBy = actor.Person });
    }

    private static async Task<Outcome<RunState>> Pay(Tx tx, PayrollRun run)
    {
        var wages = await tx.WagesIn(run.Id);
        // All of them before the first is posted: two runs, or a run and a transfer, then wait for each other instead of deadlocking.
        await tx.LockActivities([.. wages.Select(wage => wage.Activity).Distinct()]);
        var owed = new List<WageOwed>();
        for (var slips = await tx.FiguresIn(run.Id, most: RunFiguresSql.AtOnce); slips.Count > 0; slips = await tx.FiguresIn(run.Id, slips[^1].Id, RunFiguresSql.AtOnce))
        {
            var codes = await tx.PersonCodes([.. slips.Select(slip => slip.Person)]);
            var wagesOf = slips.SelectMany(slip => slip.Parts.Select(part => WageOf(slip, part, codes[slip.Person]))).ToLookup(wage => wage.Cost.IsZero);
            var posted = await tx.PostWages([.. wagesOf[false]]);
            if (posted.Refusal is { } refusal) return refusal;
            await tx.FreeWages([.. wagesOf[true]]);
            owed.AddRange(slips.Select(slip => new WageOwed(slip.Id, slip.Person, codes[slip.Person], slip.Net)));
        }

        if ((await tx.MoveAll(wages, WageState.Paid, "paid")).Refusal is { } notPaid) return notPaid;
        await tx.WorkIsPaid([.. wages.Select(wage => wage.Work)]);
        await tx.Close(run.Id);
        await tx.Save(run with { State = RunState.Released }, RunState.Computed, "released", "");
        await tx.CloseRun(run.Id);
        await tx.Raise(new WagesReleased(run.Id.Value, run.Entity, run.PayDay, await tx.KeepAgreed(run, owed)));
        await tx.FollowNothingOwed(run.Id);
        return RunState.Released;
    }

    private static Wage WageOf(RunPayslip slip, PayslipPart part, string code) => new(
        part.Wage.Value, part.Activity, slip.Person, code, part.Cost, part.Net, [.. part.Bodies.Select(body => (body.Body, body.Amount))], Money.Zero(part.Cost.Currency));

    /// <param name="Version">Of the figures that were shown.</param>
    public sealed record Command(Guid Request, Id<PayrollRun> Run, int Version) : ICommand<Command, ReleaseRun, RunState>
    {
        public object Subject => new { Run, Version };
    }
}
