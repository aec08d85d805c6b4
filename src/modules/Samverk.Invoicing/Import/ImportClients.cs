using Dapper;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Invoicing;

/// <summary>Clients that another tool knew already.</summary>
public static class ImportClients
{
    /// <summary>Whoever has been a client before was checked then: approved at once, by all steps on the way.</summary>
    /// <param name="client">Approved.</param>
    public static async Task ImportClient(this Tx tx, Client client, string why)
    {
        await tx.Save(client with { State = ClientState.New }, null, "imported", why);
        await tx.TakeStep(Client.States, client.Id.Value, ClientState.New, ClientState.Checking, "imported", why);
        await tx.Save(client with { State = ClientState.Approved }, ClientState.Checking, "imported", why);
    }

    /// <summary>VAT and organisation numbers that clients have, without spaces and in capitals: nobody is taken over twice.</summary>
    public static async Task<IReadOnlySet<string>> ClientNumbers(this Tx tx) => (await tx.Connection.QueryAsync<string>(
        """
        select upper(regexp_replace(number, '[^A-Za-z0-9]', '', 'g'))
        from invoicing.client cross join lateral unnest(array[vat_number, organisation_number]) as number
        where number is not null
        """)).ToHashSet(StringComparer.Ordinal);

    /// <summary>A client by the last part of its accounts.</summary>
    public static async Task<Client?> FindClientByCode(this Tx tx, string code) =>
        await tx.Connection.QuerySingleOrDefaultAsync<Guid?>("select id from invoicing.client where code = @code", new { code }) is { } id ? await tx.FindClient(new(id)) : null;

    /// <summary>Takes imported clients away again. Their steps stay and say that they were there.</summary>
    /// <returns>False when one of them has an order; the caller looks into the books.</returns>
    public static async Task<bool> RemoveClients(this Tx tx, IReadOnlyList<Guid> clients) => await tx.Connection.ExecuteAsync(
        """
        delete from invoicing.client
        where id = any(@ids) and not exists (select from invoicing.client_order where client = any(@ids))
        """,
        new { ids = clients.ToArray() }) == clients.Count;
}
