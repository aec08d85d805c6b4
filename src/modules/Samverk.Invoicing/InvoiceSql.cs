using Dapper;
using NodaTime;
using Samverk.Activities;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Invoicing;

/// <summary>What reduced an invoice's open amount, or came back after it was written off.</summary>
/// <param name="Id">The payment, credit note or decision: done once.</param>
/// <param name="Amount">Gross, in the invoice's currency.</param>
/// <param name="Net">The net part of it.</param>
/// <param name="Covered">For write-offs and recoveries: the fund bore it.</param>
internal sealed record Settlement(Guid Id, Id<Invoice> Invoice, SettlementKind Kind, Money Amount, Money Net, string Reference, bool? Covered = null);

internal enum SettlementKind { Payment, CreditNote, WriteOff, Recovery }

internal static class InvoiceSql
{
    public static Task Save(this Tx tx, Invoice invoice) => tx.Connection.ExecuteAsync(
        """
        insert into invoicing.invoice (id, number, order_id, activity, entity, client, currency, net, vat, gross, vat_rate, fee_base, date, due, issued_at)
        values (@id, @Number, @order, @activity, @entity, @client, @Currency, @net, @vat, @gross, @rate, @feeBase, @Date, @Due, @Now)
        """,
        new
        {
            id = invoice.Id.Value, invoice.Number, order = invoice.Order.Value, activity = invoice.Activity.Value, entity = invoice.Entity.Value,
            client = invoice.Client.Value, invoice.Net.Currency, net = invoice.Net.Minor, vat = invoice.Vat.Minor, gross = invoice.Gross.Minor,
            rate = invoice.VatRate.PerCent, feeBase = invoice.FeeBase.Minor, invoice.Date, invoice.Due, tx.Now,
        });

    public static Task Save(this Tx tx, Settlement settlement) => tx.Connection.ExecuteAsync(
        """
        insert into invoicing.settlement (id, invoice, kind, amount, net, covered, reference, date)
        values (@Id, @invoice, @kind, @amount, @net, @Covered, @Reference, @Today)
        """,
        new
        {
            settlement.Id, invoice = settlement.Invoice.Value, kind = settlement.Kind.ToString(), amount = settlement.Amount.Minor,
            net = settlement.Net.Minor, settlement.Covered, settlement.Reference, tx.Today,
        });

    public static async Task<Settlement?> FindSettlement(this Tx tx, Guid id) =>
        (await tx.Connection.QuerySingleOrDefaultAsync<SettlementRow>(
            """
            select settlement.id, invoice, kind, amount, settlement.net, covered, reference, currency
            from invoicing.settlement join invoicing.invoice on invoice.id = settlement.invoice where settlement.id = @id
            """,
            new { id }))?.ToSettlement();

    /// <summary>Whether a later settlement stands against it.</summary>
    public static Task<bool> IsTakenBack(this Tx tx, Guid settlement) => tx.Connection.QuerySingleAsync<bool>(
        "select exists (select from invoicing.settlement where reverses = @settlement)", new { settlement });

    public static async Task<Invoice?> FindInvoice(this Tx tx, Id<Invoice> id) =>
        (await tx.Connection.QuerySingleOrDefaultAsync<Row>($"select {Columns} from invoicing.invoice where id = @id", new { id = id.Value }))?.ToInvoice();

    /// <summary>Locks the order, the invoice and its activity, in this order, and reads what happened to the invoice until now.</summary>
    public static async Task<(Order Order, InvoiceAccount Invoice, Activity Activity)?> LockInvoice(this Tx tx, Id<Invoice> id)
    {
        if (await tx.FindInvoice(id) is not { } invoice) return null;
        var order = await tx.LockOrder(invoice.Order);
        await tx.Connection.ExecuteAsync("select from invoicing.invoice where id = @id for update", new { id = id.Value });
        var activity = await tx.LockActivity(invoice.Activity);
        return (order!, await tx.AccountOf(invoice), activity!);
    }

    /// <summary>What happened to an invoice until now.</summary>
    public static async Task<InvoiceAccount> AccountOf(this Tx tx, Invoice invoice) => (await tx.AccountsOf([invoice]))[0];

    /// <summary>Net of the order that is invoiced; in a foreign currency, what the client has settled or will never pay.</summary>
    public static async Task<Money> Gone(this Tx tx, Order order, Currency entity) => (await tx.Gone([(order, entity)]))[0];

    /// <summary>Makes the positions of an order say what is still to come. The caller holds the locks.</summary>
    public static Task<Outcome<Done>> PlanOrder(this Tx tx, Order order, Activity activity) => tx.PlanOrders([(order, activity)]);

    /// <summary>Makes the position of an invoice say what is uncollected, and whether it is sure. In a foreign currency nothing is, until it arrives.</summary>
    public static Task PlaceInvoice(this Tx tx, Invoice invoice, Activity activity) => tx.PlaceInvoices([(invoice, activity)]);

    public static async Task<IReadOnlyList<Invoice>> InvoicesOf(this Tx tx, Id<Order> order) =>
        [.. (await tx.Connection.QueryAsync<Row>($"select {Columns} from invoicing.invoice where order_id = @id order by issued_at, id", new { id = order.Value }))
            .Select(row => row.ToInvoice())];

    internal const string Columns = "id, number, order_id, activity, entity, client, currency, net, vat, vat_rate, fee_base, date, due";

    private sealed record SettlementRow(Guid Id, Guid Invoice, SettlementKind Kind, long Amount, long Net, bool? Covered, string Reference, Currency Currency)
    {
        public Settlement ToSettlement() => new(Id, new(Invoice), Kind, new(Amount, Currency), new(Net, Currency), Reference, Covered);
    }

    internal sealed record Row(
        Guid Id, string Number, Guid Order_Id, Guid Activity, Guid Entity, Guid Client, Currency Currency, long Net, long Vat, decimal Vat_Rate, long Fee_Base,
        LocalDate Date, LocalDate Due)
    {
        public Invoice ToInvoice() => new(
            new(Id), Number, new(Order_Id), new(Activity), new(Entity), new(Client), new(Net, Currency), new(Vat, Currency), Rate.OfPerCent(Vat_Rate),
            new(Fee_Base, Currency), Date, Due);
    }
}
