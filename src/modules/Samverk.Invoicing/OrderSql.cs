using Dapper;
using Samverk.Desk;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Invoicing;

public static class OrderSql
{
    public static Task<Order?> FindOrder(this Tx tx, Id<Order> id) => tx.SelectOrder(id, "");

    /// <summary>Lock order: the order, then its invoice, then the activity.</summary>
    public static Task<Order?> LockOrder(this Tx tx, Id<Order> id) => tx.SelectOrder(id, "for update");

    /// <summary>The same for several, always in the order of their ids. Those that are not there are left out.</summary>
    internal static async Task<IReadOnlyList<Order>> LockOrders(this Tx tx, IReadOnlyCollection<Guid> ids) =>
        [.. (await tx.Connection.QueryAsync<Row>(
            $"select {Columns} from invoicing.client_order where id = any(@ids) order by id for update", new { ids = ids.ToArray() })).Select(row => row.ToOrder())];

    /// <summary>The order as it stands, and the step that brought it there.</summary>
    public static async Task Save(this Tx tx, Order order, OrderState? was, string @event, string why)
    {
        await tx.Connection.ExecuteAsync(
            """
            insert into invoicing.client_order (id, number, activity, entity, client, title, currency, net, pass_through, planning_rate, state, created)
            values (@id, @Number, @activity, @entity, @client, @Title, @Currency, @net, @passThrough, @PlanningRate, @state, @Today)
            on conflict (id) do update set title = excluded.title, currency = excluded.currency, net = excluded.net,
                pass_through = excluded.pass_through, planning_rate = excluded.planning_rate, state = excluded.state
            """,
            new
            {
                id = order.Id.Value, order.Number, activity = order.Activity.Value, entity = order.Entity.Value, client = order.Client.Value, order.Title,
                order.Net.Currency, net = order.Net.Minor, passThrough = order.PassThrough.Minor, order.PlanningRate, state = order.State.ToString(), tx.Today,
            });
        await tx.TakeStep(Order.States, order.Id.Value, was, order.State, @event, why);
        if (was is OrderState.Checking && order.State is not OrderState.Checking) await tx.CloseItem(order.Id.Value, OrderItems.Kind, @event);
    }

    private static async Task<Order?> SelectOrder(this Tx tx, Id<Order> id, string andLock) =>
        (await tx.Connection.QuerySingleOrDefaultAsync<Row>(
            $"select {Columns} from invoicing.client_order where id = @id {andLock}",
            new { id = id.Value }))?.ToOrder();

    private const string Columns = "id, number, activity, entity, client, title, currency, net, pass_through, planning_rate, state";

    private sealed record Row(
        Guid Id, string Number, Guid Activity, Guid Entity, Guid Client, string Title, Currency Currency, long Net, long Pass_Through, decimal? Planning_Rate,
        OrderState State)
    {
        public Order ToOrder() => new(
            new(Id), Number, new(Activity), new(Entity), new(Client), Title, new(Net, Currency), new(Pass_Through, Currency), Planning_Rate, State);
    }
}
