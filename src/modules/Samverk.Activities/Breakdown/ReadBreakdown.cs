using NodaTime;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Activities;

/// <summary>"Where did my 2,000 go?": one invoice, or all that came in during a year, from postings and never from percentages.</summary>
internal sealed class ReadBreakdown(IEnumerable<ActivityDocuments> documents) : IUseCase<ReadBreakdown.Query, ReadBreakdown.Result>
{
    public static Access Access => ActivityAccess.Reading;

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => tx.RelationTo(query.Activity, actor);

    public async Task<Outcome<Result>> Run(Query query, Tx tx, Actor actor)
    {
        if (await tx.FindActivity(query.Activity) is not { } activity) return Refusal.Unknown;
        if (query.Document is null == query.Year is null) return new Refusal("invalid-input");

        var flows = await tx.Flows(activity, tx.Today, documents);
        var told = await documents.Find(tx, flows.Select(flow => flow.Line.Document));
        var lines = flows.ToDictionary(flow => (object)flow.Flow, flow => flow.Line, (IEqualityComparer<object>)ReferenceEqualityComparer.Instance);
        var credits = Attribution.Of(flows.Select(flow => flow.Flow), activity.Currency).Credits
            .Where(credit => query.Document is { } document
                ? CameFrom(lines[credit.Source], document, told)
                : lines[credit.Source].Date.Year == query.Year)
            .ToArray();
        if (credits is [] && query.Document is not null) return Refusal.Unknown;

        return new Result(
            activity.Name, activity.Currency, tx.Today, query.Document is { } id ? told.GetValueOrDefault(id) : null, query.Year,
            [.. credits.Select(credit => Happened(lines[credit.Source], credit.Source.Amount, told))],
            PartsOf(credits, lines, told),
            Money.Sum(credits.Select(credit => credit.Rest), activity.Currency),
            Money.Sum(credits.Select(credit => credit.Source.Amount), activity.Currency));
    }

    // In a foreign currency the activity is credited when money arrives: those payments are the invoice's credits.
    private static bool CameFrom(LineOn line, Guid document, IReadOnlyDictionary<Guid, ActivityDocument> told) =>
        (line.Document == document && line.Kind is not "reversal") || (line.Kind is "payment" && told.GetValueOrDefault(line.Document)?.About == document);

    private static IReadOnlyList<Part> PartsOf(IReadOnlyList<Credit> credits, Dictionary<object, LineOn> lines, IReadOnlyDictionary<Guid, ActivityDocument> told) =>
        [.. credits.SelectMany(credit => credit.Uses).SelectMany(use => use.Parts.Select(part => (part, Line: lines[use.Debit])))
            .GroupBy(one => one.part.Key, StringComparer.Ordinal)
            .Select(group => new Part(
                group.Key, group.Select(one => one.part.Amount).Aggregate((a, b) => a + b),
                [.. group.GroupBy(one => one.Line.Entry).Select(entry => Happened(entry.First().Line, entry.Select(one => one.part.Amount).Aggregate((a, b) => a + b), told))]))
            .OrderBy(part => Order(part.Key))];

    private static Posting Happened(LineOn line, Money amount, IReadOnlyDictionary<Guid, ActivityDocument> told) =>
        new(line.Entry, line.Date, line.Kind, told.GetValueOrDefault(line.Document)?.Words ?? line.Text, told.GetValueOrDefault(line.Document)?.Href, amount);

    // What the reader asks about first, then who else got something, then the cooperative's price and costs.
    private static int Order(string key) => key switch
    {
        PartKeys.NetWages => 0,
        PartKeys.Wage => 1,
        PartKeys.Contribution => 3,
        PartKeys.Margin => 4,
        PartKeys.Materials => 5,
        PartKeys.Transfer => 6,
        PartKeys.Sister => 7,
        PartKeys.BankCharge => 8,
        PartKeys.TakenBack => 9,
        PartKeys.Loss => 10,
        PartKeys.Other => 11,
        _ => 2,
    };

    /// <summary>Either a document, usually an invoice, or a year.</summary>
    public sealed record Query(Id<Activity> Activity, Guid? Document, int? Year) : IQuery<Query, ReadBreakdown, Result>;

    /// <param name="Document">What the invoice's module says about it; null for a year, and where nobody knows it.</param>
    /// <param name="Credits">What came in: the invoice, or everything of the year.</param>
    /// <param name="Parts">Where it went. Parts and rest add up to the total exactly (I20).</param>
    public sealed record Result(
        string Activity, Currency Currency, LocalDate Today, ActivityDocument? Document, int? Year, IReadOnlyList<Posting> Credits, IReadOnlyList<Part> Parts,
        Money Rest, Money Total)
    {
        /// <summary>The cooperative's price: the contribution and the margin inside the wage cost.</summary>
        public Money Price => Money.Sum(Parts.Where(part => part.Key is PartKeys.Contribution or PartKeys.Margin).Select(part => part.Amount), Currency);
    }

    /// <param name="Postings">The entries behind it, in the order of posting, with what each of them gave to this part.</param>
    public sealed record Part(string Key, Money Amount, IReadOnlyList<Posting> Postings);

    public sealed record Posting(Id<Entry> Entry, LocalDate Date, string Kind, string Words, string? Href, Money Amount);
}
