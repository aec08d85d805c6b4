using System.Text.Json;
using Dapper;
using NodaTime;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Invoicing;

internal static class DraftSql
{
    /// <summary>The draft as it stands, and the step that brought it there where its state changes.</summary>
    public static async Task Save(this Tx tx, Draft draft, InvoiceState? was, string @event, string why = "")
    {
        await tx.Connection.ExecuteAsync(
            """
            insert into invoicing.draft (id, order_id, activity, state, planned, lines, net, vat, note, buyer_reference, files)
            values (@id, @order, @activity, @state, @Planned, @lines::jsonb, @net, @vat, @Note, @BuyerReference, @files::jsonb)
            on conflict (id) do update set state = excluded.state, planned = excluded.planned, lines = excluded.lines, net = excluded.net,
                vat = excluded.vat, note = excluded.note, buyer_reference = excluded.buyer_reference, files = excluded.files
            """,
            new
            {
                id = draft.Id.Value, order = draft.Order.Value, activity = draft.Activity.Value, state = draft.State.ToString(), draft.Planned,
                lines = JsonSerializer.Serialize(draft.Lines, StoreJson.Options), net = draft.Net.Minor, vat = draft.Vat?.Minor, draft.Note, draft.BuyerReference,
                files = JsonSerializer.Serialize(draft.Files, StoreJson.Options),
            });
        if (was != draft.State) await tx.TakeStep(InvoiceStates.Machine, draft.Id.Value, was, draft.State, @event, why);
    }

    public static Task<Draft?> FindDraft(this Tx tx, Id<Invoice> id) => tx.Select(id, "");

    /// <summary>Lock order: the order, then the draft, then the activity.</summary>
    public static async Task<(Order Order, Draft Draft)?> LockDraft(this Tx tx, Id<Invoice> id)
    {
        if (await tx.FindDraft(id) is not { } found || await tx.LockOrder(found.Order) is not { } order) return null;
        return (order, (await tx.Select(id, "for update of draft"))!);
    }

    /// <summary>Net of the order that is neither invoiced nor in another draft. Credit notes give nothing back: new work is a new order.</summary>
    public static async Task<Money> Unplanned(this Tx tx, Order order, Id<Invoice>? without = null) => order.Net - new Money(
        await tx.Connection.QuerySingleAsync<long>(
            """
            select (coalesce((select sum(net) from invoicing.invoice where order_id = @id), 0)
                + coalesce((select sum(net) from invoicing.draft where order_id = @id and state in ('Draft', 'Scheduled') and id is distinct from @without), 0))::bigint
            """,
            new { id = order.Id.Value, without = without?.Value }), order.Net.Currency);

    /// <summary>Drafts whose day has come.</summary>
    public static async Task<IReadOnlyList<Id<Invoice>>> DraftsDue(this Tx tx, LocalDate date) =>
        [.. (await tx.Connection.QueryAsync<Guid>(
            "select id from invoicing.draft where state = 'Scheduled' and planned <= @date order by planned, id", new { date })).Select(id => new Id<Invoice>(id))];

    private static async Task<Draft?> Select(this Tx tx, Id<Invoice> id, string andLock) =>
        (await tx.Connection.QuerySingleOrDefaultAsync<Row>(
            $"""
            select draft.id, order_id, draft.activity, draft.state, planned, lines::text as lines, draft.net, vat, note, buyer_reference, files::text as files, currency
            from invoicing.draft join invoicing.client_order on client_order.id = order_id
            where draft.id = @id {andLock}
            """,
            new { id = id.Value }))?.ToDraft();

    private sealed record Row(
        Guid Id, Guid Order_Id, Guid Activity, InvoiceState State, LocalDate? Planned, string Lines, long Net, long? Vat, string Note, string Buyer_Reference,
        string Files, Currency Currency)
    {
        public Draft ToDraft() => new(
            new(Id), new(Order_Id), new(Activity), State, Planned, JsonSerializer.Deserialize<DraftLine[]>(Lines, StoreJson.Options)!, new(Net, Currency),
            Vat is { } vat ? new(vat, Currency) : null, Note, Buyer_Reference)
        {
            Files = JsonSerializer.Deserialize<OrderFile[]>(Files, StoreJson.Options)!,
        };
    }
}
