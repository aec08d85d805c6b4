using Dapper;
using Samverk.Activities;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Invoicing;

/// <summary>A bill from one cooperative's activity to another's, for a member's part of client work. It stands in both books alike.</summary>
/// <param name="Buyer">The activity that pays.</param>
/// <param name="Seller">The activity that did the work.</param>
/// <param name="Guaranteed">The buyer's cooperative pays whether or not the client does.</param>
public sealed record SisterInvoice(Id<SisterInvoice> Id, string Number, Id<Activity> Buyer, Id<Activity> Seller, Money Amount, bool Guaranteed);

public static class SisterVerbs
{
    /// <returns>Done; <c>activity-closed</c>, <c>other-entity</c> when both are of one entity, <c>other-currency</c>.</returns>
    public static async Task<Outcome<Done>> InvoiceSister(this Tx tx, SisterInvoice invoice)
    {
        if (await tx.LockActivities(invoice.Buyer, invoice.Seller) is not [{ } buyer, { } seller]) return Refusal.Unknown;
        if (buyer.RefuseUnlessOpen("toActivity") is { } closed) return closed;
        if (seller.RefuseUnlessOpen("fromActivity") is { } alsoClosed) return alsoClosed;
        if (buyer.Entity == seller.Entity) return new Refusal("other-entity", ("from", seller.Name), ("to", buyer.Name)) { Field = "fromActivity" };
        if (invoice.Amount.Currency != buyer.Currency || invoice.Amount.Currency != seller.Currency)
            return new Refusal("other-currency", ("currency", buyer.Currency.Code)) { Field = "amount" };
        if (!invoice.Amount.IsPositive) return new Refusal("amount-not-positive", ("amount", invoice.Amount)) { Field = "amount" };

        var (buying, selling) = (await tx.FindEntity(buyer.Entity), await tx.FindEntity(seller.Entity));
        var terms = await tx.Terms(seller.Entity, tx.Today);
        if (terms.Refusal is { } refusal) return refusal;

        await tx.Connection.ExecuteAsync(
            "insert into invoicing.sister_invoice (id, number, buyer, seller, currency, amount, guaranteed, date) values (@id, @Number, @buyer, @seller, @Currency, @minor, @Guaranteed, @Today)",
            new
            {
                id = invoice.Id.Value, invoice.Number, buyer = buyer.Id.Value, seller = seller.Id.Value, invoice.Amount.Currency, minor = invoice.Amount.Minor,
                invoice.Guaranteed, tx.Today,
            });
        var (document, fee) = (invoice.Id.Value, terms.Value.Fee.Compute(invoice.Amount));
        List<Entry> entries =
        [
            new(Id<Entry>.Named(document, "sister-invoice-buyer"), buyer.Entity, tx.Today, document, "sister-invoice", $"Sister invoice {invoice.Number}",
                InvoiceVerbs.Steered(buyer, invoice.Amount), new Line(Account.SisterPayable(selling!.Code), -invoice.Amount)),
            new(Id<Entry>.Named(document, "sister-invoice-seller"), seller.Entity, tx.Today, document, "sister-invoice", $"Sister invoice {invoice.Number}",
                new Line(Account.SisterReceivable(buying!.Code), invoice.Amount), InvoiceVerbs.Steered(seller, -invoice.Amount)),
        ];
        if (!fee.Total.IsZero)
            entries.Add(new(Id<Entry>.Named(document, "contribution"), seller.Entity, tx.Today, document, "contribution", $"Contribution {invoice.Number}",
                InvoiceVerbs.Steered(seller, fee.Total), new Line(Account.Contribution, -fee.Contribution), new Line(Account.FundAllocations, -fee.FundShare)));
        if ((await tx.Post([.. entries])).Refusal is { } notPosted) return notPosted;

        await tx.SetPosition(new Position(seller.Id, document, PositionKind.Open, invoice.Amount, invoice.Guaranteed));
        return default(Done);
    }

    /// <summary>The buyer's cooperative pays the seller's; both book it.</summary>
    /// <returns>Done; <c>more-than-open</c>.</returns>
    public static async Task<Outcome<Done>> PaySister(this Tx tx, Guid payment, Id<SisterInvoice> id, Money amount)
    {
        if (await tx.LockSisterInvoice(id) is not var (invoice, paid)) return Refusal.Unknown;
        if (await tx.LockActivities(invoice.Buyer, invoice.Seller) is not [{ } buyer, { } seller]) return Refusal.Unknown;
        var open = invoice.Amount - paid;
        if (InvoiceVerbs.RefuseAmount(amount, invoice.Amount.Currency, open) is { } refusal) return refusal;

        var (buying, selling) = (await tx.FindEntity(buyer.Entity), await tx.FindEntity(seller.Entity));
        await tx.Connection.ExecuteAsync(
            "insert into invoicing.sister_payment (id, invoice, amount, date) values (@payment, @id, @minor, @Today)",
            new { payment, id = id.Value, minor = amount.Minor, tx.Today });
        var posted = await tx.Post(
            new Entry(Id<Entry>.Named(payment, "settlement-buyer"), buyer.Entity, tx.Today, id.Value, "sister-payment", $"Settlement {invoice.Number}",
                new Line(Account.SisterPayable(selling!.Code), amount), new Line(Account.Bank, -amount)),
            new Entry(Id<Entry>.Named(payment, "settlement-seller"), seller.Entity, tx.Today, id.Value, "sister-payment", $"Settlement {invoice.Number}",
                new Line(Account.Bank, amount), new Line(Account.SisterReceivable(buying!.Code), -amount)));
        if (posted.Refusal is { } notPosted) return notPosted;

        await tx.SetPosition(new Position(seller.Id, id.Value, PositionKind.Open, open - amount, invoice.Guaranteed));
        return default(Done);
    }

    private static async Task<(SisterInvoice Invoice, Money Paid)?> LockSisterInvoice(this Tx tx, Id<SisterInvoice> id)
    {
        var row = await tx.Connection.QuerySingleOrDefaultAsync<Row>(
            "select number, buyer, seller, currency, amount, guaranteed from invoicing.sister_invoice where id = @id for update", new { id = id.Value });
        if (row is null) return null;
        var paid = await tx.Connection.QuerySingleAsync<long>(
            "select coalesce(sum(amount), 0)::bigint from invoicing.sister_payment where invoice = @id", new { id = id.Value });
        return (new(id, row.Number, new(row.Buyer), new(row.Seller), new(row.Amount, row.Currency), row.Guaranteed), new(paid, row.Currency));
    }

    private sealed record Row(string Number, Guid Buyer, Guid Seller, Currency Currency, long Amount, bool Guaranteed);
}
