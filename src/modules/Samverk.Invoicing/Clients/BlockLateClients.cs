using Dapper;
using NodaTime;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Invoicing;

/// <summary>Every business day: who is late is watched, who is late for too long is blocked, and who has paid is free again.</summary>
internal sealed class BlockLateClients : IRecur
{
    public static string Kind => "invoicing.block-late-clients";

    public async Task Run(Tx tx, LocalDate date)
    {
        var clients = await tx.Connection.QueryAsync<Guid>(
            """
            with late as (
                select client.id, client.merged_into
                from invoicing.invoice
                join invoicing.client on client.id = invoice.client
                left join lateral (
                    select sum(amount) filter (where kind <> 'WriteOff') as came from invoicing.settlement where settlement.invoice = invoice.id
                ) settled on true
                where invoice.due < @date and invoice.gross > coalesce(settled.came, 0)
            )
            select client.id from invoicing.client
            where state in ('Watch', 'Blocked')
                or state in ('Approved', 'PrepayOnly') and client.id in (select id from late union select merged_into from late)
            order by client.id
            """,
            new { date });
        foreach (var client in clients) await tx.FollowStanding(new(client));
    }
}

/// <summary>A client that pays is free at once, not only the next day.</summary>
internal sealed class FreePayingClient : IHandle<InvoicePaid>
{
    public async Task Handle(InvoicePaid happened, Tx tx)
    {
        if (await tx.FindInvoice(new(happened.Invoice)) is { } invoice) await tx.FollowStanding(invoice.Client);
    }
}

internal static class FollowStandingSql
{
    /// <summary>Makes the client's state what its standing says. What a person decided stays until a person changes it.</summary>
    public static async Task FollowStanding(this Tx tx, Id<Client> id)
    {
        if (await tx.LockClient(id) is not { } client) return;
        var standing = await tx.Standing(id);
        // Where nobody has set the limit, nobody is blocked by it: orders that need the answer are refused with this code.
        if (standing.Refusal is not null) return;

        var byRule = (await tx.Steps(id.Value)).LastOrDefault()?.Event is ClientEventsOf.BlockedByRule or ClientEventsOf.LateByRule;
        var (to, happened) = (client.State, standing.Value) switch
        {
            (ClientState.Approved or ClientState.Watch or ClientState.PrepayOnly, { Blocked: true }) => (ClientState.Blocked, ClientEventsOf.BlockedByRule),
            (ClientState.Approved, { Late: true }) => (ClientState.Watch, ClientEventsOf.LateByRule),
            (ClientState.Blocked or ClientState.Watch, { Overdue: false }) when byRule => (ClientState.Approved, ClientEventsOf.Paid),
            _ => (client.State, ""),
        };
        if (to == client.State) return;

        await tx.Save(client with { State = to }, client.State, happened, "");
        if (to is ClientState.Blocked) await tx.Raise(new ClientBlocked(id.Value, ByRule: true));
        if (client.State is ClientState.Blocked) await tx.Raise(new ClientUnblocked(id.Value));
    }
}
