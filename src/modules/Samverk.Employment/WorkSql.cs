using Dapper;
using NodaTime;
using Samverk.Activities;
using Samverk.Desk;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Employment;

internal static class WorkSql
{
    private const string Select = "select id, entity, activity, person, author, contract, country, place, role, risk, state, late, made_on from employment.work";

    /// <summary>Two announcements for one person take turns, so that each sees the other's hours. Until the transaction ends.</summary>
    public static Task LockWorkOf(this Tx tx, Id<Person> person) =>
        tx.Connection.ExecuteAsync("select pg_advisory_xact_lock(hashtextextended('work ' || @person, 11))", new { person = person.ToString() });

    public static async Task<Work?> FindWork(this Tx tx, Id<Work> id) => (await tx.Load($"{Select} where id = @id", new { id = id.Value })).SingleOrDefault();

    public static async Task<Work?> LockWork(this Tx tx, Id<Work> id) => (await tx.Load($"{Select} where id = @id for update", new { id = id.Value })).SingleOrDefault();

    /// <param name="person">Null = everybody's.</param>
    public static Task<IReadOnlyList<Work>> ListWork(this Tx tx, Id<Person>? person, WorkState? state, int limit) => tx.Load(
        $"{Select} where (@person::uuid is null or person = @person) and (@state::text is null or state = @state) order by made_on desc, id desc limit @limit",
        new { person = person?.Value, state = state?.ToString(), limit });

    public static async Task<IReadOnlyDictionary<Guid, Work>> WorkOf(this Tx tx, IEnumerable<Id<Work>> ids) =>
        (await tx.Load($"{Select} where id = any(@ids)", new { ids = ids.Select(id => id.Value).ToArray() })).ToDictionary(work => work.Id.Value);

    /// <summary>What the person is to do between two days, in any activity.</summary>
    public static async Task<IReadOnlyList<WorkDay>> DaysOf(this Tx tx, Id<Person> person, LocalDate from, LocalDate to) =>
        [.. (await tx.Connection.QueryAsync<DayRow>(
            "select work, day, starts, minutes from employment.work_day where person = @person and live and day between @from and @to order by day, starts",
            new { person = person.Value, from, to })).Select(row => row.ToDay())];

    public static async Task Announce(this Tx tx, Work work, string @event, string why)
    {
        await tx.Connection.ExecuteAsync(
            """
            insert into employment.work (id, entity, activity, person, author, contract, country, place, role, risk, state, late, made_on)
            values (@id, @entity, @activity, @person, @author, @Contract, @Country, @Place, @Role, @Risk, @state, @Late, @MadeOn);
            insert into employment.work_day (work, person, day, starts, minutes, live) select @id, @person, day, starts, minutes, true from unnest(@days, @starts, @minutes) as said (day, starts, minutes)
            """,
            new
            {
                id = work.Id.Value, entity = work.Entity.Value, activity = work.Activity.Value, person = work.Person.Value, author = work.Author.Value, work.Contract, work.Country,
                work.Place, work.Role, work.Risk, state = work.State.ToString(), work.Late, work.MadeOn, days = work.Days.Select(day => day.Day).ToArray(),
                starts = work.Days.Select(day => MinutesOf(day.Starts)).ToArray(), minutes = work.Days.Select(day => day.Minutes).ToArray(),
            });
        await tx.TakeStep(Work.States, work.Id.Value, null, work.State, @event, why);
    }

    /// <summary>Takes one arrow. What is over takes nobody's hours any more. The caller holds the lock.</summary>
    public static async Task<Outcome<Done>> Move(this Tx tx, Work work, WorkState to, string @event, string why, bool late = false)
    {
        if (Work.States.Refuse(work.State, to) is { } notAllowed) return notAllowed;
        await tx.Connection.ExecuteAsync(
            """
            update employment.work set state = @state, late = late or @late where id = @id;
            update employment.work_day set live = false where work = @id and not @stays
            """,
            new { id = work.Id.Value, state = to.ToString(), late, stays = to is WorkState.Checked or WorkState.Paid });
        await tx.TakeStep(Work.States, work.Id.Value, work.State, to, @event, why);
        if (work.State is WorkState.Requested) await tx.CloseItem(work.Id.Value, EmploymentItems.Work, @event);
        await tx.FollowWork(work, to);
        return default(Done);
    }

    /// <summary>Approved work whose wage is paid is over.</summary>
    public static async Task WorkIsPaid(this Tx tx, IReadOnlyCollection<Id<Work>> work)
    {
        Guid[] paid = [.. await tx.Connection.QueryAsync<Guid>(
            """
            with held as (select id from employment.work where id = any(@ids) and state = 'Checked' order by id for update)
            update employment.work set state = 'Paid' where id in (select id from held) returning id
            """,
            new { ids = work.Select(one => one.Value).ToArray() })];
        await tx.TakeSteps<WorkState>(Work.States, paid, WorkState.Checked, WorkState.Paid, "paid", "");
    }

    /// <summary>Own work, that of a team the actor manages, and an adviser's view of all.</summary>
    public static async Task<Relation> RelationTo(this Tx tx, Id<Work> id, Actor actor) =>
        await tx.FindWork(id) is not { } work ? Relation.None : await tx.RelationTo(work.Activity, actor) | (work.Person == actor.Person ? Relation.Own : Relation.None);

    private static async Task<IReadOnlyList<Work>> Load(this Tx tx, string sql, object with)
    {
        var rows = (await tx.Connection.QueryAsync<Row>(sql, with)).AsList();
        var days = (await tx.Connection.QueryAsync<DayRow>(
            "select work, day, starts, minutes from employment.work_day where work = any(@ids) order by day, starts", new { ids = rows.Select(row => row.Id).ToArray() })).ToLookup(day => day.Work);
        return [.. rows.Select(row => row.ToWork([.. days[row.Id].Select(day => day.ToDay())]))];
    }

    private static int MinutesOf(LocalTime time) => (time.Hour * 60) + time.Minute;

    private sealed record DayRow(Guid Work, LocalDate Day, int Starts, int Minutes)
    {
        public WorkDay ToDay() => new(Day, new LocalTime(Starts / 60, Starts % 60), Minutes);
    }

    private sealed record Row(
        Guid Id, Guid Entity, Guid Activity, Guid Person, Guid Author, string Contract, string Country, string Place, string Role, string Risk, WorkState State, bool Late, LocalDate Made_On)
    {
        public Work ToWork(IReadOnlyList<WorkDay> days) =>
            new(new(Id), new(Entity), new(Activity), new(Person), new(Author), Contract, Country, Place, Role, Risk, days, State, Late, Made_On);
    }
}
