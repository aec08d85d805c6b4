using Dapper;
using NodaTime;
using Samverk.Countries;
using Samverk.Desk;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Invoicing;

public static class ClientSql
{
    public static async Task<Client?> FindClient(this Tx tx, Id<Client> id) =>
        (await tx.Connection.QuerySingleOrDefaultAsync<Row>($"select {Columns} from invoicing.client where id = @id", new { id = id.Value }))?.ToClient();

    internal static async Task<IReadOnlyDictionary<Id<Client>, Client>> FindClients(this Tx tx, IReadOnlyCollection<Guid> ids) =>
        (await tx.Connection.QueryAsync<Row>($"select {Columns} from invoicing.client where id = any(@ids)", new { ids = ids.ToArray() }))
            .Select(row => row.ToClient()).ToDictionary(client => client.Id);

    /// <summary>The client as it stands, and the step that brought it there.</summary>
    public static async Task Save(this Tx tx, Client client, ClientState? was, string @event, string why)
    {
        await tx.Connection.ExecuteAsync(
            """
            insert into invoicing.client (id, code, name, kind, country, street, building, postal_code, town, vat_number, organisation_number, email, language, state, created, match_key)
            values (@id, @Code, @Name, @kind, @Country, @Street, @BuildingNumber, @PostalCode, @Town, @VatNumber, @OrganisationNumber, @Email, @Language, @state, @Created, @key)
            on conflict (id) do update set name = excluded.name, kind = excluded.kind, street = excluded.street, building = excluded.building,
                postal_code = excluded.postal_code, town = excluded.town, vat_number = excluded.vat_number,
                organisation_number = excluded.organisation_number, email = excluded.email, language = excluded.language, state = excluded.state, match_key = excluded.match_key
            """,
            new
            {
                id = client.Id.Value, client.Code, client.Name, kind = client.Kind.ToString(), client.Country, client.Address?.Street, client.Address?.BuildingNumber,
                client.Address?.PostalCode, client.Address?.Town, client.VatNumber, client.OrganisationNumber, client.Email, client.Language,
                state = client.State.ToString(), client.Created, key = ClientDetails.MatchKey(client.Name, client.Address?.Town),
            });
        await tx.TakeStep(Client.States, client.Id.Value, was, client.State, @event, why);
        await tx.TakeOffDesk(client.Id, was, @event);
    }

    /// <summary>What the staff was asked about a client is answered by its next step, whoever or whatever took it.</summary>
    internal static async Task TakeOffDesk(this Tx tx, Id<Client> client, ClientState? was, string @event)
    {
        if (was is ClientState.Checking) await tx.CloseItem(client.Value, ClientItems.Check, @event);
        if (was is not ClientState.Blocked) return;
        await tx.Connection.ExecuteAsync("update invoicing.unblock_request set decided = true where client = @id and not decided", new { id = client.Value });
        await tx.CloseItem(client.Value, ClientItems.Unblock, @event);
    }

    internal const string Columns =
        "id, code, name, kind, country, street, building, postal_code, town, vat_number, organisation_number, email, language, state, created";

    internal sealed record Row(
        Guid Id, string Code, string Name, BuyerKind Kind, string Country, string? Street, string? Building, string? Postal_Code, string? Town,
        string? Vat_Number, string? Organisation_Number, string? Email, string Language, ClientState State, LocalDate Created)
    {
        public Client ToClient() => new(
            new(Id), Code, Name, Kind, Country, Town is null ? null : new(Country, Town, Postal_Code, Street, Building), Vat_Number, Organisation_Number,
            Email, Language, State, Created);
    }
}
