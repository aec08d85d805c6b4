using Dapper;
using NodaTime;
using Samverk.Activities;
using Samverk.Desk;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Members;
using Samverk.Store;

namespace Samverk.Employment;

internal static class PolicySql
{
    private const string Select =
        """
        select id, entity, kind, insurer, number, cover, currency, sum, first_day, last_day, report_days, covers, array_to_string(activities, ' ') as activities, follows, encode(file, 'hex') as file, state, entered_by, decided_by,
               warned, made_on
        from employment.policy
        """;

    public static async Task<Policy?> FindPolicy(this Tx tx, Id<Policy> id) => (await tx.Load($"{Select} where id = @id", new { id = id.Value })).SingleOrDefault();

    public static async Task<Policy?> LockPolicy(this Tx tx, Id<Policy> id) => (await tx.Load($"{Select} where id = @id for update", new { id = id.Value })).SingleOrDefault();

    public static Task<IReadOnlyList<Policy>> Policies(this Tx tx) => tx.Load($"{Select} order by state in ('Renewed', 'Ended', 'Withdrawn'), last_day, id", new { });

    /// <summary>Those in force that end by a day, in the order of their ids, locked.</summary>
    public static Task<IReadOnlyList<Policy>> LockEnding(this Tx tx, LocalDate by) => tx.Load($"{Select} where state = 'InForce' and last_day <= @by order by id for update", new { by });

    /// <summary>What insures somebody on a day.</summary>
    public static async Task<IReadOnlyList<Policy>> Insuring(this Tx tx, Id<Person> person, LocalDate day)
    {
        var who = await tx.InsuredOn(person, day);
        return [.. (await tx.Load($"{Select} where @day between first_day and last_day and state in ('InForce', 'Renewed', 'Ended') order by kind, insurer, id", new { day })).Where(policy => policy.Insures(who, day))];
    }

    /// <summary>Whose work the person does on the day, in whose team they are, and what they are a member of.</summary>
    private static async Task<Insured> InsuredOn(this Tx tx, Id<Person> person, LocalDate day)
    {
        var work = (await tx.ListWork(person, null, int.MaxValue)).Where(work => work.State is WorkState.Checked or WorkState.Paid && day >= work.FirstDay && day <= work.LastDay).ToArray();
        var teams = await tx.TeamsOn(person, day);
        var membership = await tx.FindMembership(person) is { AdmittedOn: { } since } one && since <= day && (one.EndsOn is null || one.EndsOn >= day) ? one : null;
        return new(
            work.Select(one => one.Entity).Concat(teams.Select(team => team.Entity)).Concat(membership is null ? [] : [membership.Entity]).ToHashSet(), membership is not null,
            work.Select(one => one.Activity).Concat(teams.Select(team => team.Id)).ToHashSet());
    }

    /// <summary>Writes it and takes the arrow. What is over asks nothing of the desk any more.</summary>
    public static async Task<Outcome<Done>> Save(this Tx tx, Policy policy, PolicyState? was, string @event, string why)
    {
        if (was is { } before && Policy.States.Refuse(before, policy.State) is { } notAllowed) return notAllowed;
        await tx.Connection.ExecuteAsync(
            """
            insert into employment.policy (id, entity, kind, insurer, number, cover, currency, sum, first_day, last_day, report_days, covers, activities, follows, file, state, entered_by, decided_by, warned, made_on)
            values (@id, @entity, @kind, @Insurer, @Number, @Cover, @currency, @sum, @From, @To, @ReportDays, @covers, @activities, @follows, decode(@file, 'hex'), @state, @enteredBy, @decidedBy, @Warned, @MadeOn)
            on conflict (id) do update set last_day = excluded.last_day, file = excluded.file, state = excluded.state, decided_by = excluded.decided_by, warned = excluded.warned
            """,
            new
            {
                id = policy.Id.Value, entity = policy.Entity.Value, kind = policy.Kind.ToString(), policy.Insurer, policy.Number, policy.Cover, currency = policy.Currency.Code, sum = policy.Sum?.Minor,
                policy.From, policy.To, policy.ReportDays, covers = policy.Covers.ToString(), activities = policy.Activities.Select(one => one.Value).ToArray(), follows = policy.Follows?.Value,
                file = policy.File?.Value, state = policy.State.ToString(), enteredBy = policy.EnteredBy.Value, decidedBy = policy.DecidedBy?.Value, policy.Warned, policy.MadeOn,
            });
        await tx.TakeStep(Policy.States, policy.Id.Value, was, policy.State, @event, why);
        if (policy.State is not PolicyState.Offered) await tx.CloseItem(policy.Id.Value, PolicyItems.Check, @event);
        if (policy.State is not (PolicyState.Offered or PolicyState.InForce)) await tx.CloseItem(policy.Id.Value, PolicyItems.Ends, @event);
        return default(Done);
    }

    private static async Task<IReadOnlyList<Policy>> Load(this Tx tx, string sql, object with) => [.. (await tx.Connection.QueryAsync<Row>(sql, with)).Select(row => row.ToPolicy())];

    private sealed record Row(
        Guid Id, Guid Entity, PolicyKind Kind, string Insurer, string Number, string Cover, Currency Currency, long? Sum, LocalDate First_Day, LocalDate Last_Day, int? Report_Days, PolicyCovers Covers,
        string Activities, Guid? Follows, string? File, PolicyState State, Guid Entered_By, Guid? Decided_By, int? Warned, LocalDate Made_On)
    {
        public Policy ToPolicy() => new(
            new(Id), new(Entity), Kind, Insurer, Number, Cover, Currency, Sum is { } minor ? new Money(minor, Currency) : null, First_Day, Last_Day, Report_Days, Covers,
            [.. Activities.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(one => new Id<Activity>(Guid.Parse(one)))], Follows is { } before ? new(before) : null, State, new(Entered_By), Made_On)
        {
            DecidedBy = Decided_By is { } by ? new(by) : null, File = File is null ? null : FileHash.Parse(File, null), Warned = Warned,
        };
    }
}
