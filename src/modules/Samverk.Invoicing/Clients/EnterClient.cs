using Dapper;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Invoicing;

/// <summary>A member enters a client that is not there yet; an adviser checks it before the first order is confirmed.</summary>
internal sealed class EnterClient : IUseCase<EnterClient.Command, Id<Client>>
{
    /// <summary>How much name and town of two clients may resemble each other (pg_trgm) before a person has to say that they differ.</summary>
    private const float TooSimilar = 0.6f;

    public static Access Access => new((Role.Member, Relation.None), (Role.Adviser, Relation.None));

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    public async Task<Outcome<Id<Client>>> Run(Command command, Tx tx, Actor actor)
    {
        var read = command.Details.Read(new(command.Request), tx.Today);
        if (read.Refusal is { } refusal) return refusal;

        // Two members who enter the same client at the same moment take turns, so that the second one finds the first one's.
        await tx.Connection.ExecuteAsync("select pg_advisory_xact_lock(hashtext('invoicing.enter-client'))");
        var client = read.Value;
        var key = ClientDetails.MatchKey(client.Name, client.Address?.Town);
        var doubles = await tx.Doubles(client, key, TooSimilar);
        var because = (command.OtherBecause ?? "").Trim();
        if (doubles.Count > 0 && because.Length is 0)
            return new Refusal("client-exists", ("client", doubles.Select(one => one.Shown).ToArray()), ("clients", doubles.Select(one => one.Id).ToArray())) { Field = "otherBecause" };
        if (because.Length > 500) return new Refusal("field-invalid", ("text", because[..40])) { Field = "otherBecause" };

        await tx.Save(client, null, "entered", because);
        await tx.Connection.ExecuteAsync(
            "update invoicing.client set entered_by = @by, other_than = @other where id = @id",
            new { by = actor.Person.Value, other = doubles.Count > 0 ? because : null, id = client.Id.Value });
        await tx.Save(client with { State = ClientState.Checking }, ClientState.New, "check-asked", "");
        await tx.AskCheck(client, actor.Person, doubles);
        await tx.Raise(new ClientEntered(client.Id.Value, actor.Person.Value));
        return client.Id;
    }

    /// <param name="OtherBecause">Why it is another one than the clients that were found; null the first time.</param>
    public sealed record Command(Guid Request, ClientDetails Details, string? OtherBecause) : ICommand<Command, EnterClient, Id<Client>>
    {
        public object Subject => new { Client = Request };
    }
}

/// <summary>A client that may be the same.</summary>
internal sealed record FoundDouble(Guid Id, string Name, string? Town, string? Vat_Number)
{
    public string Shown => $"{Name}{(Town is null ? "" : $", {Town}")}{(Vat_Number is null ? "" : $" ({Vat_Number})")}";
}

internal static class ClientDoublesSql
{
    /// <summary>The same VAT number or organisation number, or a name and town that resemble; the nearest first, at most five.</summary>
    public static async Task<IReadOnlyList<FoundDouble>> Doubles(this Tx tx, Client client, string key, float similar) =>
        [.. await tx.Connection.QueryAsync<FoundDouble>(
            """
            select id, name, town, vat_number
            from invoicing.client
            where id <> @id and state not in ('Refused', 'Merged')
                and (vat_number = @VatNumber or (organisation_number = @OrganisationNumber and country = @Country)
                    or (country = @Country and match_key % @key and similarity(match_key, @key) >= @similar))
            order by coalesce(vat_number = @VatNumber, false) desc, similarity(match_key, @key) desc, id
            limit 5
            """,
            new { id = client.Id.Value, client.VatNumber, client.OrganisationNumber, client.Country, key, similar })];
}
