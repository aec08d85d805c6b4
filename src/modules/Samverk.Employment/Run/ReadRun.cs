using NodaTime;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Members;
using Samverk.Store;

namespace Samverk.Employment;

/// <summary>A run with every payslip, compared with what was forecast.</summary>
internal sealed class ReadRun : IUseCase<ReadRun.Query, ReadRun.Result>
{
    public static Access Access => new((Role.Finance, Relation.None), (Role.Board, Relation.None), (Role.Auditor, Relation.None));

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    public async Task<Outcome<Result>> Run(Query query, Tx tx, Actor actor)
    {
        if (await tx.FindRun(query.Run) is not { } run || await tx.FindEntity(run.Entity) is not { } entity) return Refusal.Unknown;
        var slips = await tx.PayslipsIn(run.Id);
        var names = await tx.Names(slips.Select(slip => slip.Person));
        Row[] rows = [.. slips.Select(slip => new Row(slip.Id, slip.Person, names.GetValueOrDefault(slip.Person) ?? "", slip.Gross, slip.Kept, slip.Employer, slip.Net, slip.Cost, slip.Forecast, slip.Refusal))
            .OrderBy(row => row.Name, StringComparer.CurrentCulture).ThenBy(row => row.Payslip)];
        var second = actor.Roles.Any(role => role is Role.Finance or Role.Board) && actor.Person != run.FrozenBy && actor.Person != run.ComputedBy && slips.All(slip => slip.Person != actor.Person);
        return new Result(run, entity.Name, entity.Currency, rows, second, actor.Roles.Contains(Role.Finance), await tx.Steps(run.Id.Value), tx.Today);
    }

    public sealed record Query(Id<PayrollRun> Run) : IQuery<Query, ReadRun, Result>;

    internal sealed record Row(Guid Payslip, Id<Person> Person, string Name, Money Gross, Money Kept, Money Employer, Money Net, Money Cost, Money Forecast, Refusal? Exception);

    /// <param name="MayRelease">The asker is the second person.</param>
    internal sealed record Result(PayrollRun Run, string Entity, Currency Currency, IReadOnlyList<Row> Rows, bool MayRelease, bool MayCompute, IReadOnlyList<Step> Steps, LocalDate Today);
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
        var rows = new List<Row>();
        foreach (var run in await tx.Runs(Most))
        {
            var slips = await tx.PayslipsIn(run.Id);
            var currency = entities.First(entity => entity.Id == run.Entity).Currency;
            rows.Add(new(run, names[run.Entity], slips.Count, Money.Sum(slips.Select(slip => slip.Cost), currency), Money.Sum(slips.Select(slip => slip.Net), currency)));
        }

        return new Result(rows, [.. entities.Where(entity => EmploymentRules.RefuseCountry(entity) is null)], actor.Roles.Contains(Role.Finance), tx.Today);
    }

    public sealed record Query : IQuery<Query, ListRuns, Result>;

    internal sealed record Row(PayrollRun Run, string Entity, int Payslips, Money Cost, Money Net);

    internal sealed record Result(IReadOnlyList<Row> Rows, IReadOnlyList<LegalEntity> Entities, bool MayFreeze, LocalDate Today);
}
