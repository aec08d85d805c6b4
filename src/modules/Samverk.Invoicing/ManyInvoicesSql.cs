using Dapper;
using Samverk.Activities;
using Samverk.Guarantee;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Invoicing;

/// <summary>An invoice with everything around it, locked.</summary>
internal sealed record HeldInvoice(Order Order, InvoiceAccount Account, Activity Activity, Client Client)
{
    public Invoice Invoice => Account.Invoice;

    public bool IsForeign => Order.IsForeign(Activity.Currency);
}

/// <summary>What is asked of and done to any number of invoices in one round trip each.</summary>
internal static class ManyInvoicesSql
{
    /// <summary>Locks their orders, the invoices and their activities, in this order and each by id. Those that are not there are left out.</summary>
    public static async Task<IReadOnlyDictionary<Id<Invoice>, HeldInvoice>> LockInvoices(this Tx tx, IReadOnlyCollection<Id<Invoice>> ids)
    {
        var wanted = ids.Select(id => id.Value).ToArray();
        var invoices = (await tx.Connection.QueryAsync<InvoiceSql.Row>($"select {InvoiceSql.Columns} from invoicing.invoice where id = any(@wanted)", new { wanted }))
            .Select(row => row.ToInvoice()).ToArray();
        var orders = (await tx.LockOrders([.. invoices.Select(invoice => invoice.Order.Value).Distinct()])).ToDictionary(order => order.Id);
        await tx.Connection.ExecuteAsync("select from invoicing.invoice where id = any(@wanted) order by id for update", new { wanted });
        var activities = (await tx.LockActivities([.. invoices.Select(invoice => invoice.Activity).Distinct()])).ToDictionary(activity => activity!.Id, activity => activity!);
        var clients = await tx.FindClients([.. invoices.Select(invoice => orders[invoice.Order].Client.Value).Distinct()]);
        return (await tx.AccountsOf(invoices)).ToDictionary(
            account => account.Invoice.Id,
            account => new HeldInvoice(orders[account.Invoice.Order], account, activities[account.Invoice.Activity], clients[orders[account.Invoice.Order].Client]));
    }

    /// <summary>What happened to invoices until now, in their order.</summary>
    public static async Task<IReadOnlyList<InvoiceAccount>> AccountsOf(this Tx tx, IReadOnlyList<Invoice> invoices)
    {
        var all = (await tx.Connection.QueryAsync<Sums>(
            """
            select wanted.id,
                   coalesce(sum(amount) filter (where kind = 'Payment'), 0)::bigint as paid,
                   coalesce(sum(amount) filter (where kind = 'CreditNote'), 0)::bigint as credited,
                   coalesce(sum(net) filter (where kind = 'CreditNote'), 0)::bigint as credited_net,
                   coalesce(sum(amount) filter (where kind = 'WriteOff'), 0)::bigint as written_off,
                   coalesce(sum(amount) filter (where kind = 'Recovery'), 0)::bigint as recovered,
                   bool_or(covered) filter (where kind = 'WriteOff') as covered,
                   exists (select from invoicing.dispute where dispute.invoice = wanted.id and closed is null) as disputed
            from unnest(@ids) as wanted (id)
            left join invoicing.settlement on settlement.invoice = wanted.id
            group by wanted.id
            """,
            new { ids = invoices.Select(invoice => invoice.Id.Value).ToArray() })).ToDictionary(sums => sums.Id);
        return [.. invoices.Select(invoice => all[invoice.Id.Value].Of(invoice))];
    }

    /// <summary>Net of the orders that is invoiced; in a foreign currency, what the client has settled or will never pay. In their order.</summary>
    public static async Task<IReadOnlyList<Money>> Gone(this Tx tx, IReadOnlyList<(Order Order, Currency Books)> orders)
    {
        var gone = (await tx.Connection.QueryAsync<(Guid Id, long Minor)>(
            """
            select id, case when is_foreign
                then (select coalesce(sum(settlement.amount), 0)::bigint
                      from invoicing.settlement join invoicing.invoice on invoice.id = settlement.invoice
                      where invoice.order_id = wanted.id and settlement.kind <> 'Recovery')
                else (select coalesce(sum(net), 0)::bigint from invoicing.invoice where order_id = wanted.id) end
            from unnest(@ids, @foreign) as wanted (id, is_foreign)
            """,
            new { ids = orders.Select(one => one.Order.Id.Value).ToArray(), foreign = orders.Select(one => one.Order.IsForeign(one.Books)).ToArray() }))
            .ToDictionary(row => row.Id, row => row.Minor);
        return [.. orders.Select(one => new Money(gone[one.Order.Id.Value], one.Order.Net.Currency))];
    }

    /// <summary>Makes the positions of orders say what is still to come. The caller holds the locks.</summary>
    /// <param name="orders">Each once.</param>
    public static async Task<Outcome<Done>> PlanOrders(this Tx tx, IReadOnlyList<(Order Order, Activity Activity)> orders)
    {
        var gone = await tx.Gone([.. orders.Select(one => (one.Order, one.Activity.Currency))]);
        var covered = await tx.Covered([.. orders.Select(one => one.Order.Id.Value)]);
        var positions = new List<Position>(orders.Count);
        foreach (var entity in orders.Zip(gone).GroupBy(one => one.First.Order.Entity))
        {
            var terms = await tx.Terms(entity.Key, tx.Today);
            if (terms.Refusal is { } refusal) return refusal;
            positions.AddRange(entity.Select(one => new Position(
                one.First.Activity.Id, one.First.Order.Id.Value, PositionKind.Planned,
                one.First.Order.Rest(one.Second, terms.Value.Fee, one.First.Activity.Currency), covered.Contains(one.First.Order.Id.Value))
            {
                Client = one.First.Order.Client.Value,
            }));
        }

        await tx.SetPositions(positions);
        return default(Done);
    }

    /// <summary>Makes the positions of invoices say what is uncollected, and whether it is sure. In a foreign currency nothing is, until it arrives.</summary>
    /// <param name="invoices">Each once.</param>
    public static async Task PlaceInvoices(this Tx tx, IReadOnlyList<(Invoice Invoice, Activity Activity)> invoices)
    {
        var own = invoices.Where(one => one.Invoice.Net.Currency == one.Activity.Currency).ToArray();
        if (own.Length is 0) return;

        var covered = await tx.Covered([.. own.Select(one => one.Invoice.Order.Value).Distinct()]);
        var accounts = await tx.AccountsOf([.. own.Select(one => one.Invoice)]);
        await tx.SetPositions([.. accounts.Zip(own).Select(one => new Position(
            one.Second.Activity.Id, one.First.Invoice.Id.Value, PositionKind.Open, one.First.Invoice.NetOf(one.First.Open),
            Sure: !one.First.Disputed && covered.Contains(one.First.Invoice.Order.Value))
        {
            Client = one.First.Invoice.Client.Value,
        })]);
    }

    public static Task SaveAll(this Tx tx, IReadOnlyList<Settlement> settlements)
    {
        return tx.Connection.ExecuteAsync(
            """
            insert into invoicing.settlement (id, invoice, kind, amount, net, covered, reference, date)
            select id, invoice, kind, amount, net, covered, reference, @Today
            from unnest(@ids, @invoices, @kinds, @amounts, @nets, @covered, @references) as said (id, invoice, kind, amount, net, covered, reference)
            """,
            new
            {
                ids = Of(it => it.Id), invoices = Of(it => it.Invoice.Value), kinds = Of(it => it.Kind.ToString()), amounts = Of(it => it.Amount.Minor),
                nets = Of(it => it.Net.Minor), covered = Of(it => it.Covered), references = Of(it => it.Reference), tx.Today,
            });

        T[] Of<T>(Func<Settlement, T> part) => [.. settlements.Select(part)];
    }

    private sealed record Sums(Guid Id, long Paid, long Credited, long Credited_Net, long Written_Off, long Recovered, bool? Covered, bool Disputed)
    {
        public InvoiceAccount Of(Invoice invoice)
        {
            var open = Money.Max(invoice.Gross - Minor(Paid) - Minor(Credited) - Minor(Written_Off), Minor(0));
            return new(invoice, open, Minor(Credited_Net), Minor(Credited - Credited_Net), Minor(Written_Off), Minor(Recovered), Covered, Disputed);

            Money Minor(long minor) => new(minor, invoice.Net.Currency);
        }
    }
}
