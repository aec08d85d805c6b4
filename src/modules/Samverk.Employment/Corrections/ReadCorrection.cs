using NodaTime;
using Samverk.Activities;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Members;
using Samverk.Store;

namespace Samverk.Employment;

/// <summary>A correction run: what was computed again, what differs line by line, and what is equal.</summary>
internal sealed class ReadCorrection : IUseCase<ReadCorrection.Query, ReadCorrection.Result>
{
    public static Access Access => ReadRun.Access;

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    /// <returns>The run; <c>not-found</c> for an ordinary one too.</returns>
    public async Task<Outcome<Result>> Run(Query query, Tx tx, Actor actor)
    {
        if (await tx.FindRun(query.Run) is not { IsCorrection: true } run || await tx.FindEntity(run.Entity) is not { } entity) return Refusal.Unknown;
        var slips = await tx.FirstOfCorrection(run.Id, ReadRun.Most);
        var before = await tx.LastBefore(slips);
        var equal = await tx.EqualIn(run.Id, ReadRun.Most);
        var correction = await tx.CorrectionOf(run.Id);
        var names = await tx.Names([.. slips.Select(slip => slip.Person), .. equal.First.Select(one => one.Person), .. correction.Person is { } only ? [only] : (Id<Person>[])[]]);
        var second = actor.Roles.Any(role => role is Role.Finance or Role.Board) && actor.Person != run.FrozenBy && actor.Person != run.ComputedBy && !await tx.IsIn(actor.Person, run.Id);
        return new Result(
            run, correction, correction.Person is { } who ? Name(who) : null, entity.Name, entity.Currency, await tx.SumsOf(run.Id, entity.Currency),
            [.. slips.Select(slip => RowOf(slip, Name(slip.Person), before.GetValueOrDefault(slip.Id), actor)).OrderBy(row => row.Exception is null).ThenBy(row => row.Name, StringComparer.CurrentCulture).ThenBy(row => row.PayDay).ThenBy(row => row.Payslip)],
            equal.Number, [.. equal.First.Select(one => new EqualRow(one.Payslip, Name(one.Person), one.PayDay)).OrderBy(one => one.Name, StringComparer.CurrentCulture).ThenBy(one => one.PayDay).ThenBy(one => one.Payslip)],
            await tx.PaymentsOf(run.Id), second, actor.Roles.Contains(Role.Finance), await tx.Steps(run.Id.Value), tx.Today);

        string Name(Id<Person> person) => names.GetValueOrDefault(person) ?? "";
    }

    private static Row RowOf(RunPayslip slip, string name, RunPayslip? before, Actor actor) => new(
        slip.Id, slip.Corrects!.Value, slip.Person, name, slip.PayDay, slip.Version, slip.Gross, slip.Kept, slip.Employer, slip.Net, slip.Cost, PayWords.For(slip.Refusal, actor),
        slip.Content is { } after && before?.Content is { } was ? LineDifference.Between(was, after) : [], slip.Content is { } now && before?.Content is { } old ? now.Since(old) : [])
    {
        Pay = slip.Content is { } pays && before?.Content is { } paid ? PayWords.For(PayDifference.Between(paid, pays), own: false, actor) : [],
    };

    public sealed record Query(Id<PayrollRun> Run) : IQuery<Query, ReadCorrection, Result>;

    /// <summary>A payslip that differs, or cannot be computed again.</summary>
    /// <param name="Corrects">The payslip as it was given.</param>
    /// <param name="Net">In favour of the person; negative where they were paid too much.</param>
    /// <param name="Changed">Parameters that are other ones by now.</param>
    internal sealed record Row(
        Guid Payslip, Guid Corrects, Id<Person> Person, string Name, LocalDate PayDay, int Version, Money Gross, Money Kept, Money Employer, Money Net, Money Cost, Refusal? Exception,
        IReadOnlyList<LineDifference> Lines, IReadOnlyList<SlipParameter> Changed)
    {
        /// <summary>What absences make of the pay; empty for who may not read why somebody was away.</summary>
        public IReadOnlyList<PayDifference> Pay { get; init; } = [];
    }

    internal sealed record EqualRow(Guid Payslip, string Name, LocalDate PayDay);

    /// <param name="Only">The person whose payslips are meant; null = everybody's, or one payslip.</param>
    /// <param name="Sums">Of all differences.</param>
    /// <param name="Equal">How many payslips are equal to the cent; <paramref name="EqualRows"/> has the first of them.</param>
    /// <param name="MayRelease">The asker is the second person.</param>
    internal sealed record Result(
        PayrollRun Run, Correction Correction, string? Only, string Entity, Currency Currency, RunSums Sums, IReadOnlyList<Row> Rows, int Equal, IReadOnlyList<EqualRow> EqualRows,
        IReadOnlyDictionary<WagePayment, int> Payments, bool MayRelease, bool MayCompute, IReadOnlyList<Step> Steps, LocalDate Today);
}

/// <summary>What a correction can be begun with: companies, and one payslip's wages where it is named.</summary>
internal sealed class CorrectionChoices : IUseCase<CorrectionChoices.Query, CorrectionChoices.Result>
{
    public static Access Access => FreezeCorrection.Access;

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    public async Task<Outcome<Result>> Run(Query query, Tx tx, Actor actor)
    {
        LegalEntity[] entities = [.. (await tx.Entities()).Where(entity => EmploymentRules.RefuseCountry(entity) is null)];
        if (query.Payslip is not { } id) return new Result(entities, null, await Late(tx, entities), tx.Today);
        if (await tx.FindPayslip(id) is not { } slip) return Refusal.Unknown;
        var chain = await tx.ChainFrom(slip.Corrects ?? slip.Id);
        var wages = new List<WageRow>();
        foreach (var part in chain[0].Parts)
            wages.Add(new(part.Wage, (await tx.FindActivity(part.Activity))!.Name, Money.Sum(chain.SelectMany(one => one.Parts).Where(one => one.Wage == part.Wage).Select(one => one.Gross), part.Gross.Currency)));
        return new Result(entities, new(chain[0].Id, slip.Entity, slip.Person, (await tx.FindPerson(slip.Person))?.Name ?? "", slip.PayDay, wages), [], tx.Today);
    }

    private static async Task<IReadOnlyList<LateRow>> Late(Tx tx, IReadOnlyList<LegalEntity> entities)
    {
        var rows = new List<LateRow>();
        foreach (var entity in entities)
        {
            var late = await tx.LateAbsences(entity.Id);
            var names = await tx.Names(late.Select(one => one.Person));
            rows.AddRange(late.Select(one => new LateRow(entity.Id, entity.Name, one.Payslip, names.GetValueOrDefault(one.Person) ?? "", one.PayDay)));
        }

        return rows;
    }

    /// <param name="Payslip">Null = a period.</param>
    public sealed record Query(Guid? Payslip = null) : IQuery<Query, CorrectionChoices, Result>;

    /// <param name="Gross">As it counts by now.</param>
    internal sealed record WageRow(Id<AskedWage> Wage, string Activity, Money Gross);

    /// <param name="Payslip">As it was given.</param>
    internal sealed record Slip(Guid Payslip, Id<LegalEntity> Entity, Id<Person> Person, string Name, LocalDate PayDay, IReadOnlyList<WageRow> Wages);

    /// <summary>A payslip that does not know an absence.</summary>
    internal sealed record LateRow(Id<LegalEntity> Entity, string EntityName, Guid Payslip, string Name, LocalDate PayDay);

    /// <param name="Late">What absences ask for; empty beside one payslip.</param>
    internal sealed record Result(IReadOnlyList<LegalEntity> Entities, Slip? Payslip, IReadOnlyList<LateRow> Late, LocalDate Today);
}
