using Samverk.Activities;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Invoicing;

/// <summary>Invoices and what clients pay on them (money-path.md, section 9): guard and entry together.</summary>
public static class InvoiceVerbs
{
    /// <summary>
    /// Issues: net to the activity, VAT to the state, the fee once. In a foreign currency the net waits until money arrives, and so does the fee.
    /// </summary>
    /// <param name="invoice">Its fee base is computed here.</param>
    /// <returns>
    /// The invoice as issued; <c>order-not-active</c>, <c>vat-in-foreign-currency</c>, <c>other-currency</c>, <c>amount-not-positive</c>, <c>rule-missing</c>.
    /// </returns>
    public static async Task<Outcome<Invoice>> IssueInvoice(this Tx tx, Invoice invoice)
    {
        if (await tx.LockOrder(invoice.Order) is not { } order || await tx.LockActivity(order.Activity) is not { } activity) return Refusal.Unknown;
        if (await tx.FindClient(order.Client) is not { } client) return Refusal.Unknown;
        if (order.State is not OrderState.Active) return new Refusal("order-not-active", ("order", order.Number));
        if (invoice.Net.Currency != order.Net.Currency) return new Refusal("other-currency", ("currency", order.Net.Currency.Code)) { Field = "net" };
        if (!invoice.Net.IsPositive) return new Refusal("amount-not-positive", ("amount", invoice.Net)) { Field = "net" };
        if (order.IsForeign(activity.Currency) && !invoice.Vat.IsZero) return new Refusal("vat-in-foreign-currency") { Field = "vatRate" };

        var terms = await tx.Terms(order.Entity, invoice.Date);
        if (terms.Refusal is { } refusal) return refusal;

        var issued = invoice with { FeeBase = order.FeeBase(invoice.Net) };
        await tx.Save(issued);
        if ((await tx.Post([.. Entries(tx, issued, activity, client, terms.Value)])).Refusal is { } notPosted) return notPosted;

        await tx.PlaceInvoice(issued, activity);
        if ((await tx.PlanOrder(order, activity)).Refusal is { } notPlanned) return notPlanned;
        await tx.NoteState(issued, "issued");
        await tx.Raise(new InvoiceIssued(issued.Id.Value, activity.Id.Value));
        return issued;
    }

    /// <summary>Takes back part of an invoice: net, its VAT and its fee. What the client had already paid is owed back.</summary>
    /// <param name="note">The credit note; done once.</param>
    /// <param name="tax">The VAT of the note where its lines say it; null = by the invoice's rate.</param>
    /// <returns>Done; <c>more-than-open</c> beyond what was invoiced.</returns>
    public static async Task<Outcome<Done>> CreditInvoice(this Tx tx, Guid note, Id<Invoice> id, string number, Money net, Money? tax = null)
    {
        if (await tx.LockInvoice(id) is not var (order, account, activity) || await tx.FindClient(order.Client) is not { } client) return Refusal.Unknown;
        var invoice = account.Invoice;
        var left = invoice.Net - account.Credited;
        if (RefuseAmount(net, invoice.Net.Currency, left) is { } refusal) return refusal;

        // The last part takes the rest of the VAT, so that all parts together take back exactly what was invoiced.
        var vat = net == left ? invoice.Vat - account.CreditedVat : tax ?? net.Times(invoice.VatRate, Rounding.HalfAwayFromZero);
        var gross = net + vat;
        var foreign = order.IsForeign(activity.Currency);
        if (foreign && gross > account.Open) return new Refusal("more-than-open", ("open", account.Open), ("amount", gross)) { Field = "net" };

        var terms = await tx.Terms(order.Entity, invoice.Date);
        if (terms.Refusal is { } noTerms) return noTerms;

        var fromOpen = Money.Min(gross, account.Open);
        await tx.Save(new Settlement(note, id, SettlementKind.CreditNote, gross, net, number));
        List<Entry> entries = [new(Id<Entry>.Named(note, "credit-note"), invoice.Entity, tx.Today, note, "credit-note", $"Credit note {invoice.Number}",
            foreign ? Waiting(activity, net) : Steered(activity, net), new Line(Account.VatDue, vat), Owed(client, -fromOpen),
            new Line(Account.ClientCredit(client.Code), fromOpen - gross) { Client = client.Id.Value })];
        if (!foreign) entries.AddRange(FeeBack(tx, note, invoice, activity, terms.Value, order.FeeBase(net)));
        if ((await tx.Post([.. entries])).Refusal is { } notPosted) return notPosted;

        await tx.PlaceInvoice(invoice, activity);
        await tx.NoteState(invoice, "credit-note", number);
        return await tx.PlanOrder(order, activity);
    }

    /// <summary>Pays back what is owed to a client.</summary>
    /// <returns>Done; <c>more-than-owed</c>.</returns>
    public static async Task<Outcome<Done>> RefundClient(this Tx tx, Guid refund, LegalEntity entity, Id<Client> id, Money amount)
    {
        if (await tx.FindClient(id) is not { } client) return Refusal.Unknown;
        return await tx.PayOwed(refund, entity, Account.ClientCredit(client.Code), amount, "refund", "Refund");
    }

    /// <summary>Takes the fee back on a net amount: the same parts, the other way.</summary>
    internal static IEnumerable<Entry> FeeBack(Tx tx, Guid cause, Invoice invoice, Activity activity, Terms terms, Money feeBase)
    {
        var fee = terms.Fee.Compute(feeBase);
        if (fee.Total.IsZero) return [];
        return [new Entry(Id<Entry>.Named(cause, "contribution-back"), invoice.Entity, tx.Today, cause, "contribution-back", $"Contribution back {invoice.Number}",
            Steered(activity, -fee.Total), new Line(Account.Contribution, fee.Contribution), new Line(Account.FundAllocations, fee.FundShare))];
    }

    internal static Line Steered(Activity activity, Money amount) => new(activity.Account, amount) { Activity = activity.Id.Value };

    internal static Line Waiting(Activity activity, Money amount) => new(Account.ActivityPending(activity.Code), amount) { Activity = activity.Id.Value };

    internal static Line Owed(Client client, Money amount) => new(Account.Client(client.Code), amount) { Client = client.Id.Value };

    /// <summary>Whether an amount fits into what is left.</summary>
    internal static Refusal? RefuseAmount(Money amount, Currency currency, Money left)
    {
        if (amount.Currency != currency) return new("other-currency", ("currency", currency.Code)) { Field = "amount" };
        if (!amount.IsPositive) return new("amount-not-positive", ("amount", amount)) { Field = "amount" };
        return amount > left ? new("more-than-open", ("open", left), ("amount", amount)) { Field = "amount" } : null;
    }

    private static IEnumerable<Entry> Entries(Tx tx, Invoice invoice, Activity activity, Client client, Terms terms)
    {
        var foreign = invoice.Net.Currency != activity.Currency;
        yield return new Entry(Id<Entry>.Named(invoice.Id.Value, "invoice"), invoice.Entity, tx.Today, invoice.Id.Value, "invoice", $"Invoice {invoice.Number}",
            Owed(client, invoice.Gross), foreign ? Waiting(activity, -invoice.Net) : Steered(activity, -invoice.Net), new Line(Account.VatDue, -invoice.Vat))
        {
            DocumentDate = invoice.Date,
        };
        if (!foreign && Contribution(tx, invoice.Id.Value, invoice, activity, terms, invoice.FeeBase) is { } contribution) yield return contribution;
    }

    internal static Entry? Contribution(Tx tx, Guid cause, Invoice invoice, Activity activity, Terms terms, Money feeBase)
    {
        var fee = terms.Fee.Compute(feeBase);
        return fee.Total.IsZero ? null : new Entry(
            Id<Entry>.Named(cause, "contribution"), invoice.Entity, tx.Today, cause, "contribution", $"Contribution {invoice.Number}",
            Steered(activity, fee.Total), new Line(Account.Contribution, -fee.Contribution), new Line(Account.FundAllocations, -fee.FundShare));
    }
}
