using NodaTime;
using Samverk.Activities;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Members;
using Samverk.Store;

namespace Samverk.Employment;

/// <summary>One payslip with every line and why it is what it is. For its person, and for those who answer questions about it.</summary>
internal sealed class ReadPayslip : IUseCase<ReadPayslip.Query, ReadPayslip.Result>
{
    public static Access Access => new((Role.Member, Relation.Own), (Role.Adviser, Relation.AdviserOf), (Role.Finance, Relation.None));

    public static async Task<Relation> Relate(Query query, Tx tx, Actor actor) =>
        await tx.FindPayslip(query.Payslip) is { } slip ? await tx.RelationToPerson(slip.Person, actor) : Relation.None;

    public async Task<Outcome<Result>> Run(Query query, Tx tx, Actor actor)
    {
        if (await tx.FindPayslip(query.Payslip) is not { Content: { } content } slip || await tx.FindEntity(slip.Entity) is not { } entity) return Refusal.Unknown;
        var year = (await tx.PayslipsOf(slip.Person)).Where(one => one.Entity == slip.Entity && one.PayDay.Year == slip.PayDay.Year && Before(one, slip)).Append(slip).ToArray();
        var parts = new List<Part>();
        foreach (var part in slip.Parts) parts.Add(new((await tx.FindActivity(part.Activity))!.Name, part.Activity, part.Gross, part.Cost));
        var names = await tx.Names(content.Parameters.Select(used => Guid.TryParse(used.ReleasedBy, out var by) ? new Id<Person>(by) : (Id<Person>?)null).OfType<Id<Person>>());
        return new Result(
            slip.Id, entity.Name, await tx.PersonName(slip.Person) ?? "", slip.PayDay, slip.Gross, slip.Employee, slip.Tax, slip.Additions, slip.Employer, slip.Net, slip.Cost, [.. content.Lines.Select(line => line with { Rests = [.. line.Rests.Select(Called)] })],
            new(Sum(one => one.Gross), Sum(one => one.Employee), Sum(one => one.Tax), Sum(one => one.Additions), Sum(one => one.Employer), Sum(one => one.Net)), parts, slip.Person == actor.Person,
            [.. content.Parameters.Where(used => used.ReleasedBy is not null).Select(Called)]);

        // The name of who stands for an own value is read where it is shown: it can be erased.
        SlipParameter Called(SlipParameter used) => Guid.TryParse(used.ReleasedBy, out var by) ? used with { ReleasedBy = names.GetValueOrDefault(new(by), "–") } : used;

        Money Sum(Func<RunPayslip, Money> of) => Money.Sum(year.Select(of), slip.Gross.Currency);
    }

    private static bool Before(RunPayslip one, RunPayslip slip) => one.Id != slip.Id && (one.PayDay < slip.PayDay || (one.PayDay == slip.PayDay && one.PaidBefore < slip.PaidBefore));

    public sealed record Query(Guid Payslip) : IQuery<Query, ReadPayslip, Result>;

    /// <summary>The year up to and with this payslip.</summary>
    internal sealed record Year(Money Gross, Money Employee, Money Tax, Money Additions, Money Employer, Money Net);

    internal sealed record Part(string Name, Id<Activity> Activity, Money Gross, Money Cost);

    /// <param name="OwnValues">Values of the cooperative itself that it rests on, each with who released it.</param>
    internal sealed record Result(
        Guid Payslip, string Entity, string Person, LocalDate PayDay, Money Gross, Money Employee, Money Tax, Money Additions, Money Employer, Money Net, Money Cost, IReadOnlyList<SlipLine> Lines, Year YearToDate,
        IReadOnlyList<Part> Parts, bool Own, IReadOnlyList<SlipParameter> OwnValues);
}

/// <summary>One's own payslips, the newest first.</summary>
internal sealed class ListPayslips : IUseCase<ListPayslips.Query, IReadOnlyList<ListPayslips.Row>>
{
    public static Access Access => new((Role.Member, Relation.Own));

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => Task.FromResult(Relation.Own);

    public async Task<Outcome<IReadOnlyList<Row>>> Run(Query query, Tx tx, Actor actor)
    {
        var entities = (await tx.Entities()).ToDictionary(entity => entity.Id, entity => entity.Name);
        return Outcome.Of<IReadOnlyList<Row>>([.. (await tx.PayslipsOf(actor.Person)).Select(slip => new Row(slip.Id, slip.PayDay, entities[slip.Entity], slip.Gross, slip.Net))]);
    }

    public sealed record Query : IQuery<Query, ListPayslips, IReadOnlyList<Row>>;

    internal sealed record Row(Guid Payslip, LocalDate PayDay, string Entity, Money Gross, Money Net);
}
