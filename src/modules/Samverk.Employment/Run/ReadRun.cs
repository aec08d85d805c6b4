using NodaTime;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Members;
using Samverk.Store;

namespace Samverk.Employment;

/// <summary>A run with its payslips, compared with what was forecast: exceptions first, and of a large run those that are looked for.</summary>
internal sealed class ReadRun : IUseCase<ReadRun.Query, ReadRun.Result>
{
    public const int Most = 200;

    public static Access Access => new((Role.Finance, Relation.None), (Role.Board, Relation.None), (Role.Auditor, Relation.None));

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    public async Task<Outcome<Result>> Run(Query query, Tx tx, Actor actor)
    {
        if (await tx.FindRun(query.Run) is not { } run || await tx.FindEntity(run.Entity) is not { } entity) return Refusal.Unknown;
        var sums = await tx.SumsOf(run.Id, entity.Currency);
        var slips = await tx.FirstIn(run.Id, string.IsNullOrWhiteSpace(query.Find) ? null : await tx.PersonsLike(query.Find.Trim()), Most);
        var names = await tx.Names(slips.Select(slip => slip.Person));
        var paid = await tx.PaymentsOf([.. slips.Select(slip => slip.Id)]);
        Row[] rows = [.. slips.Select(slip => new Row(slip.Id, slip.Person, names.GetValueOrDefault(slip.Person) ?? "", slip.Gross, slip.Kept, slip.Employer, slip.Net, slip.Cost, slip.Forecast, PayWords.For(slip.Refusal, actor), slip.Released && slip.Net.IsPositive ? paid.GetValueOrDefault(slip.Id) : null))
            .OrderBy(row => sums.Payslips > Most && row.Exception is null).ThenBy(row => row.Name, StringComparer.CurrentCulture).ThenBy(row => row.Payslip)];
        var payments = await tx.PaymentsOf(run.Id);
        var second = actor.Roles.Any(role => role is Role.Finance or Role.Board) && actor.Person != run.FrozenBy && actor.Person != run.ComputedBy && !await tx.IsIn(actor.Person, run.Id);
        return new Result(run, entity.Name, entity.Currency, rows, sums, payments, second, actor.Roles.Contains(Role.Finance), await tx.Steps(run.Id.Value), tx.Today);
    }

    /// <param name="Find">Words of a name: only those people's payslips.</param>
    public sealed record Query(Id<PayrollRun> Run, string? Find = null) : IQuery<Query, ReadRun, Result>;

    /// <param name="Payment">Null before the release, and where nothing is owed.</param>
    internal sealed record Row(Guid Payslip, Id<Person> Person, string Name, Money Gross, Money Kept, Money Employer, Money Net, Money Cost, Money Forecast, Refusal? Exception, WagePayment? Payment);

    /// <param name="Rows">At most <see cref="Most"/>.</param>
    /// <param name="Sums">Of all payslips of the run.</param>
    /// <param name="Payments">How many net wages have come how far; empty before the release.</param>
    /// <param name="MayRelease">The asker is the second person.</param>
    internal sealed record Result(PayrollRun Run, string Entity, Currency Currency, IReadOnlyList<Row> Rows, RunSums Sums,
        IReadOnlyDictionary<WagePayment, int> Payments, bool MayRelease, bool MayCompute, IReadOnlyList<Step> Steps, LocalDate Today);
}

/// <summary>The runs, the newest pay day first, and what waits for the next one.</summary>
internal sealed class ListRuns : IUseCase<ListRuns.Query, ListRuns.Result>
{
    private const int Most = 100;

    public static Access Access => ReadRun.Access;

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    public async Task<Outcome<Result>> Run(Query query, Tx tx, Actor actor)
    {
        var entities = await tx.Entities();
        var names = entities.ToDictionary(entity => entity.Id, entity => entity.Name);
        var runs = await tx.Runs(Most);
        var sums = await tx.SumsOf([.. runs.Select(run => run.Id)]);
        var rows = new List<Row>();
        foreach (var run in runs)
        {
            var of = sums.GetValueOrDefault(run.Id) ?? RunSums.None(entities.First(entity => entity.Id == run.Entity).Currency);
            rows.Add(new(run, names[run.Entity], of.Payslips, of.Cost, of.Net));
        }

        return new Result(rows, [.. entities.Where(entity => EmploymentRules.RefuseCountry(entity) is null)], actor.Roles.Contains(Role.Finance), tx.Today);
    }

    public sealed record Query : IQuery<Query, ListRuns, Result>;

    internal sealed record Row(PayrollRun Run, string Entity, int Payslips, Money Cost, Money Net);

    internal sealed record Result(IReadOnlyList<Row> Rows, IReadOnlyList<LegalEntity> Entities, bool MayFreeze, LocalDate Today);
}
