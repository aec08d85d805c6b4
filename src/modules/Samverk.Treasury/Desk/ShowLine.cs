using NodaTime;
using Samverk.Banking;
using Samverk.Invoicing;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Treasury;

/// <summary>A line with what it could pay, computed now: what was open yesterday may be paid today.</summary>
public sealed class ShowLine : IUseCase<ShowLine.Query, ShowLine.Result>
{
    public static Access Access => TreasuryAccess.Look;

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    public async Task<Outcome<Result>> Run(Query query, Tx tx, Actor actor)
    {
        if (await tx.FindLine(query.Line) is not { } line) return Refusal.Unknown;

        var (suggestions, transit) = (new List<Suggestion>(), new List<EntryOnAccount>());
        if (line is { Waits: true, Value: { } value })
        {
            transit = [.. (await tx.EntriesInTransit(line.Account, line.Booked.PlusDays(-60))).Where(entry => entry.Amount == value).Take(10)];
            if (value.IsPositive) suggestions = await Suggest(tx, line, value);
        }

        return new Result(
            line.Id, line.Booked, line.Row, line.Value, line.State, line.Note, suggestions, transit, await tx.FindProposal(line), await tx.Steps(line.Id.Value));
    }

    private static async Task<List<Suggestion>> Suggest(Tx tx, BankLine line, Money value)
    {
        var receivables = await tx.OpenInvoices(line.Account.Entity, line.Account.Currency);
        var payers = await tx.PayersIbans();
        var clients = receivables.ToDictionary(one => one.Id.Value, one => one.ClientName);
        var found = new OpenInvoices(receivables.Select(one => Matchable.Of(one, payers))).For(line.Row);
        var suggestions = found.Select(match => new Suggestion(match.Certainty, match.Reason, match.Fit, [.. Parts(match, value)], clients[match.Payments.Count > 0 ? match.Payments[0].Invoice.Id : default])).ToList();

        // Written off and named by its number: the same engine, asked for what was given up.
        var lost = new OpenInvoices(receivables.Where(one => one.WrittenOff.IsPositive && one.Open.IsZero).Select(one => Matchable.Of(one, payers) with { Open = one.WrittenOff })).For(line.Row);
        suggestions.AddRange(lost.Where(match => match.Payments.Count > 0 && match.Payments[0].Amount.IsPositive).Select(match => new Suggestion(
            MatchCertainty.Likely, match.Reason, match.Fit, [.. match.Payments.Select(one => new PartAsked(PartKind.Recovery, one.Invoice.Number, one.Amount))],
            clients[match.Payments[0].Invoice.Id])));
        return suggestions;
    }

    /// <summary>What a person would confirm: the first payment bears the bank's charge, the rest stays as credit.</summary>
    private static IEnumerable<PartAsked> Parts(Match match, Money value)
    {
        for (var at = 0; at < match.Payments.Count; at++)
        {
            var (invoice, amount) = (match.Payments[at].Invoice, match.Payments[at].Amount);
            var foreign = amount.Currency != value.Currency;
            yield return new(
                PartKind.Invoice, invoice.Number, foreign && amount.IsZero ? invoice.Open : amount, at is 0 && match.Charge.IsPositive ? match.Charge : null,
                foreign && match.Payments.Count is 1 ? value : null);
        }

        if (match.Rest.IsPositive && match.Rest.Currency == value.Currency && match.Payments.Count > 0) yield return new(PartKind.ClientCredit, match.Payments[0].Invoice.Number, match.Rest);
    }

    public sealed record Query(Id<BankLine> Line) : IQuery<Query, ShowLine, Result>;

    /// <param name="InTransit">Entries of the books that no bank line has shown yet and that move exactly this amount.</param>
    public sealed record Result(
        Id<BankLine> Id, LocalDate Booked, BankRow Row, Money? Value, LineState State, string? Note, IReadOnlyList<Suggestion> Suggestions,
        IReadOnlyList<EntryOnAccount> InTransit, Proposal? Proposal, IReadOnlyList<Step> Steps);

    /// <param name="Parts">Ready to be confirmed as they are.</param>
    public sealed record Suggestion(MatchCertainty Certainty, MatchReason Reason, MatchFit Fit, IReadOnlyList<PartAsked> Parts, string Client);
}
