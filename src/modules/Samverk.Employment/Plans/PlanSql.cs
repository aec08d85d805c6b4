using Dapper;
using NodaTime;
using Samverk.Activities;
using Samverk.Desk;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Employment;

internal static class PlanSql
{
    private const string Select = "select id, entity, activity, person, author, currency, cost, first_month, last_month, state, made_on from employment.plan";

    public static async Task<SalaryPlan?> FindPlan(this Tx tx, Id<SalaryPlan> id) => (await tx.Load($"{Select} where id = @id", new { id = id.Value })).SingleOrDefault();

    public static async Task<SalaryPlan?> LockPlan(this Tx tx, Id<SalaryPlan> id) => (await tx.Load($"{Select} where id = @id for update", new { id = id.Value })).SingleOrDefault();

    /// <summary>The one that pays, or waits, for a person in an activity: what pays comes first.</summary>
    public static Task<IReadOnlyList<SalaryPlan>> LivePlans(this Tx tx, Id<Activity> activity, Id<Person>? person) => tx.Load(
        $"{Select} where activity = @activity and (@person::uuid is null or person = @person) and state in ('Approved', 'Requested') order by state, id", new { activity = activity.Value, person = person?.Value });

    public static Task<IReadOnlyList<SalaryPlan>> PlansOf(this Tx tx, Id<Person> person) =>
        tx.Load($"{Select} where person = @person and state in ('Approved', 'Requested') order by state, id", new { person = person.Value });

    /// <summary>All of a person, also those that are over.</summary>
    public static Task<IReadOnlyList<SalaryPlan>> EveryPlanOf(this Tx tx, Id<Person> person) => tx.Load($"{Select} where person = @person order by id", new { person = person.Value });

    public static Task<IReadOnlyList<SalaryPlan>> LockApprovedPlans(this Tx tx) => tx.Load($"{Select} where state = 'Approved' order by id for update", new { });

    /// <summary>Plans of an activity that were approved and not over on a day.</summary>
    public static Task<IReadOnlyList<SalaryPlan>> PlansOn(this Tx tx, Id<Activity> activity, LocalDate date) => tx.Load(
        $"""
        {Select}
        where activity = @activity and (select step.state from store.step where object = plan.id and date <= @date order by step.id desc limit 1) = 'Approved'
        order by id
        """,
        new { activity = activity.Value, date });

    /// <summary>Months for which a wage by any plan of the person in the activity stood on a day: asked for, approved or paid.</summary>
    public static async Task<IReadOnlySet<YearMonth>> AskedMonths(this Tx tx, Id<Activity> activity, Id<Person> person, LocalDate date) =>
        (await tx.Connection.QueryAsync<LocalDate>(
            """
            select distinct month from employment.plan_wage join employment.wage on wage.id = plan_wage.wage
            where wage.activity = @activity and wage.person = @person and made_on <= @date and (select step.state from store.step where object = wage.id and date <= @date order by step.id desc limit 1) in ('Requested', 'Approved', 'Paid')
            """,
            new { activity = activity.Value, person = person.Value, date })).Select(month => month.ToYearMonth()).ToHashSet();

    public static Task NoteWage(this Tx tx, Id<SalaryPlan> plan, YearMonth month, Id<AskedWage> wage) => tx.Connection.ExecuteAsync(
        "insert into employment.plan_wage (plan, month, wage) values (@plan, @month, @wage)", new { plan = plan.Value, month = month.OnDayOfMonth(1), wage = wage.Value });

    /// <returns>False when it was noted before.</returns>
    public static async Task<bool> NoteWarning(this Tx tx, Id<SalaryPlan> plan, YearMonth month) => await tx.Connection.ExecuteAsync(
        "insert into employment.plan_warning (plan, month, warned_on) values (@plan, @month, @Today) on conflict do nothing",
        new { plan = plan.Value, month = month.OnDayOfMonth(1), tx.Today }) is 1;

    public static async Task Ask(this Tx tx, SalaryPlan plan)
    {
        await tx.Connection.ExecuteAsync(
            """
            insert into employment.plan (id, entity, activity, person, author, currency, cost, first_month, last_month, state, made_on)
            values (@id, @entity, @activity, @person, @author, @Currency, @cost, @first, @last, @state, @MadeOn)
            """,
            new
            {
                id = plan.Id.Value, entity = plan.Entity.Value, activity = plan.Activity.Value, person = plan.Person.Value, author = plan.Author.Value, plan.Cost.Currency, cost = plan.Cost.Minor,
                first = plan.From.OnDayOfMonth(1), last = plan.To.OnDayOfMonth(1), state = plan.State.ToString(), plan.MadeOn,
            });
        await tx.TakeStep(SalaryPlan.States, plan.Id.Value, null, plan.State, "asked", "");
    }

    /// <summary>Takes one arrow. The caller holds the lock.</summary>
    public static async Task<Outcome<Done>> Move(this Tx tx, SalaryPlan plan, PlanState to, string @event, string why)
    {
        if (SalaryPlan.States.Refuse(plan.State, to) is { } notAllowed) return notAllowed;
        await tx.Connection.ExecuteAsync("update employment.plan set state = @state where id = @id", new { id = plan.Id.Value, state = to.ToString() });
        await tx.TakeStep(SalaryPlan.States, plan.Id.Value, plan.State, to, @event, why);
        if (plan.State is PlanState.Requested) await tx.CloseItem(plan.Id.Value, PlanItems.Plan, @event);
        if (to is PlanState.Ended) foreach (var kind in (string[])[PlanItems.Ends, PlanItems.NotAsked]) await tx.CloseItem(plan.Id.Value, kind, @event);
        return default(Done);
    }

    private static async Task<IReadOnlyList<SalaryPlan>> Load(this Tx tx, string sql, object with) => [.. (await tx.Connection.QueryAsync<Row>(sql, with)).Select(row => row.ToPlan())];

    private sealed record Row(
        Guid Id, Guid Entity, Guid Activity, Guid Person, Guid Author, Currency Currency, long Cost, LocalDate First_Month, LocalDate Last_Month, PlanState State, LocalDate Made_On)
    {
        public SalaryPlan ToPlan() => new(
            new(Id), new(Entity), new(Activity), new(Person), new(Author), new(Cost, Currency), First_Month.ToYearMonth(), Last_Month.ToYearMonth(), State, Made_On);
    }
}
