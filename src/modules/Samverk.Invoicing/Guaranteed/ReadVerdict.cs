using Dapper;
using NodaTime;
using Samverk.Activities;
using Samverk.Guarantee;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Invoicing;

/// <summary>The guarantee of one order, what is open under it, and what was proposed about it.</summary>
internal sealed class ReadVerdict(IEnumerable<PersonNames> people) : IUseCase<ReadVerdict.Query, ReadVerdict.Result>
{
    public static Access Access => new((Role.Finance, Relation.None), (Role.Board, Relation.None), (Role.Auditor, Relation.None));

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    public async Task<Outcome<Result>> Run(Query query, Tx tx, Actor actor)
    {
        if (await tx.FindOrder(query.Order) is not { } order || await tx.VerdictOf(order.Id.Value) is not { } verdict) return Refusal.Unknown;
        var (activity, entity, client) = ((await tx.FindActivity(order.Activity))!, (await tx.FindEntity(order.Entity))!, (await tx.FindClient(order.Client))!);
        var open = Money.Zero(entity.Currency);
        foreach (var invoice in await tx.InvoicesOf(order.Id)) open += (await tx.AccountOf(invoice)).Open;
        var rows = (await tx.Connection.QueryAsync<Row>(
            "select id, eligible, reason, proposed, proposer, decided, decider, approved, answer from invoicing.guarantee_decision where order_id = @order order by proposed, decided nulls last, id",
            new { order = order.Id.Value })).AsList();
        var names = await tx.NamesOf(people, rows.SelectMany(row => row.Decider is { } decider ? new[] { row.Proposer, decider } : [row.Proposer]));
        return new Result(
            order.Id, order.Number, order.Title, client.Name, activity.Name, verdict.Eligible, verdict.Decision, verdict.Date, open, await tx.FundSize(entity, tx.Today),
            [.. rows.Select(row => new Proposal(
                row.Id, row.Eligible, row.Reason, row.Proposed, names(row.Proposer), row.Proposer == actor.Person.Value, row.Decided, row.Decider is { } by ? names(by) : null, row.Approved, row.Answer))],
            tx.Today);
    }

    public sealed record Query(Id<Order> Order) : IQuery<Query, ReadVerdict, Result>;

    /// <param name="Open">Of all its invoices, gross.</param>
    /// <param name="Fund">Size of the guarantee fund today.</param>
    public sealed record Result(
        Id<Order> Order, string Number, string Title, string Client, string Activity, bool Eligible, string? Decision, LocalDate Date, Money Open, Money Fund, IReadOnlyList<Proposal> Proposals,
        LocalDate Today)
    {
        public Proposal? Waiting => Proposals.FirstOrDefault(one => one.Approved is null);
    }

    /// <param name="Eligible">What it should become.</param>
    public sealed record Proposal(Guid Id, bool Eligible, string Reason, LocalDate Proposed, string By, bool Mine, LocalDate? Decided, string? DecidedBy, bool? Approved, string Answer);

    private sealed record Row(Guid Id, bool Eligible, string Reason, LocalDate Proposed, Guid Proposer, LocalDate? Decided, Guid? Decider, bool? Approved, string Answer);
}
