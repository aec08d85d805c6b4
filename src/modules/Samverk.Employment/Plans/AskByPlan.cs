using NodaTime;
using Samverk.Activities;
using Samverk.Desk;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Employment;

internal static class PlanWage
{
    private const int Most = 200;

    /// <summary>Approved work that the plan may pay, locked, the earliest first. Before the activity's lock, as everywhere.</summary>
    public static async Task<IReadOnlyList<Work>> LockWorkFor(this Tx tx, SalaryPlan plan)
    {
        var locked = new List<Work>();
        foreach (var id in (await tx.ListWork(plan.Person, WorkState.Checked, Most)).Where(work => work.Activity == plan.Activity && work.Contract == SalaryPlan.Contract).Select(work => work.Id).OrderBy(id => id.Value))
            if (await tx.LockWork(id) is { State: WorkState.Checked } work) locked.Add(work);
        return [.. locked.OrderBy(work => work.FirstDay).ThenBy(work => work.Id.Value)];
    }

    /// <summary>
    /// A month's work of a person with a salary plan was approved: its wage is asked for and approved by the plan, within the same guards as any
    /// wage. What cannot be goes to the desk. The caller holds the work's lock.
    /// </summary>
    public static async Task AskByPlan(this Tx tx, Work work)
    {
        var month = work.FirstDay.ToYearMonth();
        if (work.Contract != SalaryPlan.Contract || await tx.LockActivity(work.Activity) is not { } activity) return;
        if ((await tx.LivePlans(work.Activity, work.Person)).FirstOrDefault(one => one.State is PlanState.Approved && one.Covers(month)) is not { } plan) return;
        if (await tx.WageFor(work.Id) is not null || (await tx.AskedMonths(work.Activity, work.Person, tx.Today)).Contains(month)) return;

        var forecast = await Forecast.Of(tx, work, WageBasis.Cost, plan.Cost);
        if (forecast.Refusal is not null || await tx.RefuseUnpaidAbsence(work) is not null || await tx.RefuseBelowFloor(work, forecast.Value.Gross) is not null || await tx.RefuseNewWage(activity, work.Person, forecast.Value.Cost) is not null)
        {
            await tx.TellNotAsked(plan, activity, month);
            return;
        }

        var wage = new AskedWage(
            new(NamedGuid.Of(work.Id.Value, $"plan {plan.Id}")), work.Id, work.Entity, work.Activity, work.Person, plan.Author, WageBasis.Cost, plan.Cost, forecast.Value.Gross, forecast.Value.Cost,
            WageState.Requested, null, tx.Today);
        await tx.Ask(wage);
        await tx.Move(wage, WageState.Approved, "by-plan", "");
        await tx.SetPosition(new Position(activity.Id, wage.Id.Value, PositionKind.Reserved, wage.Cost, true) { Member = wage.Person.Value });
        await tx.AskForContract(work, activity);
        await tx.NoteWage(plan.Id, month, wage.Id);
        await tx.CloseItem(plan.Id.Value, PlanItems.NotAsked, "asked");
    }
}
