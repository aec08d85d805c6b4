using Dapper;
using NodaTime;
using Samverk.Activities;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Invoicing;

/// <summary>On its day, the next order of a series: the client has confirmed the series with its first order.</summary>
internal sealed class MakeNextOrders : IRecur
{
    public static string Kind => "invoicing.next-orders";

    public async Task Run(Tx tx, LocalDate date)
    {
        var series = await tx.Connection.QueryAsync<Guid>(
            """
            select client_order.id
            from invoicing.client_order join invoicing.order_content content using (id)
            where state in ('Active', 'Completed') and series is null and jsonb_typeof(content.content -> 'repeat') = 'object'
            order by client_order.id
            """);
        foreach (var id in series)
            if (await tx.FindStored(new(id)) is { } first && first.Content is { Repeat: { } repeat, From: { } from } && repeat.Begins(date, from))
                await Make(tx, first, from, date);
    }

    private static async Task Make(Tx tx, StoredOrder first, LocalDate from, LocalDate date)
    {
        if (await tx.LockOrder(first.Id) is not { State: OrderState.Active or OrderState.Completed } model) return;
        var id = Id<Order>.Named(first.Id.Value, date.ToString("R", null));
        if (await tx.FindOrder(id) is not null) return;

        var days = NodaTime.Period.DaysBetween(from, date);
        var content = first.Content with
        {
            From = date, To = first.Content.To?.PlusDays(days), Repeat = null,
            Instalments = [.. first.Content.Instalments.Select(part => part with { Date = part.Date.PlusDays(days) })],
        };
        var next = model with { Id = id, Number = await tx.NextOrderNumber(model.Entity), State = OrderState.Draft };
        await tx.Save(first with { Id = id, Content = content, Created = date });
        await tx.Save(next, null, "series", "");
        await tx.SaveBeside(next, content, series: first.Id);

        // A client who is late or an activity that is paused stops a series too; then an adviser looks at it.
        var client = (await tx.FindClient(model.Client))!;
        var stopped = await tx.RefuseBlocked(client);
        stopped ??= (await tx.LockActivity(model.Activity))?.RefuseUnlessOpen("activity");
        if (stopped is null)
        {
            var confirmed = first.Content.OwnContract is null;
            var active = await tx.Activate(next, OrderState.Draft, confirmed, new { series = first.Id, date });
            if (active.Refusal is { } refusal) throw new RefusedException(refusal);
            return;
        }

        await tx.Save(next with { State = OrderState.Checking }, OrderState.Draft, "series-stopped", stopped.Code);
        await tx.AskAdviser(next, first with { Id = id, Content = content }, client, stopped);
        await tx.Raise(new OrderSubmitted(id.Value, first.Author.Value));
    }
}

/// <summary>What the client has not answered by its last day expires.</summary>
internal sealed class ExpireOrders : IRecur
{
    public static string Kind => "invoicing.expire-orders";

    public async Task Run(Tx tx, LocalDate date)
    {
        var late = await tx.Connection.QueryAsync<Guid>("select id from invoicing.client_order where state = 'Confirming' and valid_until < @date order by id", new { date });
        foreach (var id in late)
        {
            if (await tx.LockOrder(new(id)) is not { State: OrderState.Confirming } order) continue;
            await tx.Save(order with { State = OrderState.Expired }, OrderState.Confirming, "valid-until-passed", "");
            await tx.EndAsking(order.Id);
            await tx.Raise(new OrderAnswered(id, OrderState.Expired));
        }
    }
}

/// <summary>One job's activity closes by itself when its order is over and nothing is left in it (money-path.md, section 8).</summary>
internal sealed class CloseAssignments : IRecur
{
    public static string Kind => "invoicing.close-assignments";

    public async Task Run(Tx tx, LocalDate date)
    {
        var over = (await tx.Connection.QueryAsync<Guid>(
            """
            select activity from invoicing.client_order
            where mode = 'Assignment'
            group by activity
            having bool_and(state in ('Completed', 'Cancelled', 'Rejected', 'Declined', 'Expired', 'Withdrawn')) and bool_or(state in ('Completed', 'Cancelled'))
            order by activity
            """)).Select(id => new Id<Activity>(id)).ToArray();
        var open = (await tx.LockActivities(over)).OfType<Activity>().Where(activity => activity is { Kind: ActivityKind.Assignment, State: ActivityState.Open }).ToArray();
        var balances = await tx.BalancesOf(open, tx.Today);
        foreach (var activity in open.Where(activity => balances[activity.Id].Settled)) _ = (await tx.CloseActivity(activity.Id, "its order is over and nothing is left")).Value;
    }
}
