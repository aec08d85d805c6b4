using Dapper;
using NodaTime;
using Samverk.Activities;
using Samverk.Desk;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Employment;

internal static class AskedWageSql
{
    private const string Select = "select id, work, entity, activity, person, author, currency, basis, asked, gross, cost, state, run, made_on from employment.wage";

    public static async Task<AskedWage?> FindWage(this Tx tx, Id<AskedWage> id) => (await tx.Load($"{Select} where id = @id", new { id = id.Value })).SingleOrDefault();

    public static async Task<AskedWage?> LockWage(this Tx tx, Id<AskedWage> id) => (await tx.Load($"{Select} where id = @id for update", new { id = id.Value })).SingleOrDefault();

    /// <summary>The wage that stands for some work: asked for, approved or paid.</summary>
    public static async Task<AskedWage?> WageFor(this Tx tx, Id<Work> work) =>
        (await tx.Load($"{Select} where work = @work and state in ('Requested', 'Approved', 'Paid')", new { work = work.Value })).SingleOrDefault();

    /// <summary>Locks what is approved, in no run, and for work that ends by a day; in the order of asking.</summary>
    public static Task<IReadOnlyList<AskedWage>> LockDueWages(this Tx tx, Id<LegalEntity> entity, LocalDate by) => tx.Load(
        $"""
        {Select}
        where entity = @entity and state = 'Approved' and run is null and (select max(day) from employment.work_day where work_day.work = wage.work) <= @by
        order by id for update
        """,
        new { entity = entity.Value, by });

    public static Task<IReadOnlyList<AskedWage>> WagesIn(this Tx tx, Id<PayrollRun> run) => tx.Load($"{Select} where run = @run order by id for update", new { run = run.Value });

    public static Task<IReadOnlyList<AskedWage>> FindWages(this Tx tx, IEnumerable<Id<AskedWage>> ids) => tx.Load($"{Select} where id = any(@ids)", new { ids = ids.Select(id => id.Value).ToArray() });

    public static async Task Ask(this Tx tx, AskedWage wage)
    {
        await tx.Connection.ExecuteAsync(
            """
            insert into employment.wage (id, work, entity, activity, person, author, currency, basis, asked, gross, cost, state, made_on)
            values (@id, @work, @entity, @activity, @person, @author, @Currency, @basis, @asked, @gross, @cost, @state, @MadeOn)
            """,
            new
            {
                id = wage.Id.Value, work = wage.Work.Value, entity = wage.Entity.Value, activity = wage.Activity.Value, person = wage.Person.Value, author = wage.Author.Value, wage.Gross.Currency,
                basis = wage.Basis.ToString(), asked = wage.Asked.Minor, gross = wage.Gross.Minor, cost = wage.Cost.Minor, state = wage.State.ToString(), wage.MadeOn,
            });
        await tx.TakeStep(AskedWage.States, wage.Id.Value, null, wage.State, "asked", "");
    }

    /// <summary>Takes one arrow. The caller holds the lock.</summary>
    public static async Task<Outcome<Done>> Move(this Tx tx, AskedWage wage, WageState to, string @event, string why)
    {
        if (AskedWage.States.Refuse(wage.State, to) is { } notAllowed) return notAllowed;
        await tx.Connection.ExecuteAsync("update employment.wage set state = @state where id = @id", new { id = wage.Id.Value, state = to.ToString() });
        await tx.TakeStep(AskedWage.States, wage.Id.Value, wage.State, to, @event, why);
        if (wage.State is WageState.Requested) await tx.CloseItem(wage.Id.Value, EmploymentItems.Wage, @event);
        return default(Done);
    }

    /// <summary>The same arrow for many, in two statements.</summary>
    public static async Task<Outcome<Done>> MoveAll(this Tx tx, IReadOnlyList<AskedWage> wages, WageState to, string @event)
    {
        if (wages.Select(wage => AskedWage.States.Refuse(wage.State, to)).FirstOrDefault(refusal => refusal is not null) is { } notAllowed) return notAllowed;
        foreach (var from in wages.GroupBy(wage => wage.State))
        {
            Guid[] ids = [.. from.Select(wage => wage.Id.Value)];
            await tx.Connection.ExecuteAsync("update employment.wage set state = @state where id = any(@ids)", new { ids, state = to.ToString() });
            await tx.TakeSteps<WageState>(AskedWage.States, ids, from.Key, to, @event, "");
        }

        return default(Done);
    }

    /// <summary>Freezes wages into a run, or (null) lets them go again.</summary>
    public static Task PutIn(this Tx tx, IEnumerable<Id<AskedWage>> wages, Id<PayrollRun>? run) => tx.Connection.ExecuteAsync(
        "update employment.wage set run = @run where id = any(@ids)", new { ids = wages.Select(wage => wage.Value).ToArray(), run = run?.Value });

    public static async Task<Relation> RelationTo(this Tx tx, Id<AskedWage> id, Actor actor) => await tx.FindWage(id) is { } wage ? await tx.RelationTo(wage.Work, actor) : Relation.None;

    private static async Task<IReadOnlyList<AskedWage>> Load(this Tx tx, string sql, object with) => [.. (await tx.Connection.QueryAsync<Row>(sql, with)).Select(row => row.ToWage())];

    private sealed record Row(
        Guid Id, Guid Work, Guid Entity, Guid Activity, Guid Person, Guid Author, Currency Currency, WageBasis Basis, long Asked, long Gross, long Cost, WageState State, Guid? Run, LocalDate Made_On)
    {
        public AskedWage ToWage() => new(
            new(Id), new(Work), new(Entity), new(Activity), new(Person), new(Author), Basis, new(Asked, Currency), new(Gross, Currency), new(Cost, Currency), State,
            Run is { } run ? new(run) : null, Made_On);
    }
}
