using Dapper;
using Samverk.Countries;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Invoicing;

/// <summary>The client base that all members share: only what every member may see, never debts.</summary>
internal sealed class SearchClients : IUseCase<SearchClients.Query, IReadOnlyList<SearchClients.Row>>
{
    public const int PageSize = 25;

    public static Access Access => new((Role.Member, Relation.None), (Role.Adviser, Relation.None), (Role.Finance, Relation.None));

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    public async Task<Outcome<IReadOnlyList<Row>>> Run(Query query, Tx tx, Actor actor)
    {
        var text = (query.Search ?? "").Trim();
        if (text.Length > 100) return new Refusal("field-invalid", ("text", text[..40])) { Field = "search" };
        var staff = actor.Roles.Contains(Role.Adviser) || actor.Roles.Contains(Role.Finance);
        return Outcome.Of<IReadOnlyList<Row>>([.. await tx.Connection.QueryAsync<Row>(
            """
            select id, name, kind, country, town, vat_number, state,
                   case when @key = '' then 0 else similarity(match_key, @key) end as near
            from invoicing.client
            where (@staff or state not in ('Refused', 'Merged')) and (@state is null or state = @state) and (not @unblockAsked or exists (select from invoicing.unblock_request where unblock_request.client = client.id and not decided))
                and (@key = '' or match_key like @part or match_key % @key or vat_number = @number or organisation_number = @number)
            order by near desc, name, id
            limit @limit offset @skip
            """,
            new
            {
                key = ClientDetails.MatchKey(text, null), part = Sql.Containing(ClientDetails.MatchKey(text, null)), number = Number(text), staff,
                state = query.State?.ToString(), limit = query.All is true ? 10_000 : PageSize,
                unblockAsked = staff && query.UnblockAsked is true, skip = Math.Clamp(query.Skip ?? 0, 0, 10_000),
            })]);
    }

    private static string Number(string text) => string.Concat(text.Where(char.IsLetterOrDigit)).ToUpperInvariant();

    /// <param name="All">For the export.</param>
    /// <param name="UnblockAsked">For staff: only those whose block somebody asks to lift.</param>
    public sealed record Query(string? Search, ClientState? State, int? Skip, bool? All = null, bool? UnblockAsked = null) : IQuery<Query, SearchClients, IReadOnlyList<Row>>;

    /// <param name="Near">How much name and town resemble what was searched; 1 = the same.</param>
    public sealed record Row(Guid Id, string Name, BuyerKind Kind, string Country, string? Town, string? Vat_Number, ClientState State, float Near);
}
