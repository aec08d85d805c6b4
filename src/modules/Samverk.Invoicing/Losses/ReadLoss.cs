using Dapper;
using NodaTime;
using Samverk.Activities;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Invoicing;

/// <summary>What giving up an invoice would mean, with what was proposed until now: both endings, before anybody decides.</summary>
internal sealed class ReadLoss(IEnumerable<PersonNames> people) : IUseCase<ReadLoss.Query, ReadLoss.Result>
{
    public static Access Access => new((Role.Finance, Relation.None), (Role.Board, Relation.None), (Role.Auditor, Relation.None));

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    public async Task<Outcome<Result>> Run(Query query, Tx tx, Actor actor)
    {
        if (await tx.FindInvoice(query.Invoice) is not { } invoice || await tx.FindOrder(invoice.Order) is not { } order) return Refusal.Unknown;
        var (account, activity, entity) = (await tx.AccountOf(invoice), (await tx.FindActivity(invoice.Activity))!, (await tx.FindEntity(invoice.Entity))!);
        var client = (await tx.FindClient(order.Client))!;
        var rows = (await tx.Connection.QueryAsync<Row>(
            "select id, reason, proposed, proposer, decided, decider, approved, answer from invoicing.write_off where invoice = @id order by proposed, decided nulls last, approved, id", new { id = query.Invoice.Value })).AsList();
        var names = await tx.NamesOf(people, rows.SelectMany(row => row.Decider is { } decider ? new[] { row.Proposer, decider } : [row.Proposer]));
        var proposals = rows.Select(row => new Proposal(
            row.Id, row.Reason, row.Proposed, names(row.Proposer), row.Proposer == actor.Person.Value, row.Decided, row.Decider is { } by ? names(by) : null, row.Approved, row.Answer)).ToArray();
        var fund = await tx.FundSize(entity, tx.Today);
        var alone = (await tx.Setting<Dictionary<string, decimal>>(ProposeWriteOff.Threshold))?.GetValueOrDefault(account.Open.Currency.Code) ?? 0;
        var result = new Result(
            invoice.Id, invoice.Number, client.Name, activity.Name, account.Open, account.WrittenOff, account.Recovered, account.Disputed, fund, null,
            account.Open.ToDecimal() <= alone, proposals, null, tx.Today);
        if (account.Open.IsZero) return result;

        var judged = await tx.JudgeLoss(order, account, activity);
        if (judged.Refusal is { } refusal) return result with { Refused = refusal.Code };
        var loss = judged.Value;
        return result with
        {
            Ending = new Ending(loss.Covered, loss.Net, loss.Vat, loss.FeeBase.IsPositive ? loss.Terms.Fee.Compute(loss.FeeBase).Total : Money.Zero(loss.Net.Currency)),
        };
    }

    public sealed record Query(Id<Invoice> Invoice) : IQuery<Query, ReadLoss, Result>;

    /// <param name="Fund">Size of the guarantee fund today.</param>
    /// <param name="Ending">Null where nothing is open, or where no rule says who bears it.</param>
    /// <param name="Alone">One person of finance may give it up without a second.</param>
    public sealed record Result(
        Id<Invoice> Invoice, string Number, string Client, string Activity, Money Open, Money WrittenOff, Money Recovered, bool Disputed, Money Fund, Ending? Ending, bool Alone,
        IReadOnlyList<Proposal> Proposals, string? Refused, LocalDate Today)
    {
        public Proposal? Waiting => Proposals.FirstOrDefault(one => one.Approved is null);
    }

    /// <param name="Covered">The fund bears the net; else the activity does and gets <paramref name="FeeBack"/>.</param>
    public sealed record Ending(bool Covered, Money Net, Money Vat, Money FeeBack);

    public sealed record Proposal(Guid Id, string Reason, LocalDate Proposed, string By, bool Mine, LocalDate? Decided, string? DecidedBy, bool? Approved, string Answer);

    private sealed record Row(Guid Id, string Reason, LocalDate Proposed, Guid Proposer, LocalDate? Decided, Guid? Decider, bool? Approved, string Answer);
}
