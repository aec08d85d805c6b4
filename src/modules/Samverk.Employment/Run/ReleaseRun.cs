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
        (await tx.PayslipsIn(command.Run)).Any(slip => slip.Person == actor.Person) ? Relation.Own : Relation.None;

    public async Task<Outcome<RunState>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.FindRun(command.Run) is not { } found) return Refusal.Unknown;
        await tx.LockPayroll(found.Entity);
        if (await tx.LockRun(command.Run) is not { } run) return Refusal.Unknown;
        var slips = await tx.PayslipsIn(run.Id);
        if (run.State is RunState.Exceptions) return new Refusal("exceptions-open", ("number", slips.Count(slip => slip.Refusal is not null)));
        if (PayrollRun.States.Refuse(run.State, RunState.Released) is { } notAllowed) return notAllowed;
        if (actor.Person == run.FrozenBy || actor.Person == run.ComputedBy) return new Refusal("second-person-needed");
        if (command.Version != run.Version) return new Refusal("changed-meanwhile");
        if (slips.Count is 0) return new Refusal("no-wages-due", ("date", run.PayDay));
        if (run.PayDay < tx.Today) return new Refusal("past-dated", ("date", tx.Today));
        // Another run has paid somebody since: the year's figures behind these payslips are not the year's any more.
        foreach (var slip in slips)
            if ((await tx.PaidBefore(slip.Entity, slip.Person, slip.PayDay)).Year != slip.PaidBefore.Minor) return new Refusal("changed-meanwhile");

        return await Pay(tx, run with { ReleasedBy = actor.Person }, slips);
    }

    private static async Task<Outcome<RunState>> Pay(Tx tx, PayrollRun run, IReadOnlyList<RunPayslip> slips)
    {
        await tx.LockActivities([.. slips.SelectMany(slip => slip.Parts).Select(part => part.Activity).Distinct()]);
        var wages = (await tx.WagesIn(run.Id)).ToDictionary(wage => wage.Id);
        var owed = new List<WageOwed>();
        foreach (var slip in slips)
        {
            var code = (await tx.FindPerson(slip.Person))!.Code;
            foreach (var part in slip.Parts)
            {
                var posted = await tx.PostWage(new Wage(
                    part.Wage.Value, part.Activity, slip.Person, code, part.Cost, part.Net, [.. part.Bodies.Select(body => (body.Body, body.Amount))], Money.Zero(part.Cost.Currency)));
                if (posted.Refusal is { } refusal) return refusal;
                var wage = wages[part.Wage];
                await tx.Move(wage, WageState.Paid, "paid", "");
                if (await tx.LockWork(wage.Work) is { } work) await tx.Move(work, WorkState.Paid, "paid", "");
            }

            owed.Add(new(slip.Id, slip.Person, code, slip.Net));
        }

        await tx.Close(run.Id);
        await tx.Save(run with { State = RunState.Released }, RunState.Computed, "released", "");
        await tx.CloseRun(run.Id);
        await tx.Raise(new WagesReleased(run.Id.Value, run.Entity, run.PayDay, owed));
        return RunState.Released;
    }

    /// <param name="Version">Of the figures that were shown.</param>
    public sealed record Command(Guid Request, Id<PayrollRun> Run, int Version) : ICommand<Command, ReleaseRun, RunState>
    {
        public object Subject => new { Run, Version };
    }
}
