using NodaTime;
using Samverk.Activities;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Guarantee;

/// <summary>What the cooperative has laid out at the end of a day: by client, member and activity; each way adds up to the same (I7).</summary>
internal sealed class ReadExposure(IEnumerable<PersonNames> people, IEnumerable<ActivityDocuments> documents) : IUseCase<ReadExposure.Query, ReadExposure.Result>
{
    public static Access Access => new((Role.Adviser, Relation.None), (Role.Finance, Relation.None), (Role.Board, Relation.None), (Role.Auditor, Relation.None));

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    public async Task<Outcome<Result>> Run(Query query, Tx tx, Actor actor)
    {
        var date = query.Date is { } day ? LocalDate.FromDateOnly(day) : tx.Today;
        if (date > tx.Today) return new Refusal("field-invalid", ("field", "date")) { Field = "date" };

        var parts = await tx.ExposureOn(date);
        var told = await tx.Told(documents, parts.Where(part => part.Document is not null).Select(part => part.Document!.Value));
        var names = await tx.NamesOf(people, parts.Where(part => part.Member is not null).Select(part => part.Member!.Value));
        var entities = new List<OfEntity>();
        foreach (var entity in await tx.Entities())
        {
            var own = parts.Where(part => part.Entity == entity.Id).ToArray();
            var limits = await tx.Limits(entity.Id, entity.Currency, date);
            var activities = new Dictionary<Guid, string>();
            foreach (var id in own.Select(part => part.Activity).Distinct()) activities.Add(id.Value, (await tx.FindActivity(id))!.Name);
            entities.Add(new(
                entity.Id, entity.Name, Money.Sum(own.Select(part => part.Amount), entity.Currency), await tx.FundSize(entity, date),
                LimitSql.LimitOf(limits, LimitKind.Cooperative, entity.Id.Value),
                Lines(LimitKind.Activity, subject => activities[subject]), Lines(LimitKind.Member, subject => names(subject)),
                Lines(LimitKind.Client, subject => own.Where(part => part.Client == subject && part.Document is not null)
                    .Select(part => told.GetValueOrDefault(part.Document!.Value)?.Detail).FirstOrDefault(detail => detail is not null) ?? ""),
                [.. own.Select(part => new Part(
                    part.Activity, activities[part.Activity.Value], part.Document is { } document ? told.GetValueOrDefault(document) : null, part.Document is null, part.Amount))]));

            IReadOnlyList<Line> Lines(LimitKind kind, Func<Guid, string> name) =>
                [.. LimitSql.SumsBy(own, kind).Select(sum => new Line(sum.Key == Guid.Empty ? null : sum.Key, sum.Key == Guid.Empty ? "" : name(sum.Key), sum.Value, LimitSql.LimitOf(limits, kind, sum.Key)))
                    .OrderByDescending(line => line.Amount)];
        }

        return new Result(date, tx.Today, entities);
    }

    /// <param name="Date">The end of this day; null = today until now.</param>
    public sealed record Query(DateOnly? Date) : IQuery<Query, ReadExposure, Result>;

    public sealed record Result(LocalDate Date, LocalDate Today, IReadOnlyList<OfEntity> Entities);

    public sealed record OfEntity(
        Id<LegalEntity> Id, string Entity, Money Total, Money Fund, Money? Limit, IReadOnlyList<Line> Activities, IReadOnlyList<Line> Members, IReadOnlyList<Line> Clients, IReadOnlyList<Part> Parts);

    /// <param name="Subject">Null: parts without a client or member.</param>
    public sealed record Line(Guid? Subject, string Name, Money Amount, Money? Limit);

    /// <param name="Uncovered">More than open invoices and eligible orders together: the member's line.</param>
    public sealed record Part(Id<Activity> Activity, string ActivityName, ActivityDocument? Document, bool Uncovered, Money Amount);
}
