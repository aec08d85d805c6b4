using Dapper;
using Samverk.Desk;
using Samverk.Activities;
using Samverk.Guarantee;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Invoicing;

/// <summary>Disputes, write-offs and what still comes back (money-path.md, sections 4, 7 and 9).</summary>
public static class LossVerbs
{
    /// <summary>The client or an adviser disputes an invoice: its open part is no longer sure, and dunning stops.</summary>
    public static async Task<Outcome<Done>> DisputeInvoice(this Tx tx, Id<Invoice> id, string reason)
    {
        if (await tx.LockInvoice(id) is not var (_, account, activity)) return Refusal.Unknown;
        if (account.Disputed || account.Open.IsZero) return new Refusal("state-not-allowed", ("from", account.Disputed ? "disputed" : "settled"), ("to", "disputed"));
        if (string.IsNullOrWhiteSpace(reason)) return new Refusal("reason-needed") { Field = "reason" };

        await tx.Connection.ExecuteAsync("insert into invoicing.dispute (invoice, reason, opened) values (@id, @reason, @Today)", new { id = id.Value, reason, tx.Today });
        await tx.PlaceInvoice(account.Invoice, activity);
        await tx.NoteState(account.Invoice, "disputed", reason);
        return default(Done);
    }

    /// <summary>The dispute is decided. Credit notes are events of their own.</summary>
    public static async Task<Outcome<Done>> ResolveDispute(this Tx tx, Id<Invoice> id, DisputeDecision decision)
    {
        if (await tx.LockInvoice(id) is not var (_, account, activity)) return Refusal.Unknown;
        if (!account.Disputed) return new Refusal("state-not-allowed", ("from", "undisputed"), ("to", decision));

        await tx.Connection.ExecuteAsync(
            "update invoicing.dispute set closed = @Today, decision = @decision where invoice = @id and closed is null",
            new { id = id.Value, decision = decision.ToString(), tx.Today });
        await tx.PlaceInvoice(account.Invoice, activity);
        await tx.NoteState(account.Invoice, "dispute-decided", decision.ToString());
        await tx.CloseItem(id.Value, InvoiceItems.Dispute, decision.ToString());
        return default(Done);
    }

    /// <summary>
    /// Gives up what is open: the fund bears the net when the guarantee is valid and nobody disputes the work, else the activity does and
    /// gets its contribution back. VAT relief is claimed in both cases.
    /// </summary>
    /// <param name="decision">The decision; done once.</param>
    /// <returns>Whether the fund bore it; <c>fund-exhausted</c>, <c>state-not-allowed</c> when nothing is open.</returns>
    public static async Task<Outcome<bool>> WriteOff(this Tx tx, Guid decision, Id<Invoice> id)
    {
        if (await tx.LockInvoice(id) is not var (order, account, activity) || await tx.FindClient(order.Client) is not { } client) return Refusal.Unknown;
        if (account.Open.IsZero) return new Refusal("state-not-allowed", ("from", "settled"), ("to", "written-off"));

        var judged = await tx.JudgeLoss(order, account, activity);
        if (judged.Refusal is { } refusal) return refusal;
        var (invoice, open, net, covered, foreign) = (account.Invoice, account.Open, judged.Value.Net, judged.Value.Covered, order.IsForeign(activity.Currency));
        if (covered && await tx.RefuseClaim((await tx.FindEntity(invoice.Entity))!, net) is { } exhausted) return exhausted;

        await tx.Save(new Settlement(decision, id, SettlementKind.WriteOff, open, net, "", covered));
        var loser = covered ? new Line(Account.FundClaims, net) : foreign ? InvoiceVerbs.Waiting(activity, net) : InvoiceVerbs.Steered(activity, net);
        List<Entry> entries = [new(Id<Entry>.Named(decision, "write-off"), invoice.Entity, tx.Today, decision, "write-off", $"Write-off {invoice.Number}",
            loser, new Line(Account.VatRelief, open - net), InvoiceVerbs.Owed(client, -open))];
        if (judged.Value.FeeBase.IsPositive) entries.AddRange(InvoiceVerbs.FeeBack(tx, decision, invoice, activity, judged.Value.Terms, judged.Value.FeeBase));
        if ((await tx.Post([.. entries])).Refusal is { } notPosted) return notPosted;

        await tx.PlaceInvoice(invoice, activity);
        if ((await tx.PlanOrder(order, activity)).Refusal is { } notPlanned) return notPlanned;
        await tx.NoteState(invoice, "written-off");
        await tx.Raise(new InvoiceWrittenOff(id.Value, covered));
        return covered;
    }

    /// <summary>Who would bear what is open if it were given up today; nothing is posted.</summary>
    /// <returns>The loss; <c>rule-missing</c>: no posting rule says at which rate the fund would bear a claim in another currency.</returns>
    internal static async Task<Outcome<Loss>> JudgeLoss(this Tx tx, Order order, InvoiceAccount account, Activity activity)
    {
        var net = account.Invoice.NetOf(account.Open);
        var covered = !account.Disputed && await tx.IsCovered(order.Id.Value);
        var foreign = order.IsForeign(activity.Currency);
        if (foreign && covered) return new Refusal("rule-missing", ("rule", "write-off in foreign currency"), ("date", tx.Today));
        var terms = await tx.Terms(order.Entity, account.Invoice.Date);
        if (terms.Refusal is { } noTerms) return noTerms;
        var back = !covered && !foreign && terms.Value.BadDebt is Countries.BadDebtFee.Reverse;
        return new Loss(net, account.Open - net, covered, back ? order.FeeBase(net) : Money.Zero(net.Currency), terms.Value);
    }

    /// <summary>Money that arrives all the same goes where the loss was booked; its VAT part goes back to the tax office.</summary>
    /// <returns>Done; <c>more-than-written-off</c>.</returns>
    public static async Task<Outcome<Done>> Recover(this Tx tx, Guid recovery, Id<Invoice> id, Money amount, string reference)
    {
        if (await tx.LockInvoice(id) is not var (order, account, activity)) return Refusal.Unknown;
        var invoice = account.Invoice;
        var left = account.WrittenOff - account.Recovered;
        if (InvoiceVerbs.RefuseAmount(amount, invoice.Net.Currency, left) is { } refusal)
            return refusal.Code is "more-than-open" ? new Refusal("more-than-written-off", ("left", left), ("amount", amount)) { Field = "amount" } : refusal;
        if (order.IsForeign(activity.Currency)) return new Refusal("rule-missing", ("rule", "recovery in foreign currency"), ("date", tx.Today));

        var net = invoice.NetOf(amount);
        var covered = account.LossCovered ?? false;
        await tx.Save(new Settlement(recovery, id, SettlementKind.Recovery, amount, net, reference, covered));
        return await tx.Post(new Entry(Id<Entry>.Named(recovery, "recovery"), invoice.Entity, tx.Today, recovery, "recovery", $"Recovery {invoice.Number}",
            new Line(Account.Bank, amount), new Line(Account.VatDue, net - amount),
            covered ? new Line(Account.FundRecoveries, -net) : InvoiceVerbs.Steered(activity, -net)));
    }
}

/// <summary>Who bears a claim that is given up.</summary>
/// <param name="Vat">Claimed back from the tax office in both endings.</param>
/// <param name="FeeBase">On which the activity gets its contribution back; zero where it gets none.</param>
internal sealed record Loss(Money Net, Money Vat, bool Covered, Money FeeBase, Terms Terms);

/// <summary>How a dispute ended: the invoice stands, part is credited, or both agreed on something else.</summary>
public enum DisputeDecision { Stand, Credit, Settle }
