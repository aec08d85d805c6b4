using Dapper;
using NodaTime;
using Samverk.Activities;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Invoicing;

/// <summary>Members see the orders that they have made, drafts too, and those of their activities; staff all that were handed in. Newest first.</summary>
internal sealed class ListOrders : IUseCase<ListOrders.Query, ListOrders.Page>
{
    public const int PageSize = 25;

    public static Access Access => new((Role.Member, Relation.None), (Role.Adviser, Relation.None), (Role.Finance, Relation.None));

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    public async Task<Outcome<Page>> Run(Query query, Tx tx, Actor actor)
    {
        var staff = actor.Roles.Contains(Role.Adviser) || actor.Roles.Contains(Role.Finance);
        var rows = await tx.OrderRows(
            staff ? "select id from invoicing.client_order" : "select id from invoicing.order_content where author = @me union select id from invoicing.client_order where activity = any(@mine)",
            "(@state::text is null or state = @state) and (@client::uuid is null or client_id = @client)",
            new
            {
                me = actor.Person.Value, mine = staff ? [] : await tx.ActivitiesJoinedBy(actor), query.Before, state = query.State?.ToString(), client = query.Client?.Value,
                part = Sql.Containing(query.Search)?.ToLowerInvariant(), limit = (query.All is true ? 10_000 : PageSize) + 1,
            });
        var more = query.All is not true && rows.Count > PageSize;
        return new Page([.. more ? rows.Take(PageSize) : rows], more ? rows[PageSize - 1].Id : null, tx.Today);
    }

    /// <param name="Before">The last id of the page before.</param>
    /// <param name="All">For the export.</param>
    /// <param name="Client">Only this one's.</param>
    public sealed record Query(string? Search, OrderState? State, Guid? Before, bool? All, Id<Client>? Client = null) : IQuery<Query, ListOrders, Page>;

    public sealed record Page(IReadOnlyList<OrderRow> Rows, Guid? Next, LocalDate Today);
}

/// <summary>What waits for an adviser: orders to check, longest waiting first.</summary>
internal sealed class OrdersToCheck : IUseCase<OrdersToCheck.Query, IReadOnlyList<OrderRow>>
{
    public static Access Access => new((Role.Adviser, Relation.None));

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    public async Task<Outcome<IReadOnlyList<OrderRow>>> Run(Query query, Tx tx, Actor actor) => Outcome.Of<IReadOnlyList<OrderRow>>(
        [.. (await tx.OrderRows(
            "select id from invoicing.client_order where state = 'Checking'", "true", new { Before = (Guid?)null, part = Sql.Containing(query.Search)?.ToLowerInvariant(), limit = 200 })).Reverse()]);

    public sealed record Query(string? Search) : IQuery<Query, OrdersToCheck, IReadOnlyList<OrderRow>>;
}

/// <summary>One order in a list.</summary>
/// <param name="Number">Null for a draft.</param>
/// <param name="Net">Minor units of its currency, without VAT.</param>
/// <param name="Author">Who wrote it; null where it came without a written content.</param>
public sealed record OrderRow(Guid Id, string? Number, string? Title, OrderState State, string? Client, Currency? Currency, long? Net, LocalDate Created, string? Author)
{
    public Money? Amount => Currency is { } currency && Net is { } net ? new Money(net, currency) : null;
}

internal static class OrderRowSql
{
    /// <summary>Rows for a list, newest first. <paramref name="ids"/> and <paramref name="which"/> are written here in the program, never typed by anybody.</summary>
    public static async Task<IReadOnlyList<OrderRow>> OrderRows(this Tx tx, string ids, string which, object parameters) => [.. (await tx.Connection.QueryAsync<Row>(
        $"""
        with listed as (
            select wanted.id, client_order.number, coalesce(client_order.title, content.content ->> 'title') as title, coalesce(client_order.state, 'Draft') as state,
                   client.id as client_id, client.name as client, coalesce(client_order.currency, content.content -> 'net' ->> 'currency') as currency, client_order.net,
                   coalesce(content.created, client_order.created) as created, content.author_name as author
            from ({ids}) as wanted
            left join invoicing.client_order on client_order.id = wanted.id
            left join invoicing.order_content content on content.id = wanted.id
            left join invoicing.client on client.id = coalesce(client_order.client, (content.content ->> 'client')::uuid)
        )
        select id, number, title, state, client, currency, net, created, author
        from listed
        where ({which}) and (@part::text is null or lower(concat_ws(' ', number, title, client)) like @part)
            and (@Before::uuid is null or (created, id) < (select earlier.created, earlier.id from listed earlier where earlier.id = @Before))
        order by created desc, id desc
        limit @limit
        """,
        parameters)).Select(row => new OrderRow(
            row.Id, row.Number, row.Title, row.State, row.Client, row.Currency is { } code ? Kernel.Currency.Of(code).Value : null, row.Net, row.Created, row.Author))];

    private sealed record Row(Guid Id, string? Number, string? Title, OrderState State, string? Client, string? Currency, long? Net, LocalDate Created, string? Author);
}
