using Dapper;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Invoicing;

internal static class ClientRelationSql
{
    /// <summary>Own for who entered it; staff stand in for each other. Nothing when there is no such client.</summary>
    public static async Task<Relation> RelationTo(this Tx tx, Id<Client> client, Actor actor) =>
        await tx.Connection.QuerySingleOrDefaultAsync<(bool Found, Guid? By)>(
            "select true, entered_by from invoicing.client where id = @id", new { id = client.Value }) is (true, var by)
            ? Relation.AdviserOf | (by == actor.Person.Value ? Relation.Own : Relation.None)
            : Relation.None;

    public static async Task<Client?> LockClient(this Tx tx, Id<Client> id)
    {
        await tx.Connection.ExecuteAsync("select from invoicing.client where id = @id for update", new { id = id.Value });
        return await tx.FindClient(id);
    }

    /// <summary>
    /// Orders and contacts move to the other client. Issued invoices are immutable and stay under the number they have; whoever asks how late
    /// the other client is, counts them (<see cref="ClientStandingSql.Standing"/>).
    /// </summary>
    public static async Task Merge(this Tx tx, Client client, Client into, string why)
    {
        await tx.Connection.ExecuteAsync(
            """
            update invoicing.client set state = 'Merged', merged_into = @into where id = @id;
            update invoicing.client set merged_into = @into where merged_into = @id;
            update invoicing.contact set client = @into where client = @id;
            update invoicing.client_order set client = @into where client = @id;
            update invoicing.order_content set content = jsonb_set(content, '{client}', to_jsonb(@into::text)) where content ->> 'client' = @id::text;
            """,
            new { id = client.Id.Value, into = into.Id.Value });
        await tx.TakeStep(Client.States, client.Id.Value, client.State, ClientState.Merged, "merged", why);
        await tx.TakeOffDesk(client.Id, client.State, "merged");
    }
}
