using Samverk.Invoicing;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Treasury;

/// <summary>
/// A person says what the money of a line was for: one invoice or several, a part of one, what was written off, a client's credit, a debt that
/// was paid, a payment of ours that came back, one that the bank took back, or one that the books have already. All of it is posted, or nothing.
/// </summary>
public sealed class MatchLine : IUseCase<MatchLine.Command, Done>
{
    public static Access Access => TreasuryAccess.Desk;

    public static Task<Relation> Relate(Command request, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    /// <returns>
    /// Done; <c>line-already-matched</c>, <c>sum-mismatch</c> when the parts are not the line, <c>money-too-many-decimals</c>, and what the
    /// verbs refuse: <c>more-than-open</c>, <c>more-than-written-off</c>, <c>more-than-owed</c>, <c>field-missing</c>; <c>payment-unknown</c> for the
    /// return of a payment that never came.
    /// </returns>
    public async Task<Outcome<Done>> Run(Command request, Tx tx, Actor actor)
    {
        if (await tx.LockLine(request.Line) is not { } line || await tx.FindEntity(line.Account.Entity) is not { } entity) return Refusal.Unknown;
        if (!line.Waits) return new Refusal("line-already-matched", ("state", line.State));
        if (line.Value is not { } value) return new Refusal("money-too-many-decimals", ("text", line.Row.Amount));
        if (request.Parts.Count is 0 or > MostParts) return new Refusal("field-missing", ("field", "parts")) { Field = "parts" };

        var (parts, payments) = (new List<Part>(), new List<ClientPayment>());
        foreach (var (asked, at) in request.Parts.Select((asked, at) => (asked, at)))
        {
            var part = await Prepare(tx, line, entity, asked, at, payments);
            if (part.Refusal is { } wrong) return wrong;
            parts.Add(part.Value);
        }

        var sum = Money.Sum(parts.Select(part => part.Value), value.Currency);
        if (sum != value) return new Refusal("sum-mismatch", ("expected", value), ("found", sum)) { Field = "amount" };
        if ((await Post(tx, line, entity, parts, payments)).Refusal is { } refused) return refused;

        await tx.SaveAll(parts);
        await tx.Move(line, LineState.Matched, "person-matched", request.Why, matched: true);
        await tx.Raise(new LineMatched(line.Id.Value, ByRule: false));
        return default(Done);
    }

    private const int MostParts = 50;

    /// <summary>What each part moves on the bank account; client payments are collected, because they are recorded together.</summary>
    private static async Task<Outcome<Part>> Prepare(Tx tx, BankLine line, LegalEntity entity, PartAsked asked, int at, List<ClientPayment> payments)
    {
        var id = line.Document(at);
        if (asked.Kind is PartKind.Payout)
            return asked.Amount.Currency != entity.Currency
                ? new Refusal("other-currency", ("currency", entity.Currency.Code)) { Field = "amount" }
                : new Part(id, line.Id, PartKind.Payout, -asked.Amount, Id<Entry>.Named(id, "pay").Value) { Account = asked.For };
        if (asked.Kind is PartKind.Entry) return await PrepareEntry(tx, line, asked, id);
        if (asked.Kind is PartKind.PayoutReturn) return await tx.PreparePayoutReturn(line, asked, id);
        if (asked.Kind is not (PartKind.Invoice or PartKind.Recovery or PartKind.ClientCredit or PartKind.Return)) return new Refusal("unknown-kind", ("kind", asked.Kind));
        if (await tx.FindInvoiceByNumber(entity.Id, asked.For) is not { } invoice) return Refusal.Unknown with { Field = "for" };
        if (asked.Kind is PartKind.Return)
            return await tx.FindReturnable(invoice.Id, asked.Amount) is var (payment, moved)
                ? new Part(id, line.Id, PartKind.Return, -moved, Id<Entry>.Named(id, "payment").Value) { Invoice = invoice.Id.Value, Client = invoice.Client.Value, Payment = payment }
                : new Refusal("payment-unknown", ("invoice", invoice.Number), ("amount", asked.Amount)) { Field = "amount" };

        var (value, kind) = asked.Kind switch
        {
            PartKind.Invoice => (asked.Received ?? (asked.Charge is { } charge && charge.Currency == asked.Amount.Currency ? asked.Amount - charge : asked.Amount), "payment"),
            PartKind.Recovery => (asked.Amount, "recovery"),
            _ => (asked.Amount, "overpayment"),
        };
        if (value.Currency != entity.Currency) return new Refusal("field-missing", ("field", "received")) { Field = "received" };
        if (asked.Kind is PartKind.Invoice)
            payments.Add(new(id, invoice.Id, asked.Amount, line.Row.BankReference ?? "") { Charge = asked.Charge, Received = asked.Received, Together = line.Id.Value, Booked = line.Booked });
        return new Part(id, line.Id, asked.Kind, value, Id<Entry>.Named(id, kind).Value)
        {
            Invoice = asked.Kind is PartKind.ClientCredit ? null : invoice.Id.Value, Client = invoice.Client.Value,
        };
    }

    private static async Task<Outcome<Part>> PrepareEntry(Tx tx, BankLine line, PartAsked asked, Guid id)
    {
        var waiting = await tx.EntriesInTransit(line.Account, NodaTime.LocalDate.MinIsoValue.PlusYears(1900));
        return Guid.TryParse(asked.For, out var wanted) && waiting.FirstOrDefault(one => one.Entry.Value == wanted) is { } entry
            ? new Part(id, line.Id, PartKind.Entry, entry.Amount, wanted)
            : Refusal.Unknown with { Field = "for" };
    }

    private static async Task<Outcome<Done>> Post(Tx tx, BankLine line, LegalEntity entity, List<Part> parts, List<ClientPayment> payments)
    {
        if (payments.Count > 0)
        {
            var recorded = await tx.RecordPayments(payments);
            if ((recorded.Refusal ?? recorded.Value.FirstOrDefault(refusal => refusal is not null)) is { } refused) return refused;
        }

        foreach (var part in parts)
        {
            var posted = part.Kind switch
            {
                PartKind.Recovery => await tx.Recover(part.Id, new(part.Invoice!.Value), part.Value, line.Row.BankReference ?? ""),
                PartKind.ClientCredit => await tx.RecordOverpayment(part.Id, entity, new(part.Client!.Value), part.Value, line.Booked),
                PartKind.Return => await tx.ReturnPayment(part.Id, part.Payment!.Value, line.Booked, line.Row.Information ?? line.Row.Remittance ?? ""),
                PartKind.PayoutReturn => await tx.ReturnPayout(line, part),
                PartKind.Payout => await tx.PayOwed(part.Id, entity, part.Account!, -part.Value, "pay", "Payment out"),
                _ => default(Done),
            };
            if (posted.Refusal is { } notPosted) return notPosted;
            if (part.Kind is PartKind.Payout) await tx.SettleByHand(line.Account, part);
        }

        return default(Done);
    }

    /// <param name="Why">Kept in the line's timeline; may be empty.</param>
    public sealed record Command(Guid Request, Id<BankLine> Line, IReadOnlyList<PartAsked> Parts, string Why) : ICommand<Command, MatchLine, Done>
    {
        public object Subject => new { Line };
    }
}

/// <summary>What a part of a line's money was for.</summary>
/// <param name="For">Invoice, recovery, credit, return: the number of an invoice. Payout: the account that is owed. PayoutReturn: the id of our payment. Entry: its id.</param>
/// <param name="Amount">Positive; for an invoice in its own currency, before the bank's charge.</param>
/// <param name="Charge">What the bank kept of a client's payment, or of a payment of ours that came back.</param>
/// <param name="Received">For an invoice in a foreign currency: what arrived.</param>
public sealed record PartAsked(PartKind Kind, string For, Money Amount, Money? Charge = null, Money? Received = null);
