using System.Text.Json;
using Dapper;
using NodaTime;
using Samverk.Activities;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Employment;

internal static class RunSql
{
    private const string Select = "select id, entity, pay_day, state, version, frozen_by, computed_by, released_by, kind from employment.run";

    private const string SelectSlip =
        "select id, run, entity, person, pay_day, currency, released, refusal, facts::text as facts, gross, tax, employer, paid_before, content::text as content, employee, additions, corrects, version, released_before from employment.payslip";

    private static readonly string SelectFigures = SelectSlip.Replace("content::text", "null::text", StringComparison.Ordinal);

    /// <summary>Payroll of one entity takes turns: what a year has paid before must not change between computing and posting.</summary>
    public static Task LockPayroll(this Tx tx, Id<LegalEntity> entity) =>
        tx.Connection.ExecuteAsync("select pg_advisory_xact_lock(hashtextextended('payroll ' || @entity, 11))", new { entity = entity.ToString() });

    public static async Task<PayrollRun?> FindRun(this Tx tx, Id<PayrollRun> id) =>
        (await tx.Connection.QuerySingleOrDefaultAsync<Row>($"{Select} where id = @id", new { id = id.Value }))?.ToRun();

    public static async Task<PayrollRun?> LockRun(this Tx tx, Id<PayrollRun> id) =>
        (await tx.Connection.QuerySingleOrDefaultAsync<Row>($"{Select} where id = @id for update", new { id = id.Value }))?.ToRun();

    public static async Task<IReadOnlyList<PayrollRun>> Runs(this Tx tx, int limit) =>
        [.. (await tx.Connection.QueryAsync<Row>($"{Select} order by pay_day desc, id desc limit @limit", new { limit })).Select(row => row.ToRun())];

    public static async Task Save(this Tx tx, PayrollRun run, RunState? was, string @event, string why)
    {
        await tx.Connection.ExecuteAsync(
            """
            insert into employment.run (id, entity, pay_day, state, version, frozen_by, computed_by, released_by, kind)
            values (@id, @entity, @PayDay, @state, @Version, @frozen, @computed, @released, @kind)
            on conflict (id) do update set pay_day = excluded.pay_day, state = excluded.state, version = excluded.version, computed_by = excluded.computed_by, released_by = excluded.released_by
            """,
            new
            {
                id = run.Id.Value, entity = run.Entity.Value, run.PayDay, state = run.State.ToString(), run.Version, frozen = run.FrozenBy.Value, computed = run.ComputedBy.Value,
                released = run.ReleasedBy?.Value, kind = run.IsCorrection ? "Correction" : "Ordinary",
            });
        await tx.TakeStep(PayrollRun.States, run.Id.Value, was, run.State, @event, why);
    }

    /// <summary>Payslips of a run without their lines, in the order of their ids: so many from after one of them on.</summary>
    public static Task<IReadOnlyList<RunPayslip>> FiguresIn(this Tx tx, Id<PayrollRun> run, Guid after = default, int most = int.MaxValue) =>
        tx.Load($"{SelectFigures} where run = @run and id > @after order by id limit @most", new { run = run.Value, after, most });

    /// <summary>Exceptions first, without lines.</summary>
    /// <param name="of">Only these people's; null = everybody's.</param>
    public static Task<IReadOnlyList<RunPayslip>> FirstIn(this Tx tx, Id<PayrollRun> run, IReadOnlyList<Id<Person>>? of, int most) => tx.Load(
        $"{SelectFigures} where run = @run and (@of::uuid[] is null or person = any(@of)) order by refusal is null, id limit @most",
        new { run = run.Value, of = of?.Select(person => person.Value).ToArray(), most });

    public static async Task<RunPayslip?> FindIn(this Tx tx, Id<PayrollRun> run, Guid slip) =>
        (await tx.Load($"{SelectFigures} where run = @run and id = @slip", new { run = run.Value, slip })).SingleOrDefault();

    /// <summary>What a person was given, the newest first.</summary>
    public static Task<IReadOnlyList<RunPayslip>> PayslipsOf(this Tx tx, Id<Person> person) =>
        tx.Load($"{SelectSlip} where person = @person and released order by pay_day desc, released_before desc, id desc", new { person = person.Value });

    /// <summary>What an entity has given people in a calendar year, in the order of the pay days.</summary>
    public static Task<IReadOnlyList<RunPayslip>> ReleasedIn(this Tx tx, Id<LegalEntity> entity, IReadOnlyCollection<Id<Person>> people, int year) => tx.Load(
        $"{SelectSlip} where entity = @entity and person = any(@people) and released and pay_day between @from and @to order by pay_day, released_before, id",
        new { entity = entity.Value, people = people.Select(person => person.Value).ToArray(), from = new LocalDate(year, 1, 1), to = new LocalDate(year, 12, 31) });

    public static async Task<RunPayslip?> FindPayslip(this Tx tx, Guid id) => (await tx.Load($"{SelectSlip} where id = @id and released", new { id })).SingleOrDefault();

    /// <summary>A payslip as it was given and what has corrected it, in order.</summary>
    public static Task<IReadOnlyList<RunPayslip>> ChainFrom(this Tx tx, Guid original) => tx.Load($"{SelectSlip} where (id = @original or corrects = @original) and released order by version", new { original });

    /// <summary>Payslips of a run with their lines, in the order of their ids: so many from after one of them on.</summary>
    public static Task<IReadOnlyList<RunPayslip>> SlipsIn(this Tx tx, Id<PayrollRun> run, Guid after, int most) =>
        tx.Load($"{SelectSlip} where run = @run and id > @after order by id limit @most", new { run = run.Value, after, most });

    /// <summary>Differences of a correction run with their lines, exceptions first.</summary>
    public static Task<IReadOnlyList<RunPayslip>> FirstOfCorrection(this Tx tx, Id<PayrollRun> run, int most) =>
        tx.Load($"{SelectSlip} where run = @run order by refusal is null, pay_day, id limit @most", new { run = run.Value, most });

    /// <summary>For each correction the version before it.</summary>
    public static async Task<IReadOnlyDictionary<Guid, RunPayslip>> LastBefore(this Tx tx, IReadOnlyCollection<RunPayslip> corrections)
    {
        Guid[] ids = [.. corrections.Select(slip => slip.Corrects!.Value).Distinct()];
        var chains = (await tx.Load($"{SelectSlip} where (id = any(@ids) or corrects = any(@ids)) and released order by version", new { ids })).ToLookup(slip => slip.Corrects ?? slip.Id);
        return corrections.ToDictionary(slip => slip.Id, slip => chains[slip.Corrects!.Value].Last(one => one.Version < slip.Version));
    }

    public static Task Close(this Tx tx, Id<PayrollRun> run) => tx.Connection.ExecuteAsync("update employment.payslip set released = true where run = @run", new { run = run.Value });

    private static async Task<IReadOnlyList<RunPayslip>> Load(this Tx tx, string sql, object with)
    {
        var rows = (await tx.Connection.QueryAsync<SlipRow>(sql, with)).AsList();
        var parts = (await tx.Connection.QueryAsync<PartRow>(
            "select payslip, wage, activity, gross, tax, employer, forecast, employee, additions, bodies::text as bodies from employment.payslip_part where payslip = any(@ids) order by wage", new { ids = rows.Select(row => row.Id).ToArray() }))
            .ToLookup(part => part.Payslip);
        return [.. rows.Select(row => row.ToSlip(parts[row.Id]))];
    }

    private sealed record Row(Guid Id, Guid Entity, LocalDate Pay_Day, RunState State, int Version, Guid Frozen_By, Guid Computed_By, Guid? Released_By, string Kind)
    {
        public PayrollRun ToRun() => new(new(Id), new(Entity), Pay_Day, State, Version, new(Frozen_By), new(Computed_By), Released_By is { } by ? new(by) : null) { IsCorrection = Kind is "Correction" };
    }

    private sealed record PartRow(Guid Payslip, Guid Wage, Guid Activity, long Gross, long Tax, long Employer, long Forecast, long Employee, long Additions, string Bodies);

    private sealed record SlipRow(
        Guid Id, Guid Run, Guid Entity, Guid Person, LocalDate Pay_Day, Currency Currency, bool Released, string? Refusal, string Facts, long Gross, long Tax, long Employer, long Paid_Before, string? Content, long Employee,
        long Additions, Guid? Corrects, int Version, int Released_Before)
    {
        public RunPayslip ToSlip(IEnumerable<PartRow> parts)
        {
            return new(
                Id, new(Run), new(Entity), new(Person), Pay_Day, Released, Said(), Of(Gross), Of(Tax), Of(Employer), Of(Paid_Before),
                Content is null ? null : JsonSerializer.Deserialize<SlipContent>(Content, StoreJson.Options),
                [.. parts.Select(part => new PayslipPart(new(part.Wage), new(part.Activity), Of(part.Gross), Of(part.Tax), Of(part.Employer), Of(part.Forecast), Of(part.Employee), Of(part.Additions), BodyRow.Read(part.Bodies, Currency)))],
                Of(Employee), Of(Additions))
            {
                Corrects = Corrects, Version = Version, ReleasedBefore = Released_Before,
            };

            Money Of(long minor) => new(minor, Currency);
        }

        private Refusal? Said() => Refusal is null ? null
            : new(Refusal, [.. JsonSerializer.Deserialize<Dictionary<string, string>>(Facts, StoreJson.Options)!.Select(fact => (fact.Key, (object?)fact.Value))]);
    }
}

/// <summary>What the bodies get of a part, as it is kept.</summary>
internal sealed record BodyRow(string Body, long Minor)
{
    public static string Write(PayslipPart part) => JsonSerializer.Serialize(part.Bodies.Select(body => new BodyRow(body.Body, body.Amount.Minor)), StoreJson.Options);

    public static IReadOnlyList<BodyShare> Read(string json, Currency currency) =>
        [.. JsonSerializer.Deserialize<BodyRow[]>(json, StoreJson.Options)!.Select(row => new BodyShare(row.Body, new(row.Minor, currency)))];
}
