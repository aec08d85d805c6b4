using Dapper;
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
            suggestions = value.IsPositive ? await SuggestIncoming(tx, line, value) : await SuggestReturns(tx, line, value);
        }

        return new Result(
            line.Id, line.Booked, line.Row, line.Value, line.State, line.Note, suggestions, transit, await tx.FindProposal(line), await tx.Steps(line.Id.Value),
            await UsesOf(tx, line));
    }

    /// <summary>What the line itself names comes first, then invoices, then payments of ours that went to the account from which it came.</summary>
    private static async Task<List<Suggestion>> SuggestIncoming(Tx tx, BankLine line, Money value)
    {
        var back = (await tx.SuggestPayoutReturns(line, value)).ToLookup(one => one.Reason is MatchReason.EndToEndId);
        return [.. back[true], .. await Suggest(tx, line, value), .. back[false]];
    }

    private static async Task<IReadOnlyList<Use>> UsesOf(Tx tx, BankLine line)
    {
        var uses = new List<Use>();
        foreach (var part in await tx.PartsOf(line))
            uses.Add(new(
                part.Kind, part.Value, part.Entry, part.Invoice, part.Invoice is { } id ? await tx.InvoiceNumber(new(id)) : null,
                part.Client is { } client ? (await tx.FindClient(new(client)))?.Name : null, part.Account));
        return uses;
    }

    /// <summary>Money that goes out and is as much as a client paid: the bank may have taken that payment back. The bank's own word or id comes first.</summary>
    private static async Task<List<Suggestion>> SuggestReturns(Tx tx, BankLine line, Money value)
    {
        var payments = (await tx.Connection.QueryAsync<Paid>(
            """
            select part.invoice, part.id as payment, paid.counterparty as party,
                coalesce(paid.end_to_end = @end, false) as named, coalesce(paid.iban = @iban, false) as same
            from treasury.part join treasury.line paid on paid.id = part.line
            where paid.account = @account and part.kind = 'Invoice' and part.undone_at is null and part.minor = @minor and paid.booked <= @booked
            order by named desc, same desc, paid.booked desc limit 5
            """,
            new { account = line.Account.Id.Value, minor = -value.Minor, booked = line.Booked, end = line.Row.EndToEndId, iban = line.Row.CounterpartyIban })).AsList();
        var found = new List<Suggestion>();
        foreach (var paid in payments.Where(paid => line.Row.Reversal || paid.Named || paid.Same))
            if (await tx.InvoiceNumber(new(paid.Invoice)) is { } number && await tx.SettledBy(paid.Payment) is { } settled && await tx.FindReturnable(new(paid.Invoice), settled) is not null)
                found.Add(new(
                    payments.Count is 1 ? MatchCertainty.Likely : MatchCertainty.Ambiguous,
                    paid.Named ? MatchReason.EndToEndId : paid.Same ? MatchReason.AmountAndIban : MatchReason.AmountAndName, MatchFit.Exact,
                    [new PartAsked(PartKind.Return, number, settled)], paid.Party ?? ""));
        return found;
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
        IReadOnlyList<EntryOnAccount> InTransit, Proposal? Proposal, IReadOnlyList<Step> Steps, IReadOnlyList<Use> Uses);

    /// <summary>What money of the line was used for, as the books have it.</summary>
    /// <param name="Value">Signed, of the line's money.</param>
    public sealed record Use(PartKind Kind, Money Value, Guid Entry, Guid? Invoice, string? Number, string? Client, string? Account);

    /// <param name="Parts">Ready to be confirmed as they are.</param>
    public sealed record Suggestion(MatchCertainty Certainty, MatchReason Reason, MatchFit Fit, IReadOnlyList<PartAsked> Parts, string Client);

    private sealed record Paid(Guid Invoice, Guid Payment, string? Party, bool Named, bool Same);
}
