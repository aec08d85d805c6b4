using NodaTime;
using Samverk.Activities;
using Samverk.Countries;
using Samverk.Invoicing;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Members;
using Samverk.Store;

namespace Samverk.Employment;

/// <summary>One payslip with every line and why it is what it is. For its person, and for those who answer questions about it.</summary>
internal sealed class ReadPayslip(IEnumerable<ActivityDocuments> documents) : IUseCase<ReadPayslip.Query, ReadPayslip.Result>
{
    public static Access Access => new((Role.Member, Relation.Own), (Role.Adviser, Relation.AdviserOf), (Role.Finance, Relation.None));

    public static async Task<Relation> Relate(Query query, Tx tx, Actor actor) =>
        await tx.PersonOf(query.Payslip) is { } person ? await tx.RelationToPerson(person, actor) : Relation.None;

    public async Task<Outcome<Result>> Run(Query query, Tx tx, Actor actor)
    {
        if (await tx.FindPayslip(query.Payslip) is not { Content: { } content } slip || await tx.FindEntity(slip.Entity) is not { } entity) return Refusal.Unknown;
        var person = await tx.FindPerson(slip.Person);
        var parts = new List<Part>();
        foreach (var part in slip.Parts)
        {
            var activity = (await tx.FindActivity(part.Activity))!;
            parts.Add(new(activity.Name, part.Activity, part.Gross, part.Cost, part.Cost - part.Net, part.Net, await tx.PaidFrom(activity, slip.Corrects is null ? part.Wage.Value : ReleaseCorrections.DocumentOf(slip.Id, part.Wage), actor, documents)));
        }

        var names = await tx.Names(content.Parameters.Select(used => Guid.TryParse(used.ReleasedBy, out var by) ? new Id<Person>(by) : (Id<Person>?)null).OfType<Id<Person>>());

        var (from, to) = await tx.WorkedIn(slip.Id);
        return new Result(
            slip.Id, entity.Name, person?.Name ?? "", slip.PayDay, slip.Gross, slip.Employee, slip.Tax, slip.Additions, slip.Employer, slip.Net, slip.Cost,
            [.. content.Lines.Select(line => line with { Rests = [.. line.Rests.Select(Called)] })], await tx.YearUpTo(slip), parts, slip.Person == actor.Person,
            [.. content.Parameters.Where(used => used.ReleasedBy is not null).Select(Called)])
        {
            From = from, To = to, Code = person?.Code ?? "", Address = person?.Address, Sender = SenderOf(entity, await tx.FindSeller(slip.Entity)),
            Payment = (await tx.PaymentsOf([slip.Id])).GetValueOrDefault(slip.Id), Pay = slip.Corrects is null ? PayWords.For(content.Pay, slip.Person == actor.Person, actor) : [], Corrections = await tx.CorrectionsAbout(slip, actor),
        };

        // The name of who stands for an own value is read where it is shown: it can be erased.
        SlipParameter Called(SlipParameter used) => Guid.TryParse(used.ReleasedBy, out var by) ? used with { ReleasedBy = names.GetValueOrDefault(new(by), "–") } : used;
    }

    internal static IReadOnlyList<string> SenderOf(LegalEntity entity, Seller? seller) => seller is null ? [entity.Name] :
    [
        seller.Name is { Length: > 0 } name ? name : entity.Name,
        .. ((string?[])[$"{seller.Address?.Street} {seller.Address?.BuildingNumber}".Trim(), $"{seller.Address?.PostalCode} {seller.Address?.Town}".Trim(), seller.OrganisationNumber, seller.ContactEmail])
            .OfType<string>().Where(line => line.Length > 0),
    ];

    public sealed record Query(Guid Payslip) : IQuery<Query, ReadPayslip, Result>;

    /// <summary>The year up to and with this payslip.</summary>
    internal sealed record Year(Money Gross, Money Employee, Money Tax, Money Additions, Money Employer, Money Net);

    /// <param name="Authorities">Tax and contributions.</param>
    /// <param name="Clients">The money that paid it; empty for who may not read the activity.</param>
    internal sealed record Part(string Name, Id<Activity> Activity, Money Gross, Money Cost, Money Authorities, Money Net, IReadOnlyList<PaidBy> Clients);

    /// <param name="OwnValues">Values of the cooperative itself that it rests on, each with who released it.</param>
    internal sealed record Result(
        Guid Payslip, string Entity, string Person, LocalDate PayDay, Money Gross, Money Employee, Money Tax, Money Additions, Money Employer, Money Net, Money Cost, IReadOnlyList<SlipLine> Lines, Year YearToDate,
        IReadOnlyList<Part> Parts, bool Own, IReadOnlyList<SlipParameter> OwnValues)
    {
        /// <summary>The first and last day of the work.</summary>
        public required LocalDate From { get; init; }

        public required LocalDate To { get; init; }

        /// <summary>Of the person, in the books.</summary>
        public required string Code { get; init; }

        public required PostalAddress? Address { get; init; }

        /// <summary>Who pays: the name, then address, number and mail.</summary>
        public required IReadOnlyList<string> Sender { get; init; }

        public required WagePayment Payment { get; init; }

        /// <summary>How the gross came about; empty where it is what was agreed, of a correction, or for who may not read why somebody was away.</summary>
        public IReadOnlyList<PayLine> Pay { get; init; } = [];

        /// <summary>What it corrects, what has corrected it, and what was kept from it.</summary>
        public required SlipCorrections Corrections { get; init; }
    }
}

/// <summary>One's own payslips, the newest first.</summary>
internal sealed class ListPayslips : IUseCase<ListPayslips.Query, IReadOnlyList<ListPayslips.Row>>
{
    public static Access Access => new((Role.Member, Relation.Own));

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => Task.FromResult(Relation.Own);

    public async Task<Outcome<IReadOnlyList<Row>>> Run(Query query, Tx tx, Actor actor)
    {
        var entities = (await tx.Entities()).ToDictionary(entity => entity.Id, entity => entity.Name);
        return Outcome.Of<IReadOnlyList<Row>>([.. (await tx.PayslipsOf(actor.Person)).Select(slip => new Row(slip.Id, slip.PayDay, entities[slip.Entity], slip.Gross, slip.Net) { Corrects = slip.Corrects })]);
    }

    public sealed record Query : IQuery<Query, ListPayslips, IReadOnlyList<Row>>;

    /// <param name="Gross">Of a correction what changes, as all of its amounts.</param>
    internal sealed record Row(Guid Payslip, LocalDate PayDay, string Entity, Money Gross, Money Net)
    {
        /// <summary>The payslip that it corrects.</summary>
        public Guid? Corrects { get; init; }
    }
}
