using Dapper;
using NodaTime;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Invoicing;

/// <summary>The orders that a member has made, drafts too; newest first.</summary>
internal sealed class ListOrders : IUseCase<ListOrders.Query, ListOrders.Page>
{
    public const int PageSize = 25;

    public static Access Access => new((Role.Member, Relation.None));

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    public async Task<Outcome<Page>> Run(Query query, Tx tx, Actor actor)
    {
        var rows = await tx.OrderRows(
            "content.author = @me and (@before is null or content.id < @before) and (@state is null or coalesce(client_order.state, 'Draft') = @state)",
            new
            {
                me = actor.Person.Value, query.Before, state = query.State?.ToString(), part = OrderRowSql.Part(query.Search),
                limit = (query.All is true ? 10_000 : PageSize) + 1,
            });
        var more = query.All is not true && rows.Count > PageSize;
        return new Page([.. more ? rows.Take(PageSize) : rows], more ? rows[PageSize - 1].Id : null, tx.Today);
    }

    /// <param name="Before">The last id of the page before.</param>
    /// <param name="All">For the export.</param>
    public sealed record Query(string? Search, OrderState? State, Guid? Before, bool? All) : IQuery<Query, ListOrders, Page>;

    public sealed record Page(IReadOnlyList<OrderRow> Rows, Guid? Next, LocalDate Today);
}

/// <summary>What waits for an adviser: orders to check, longest waiting first.</summary>
internal sealed class OrdersToCheck : IUseCase<OrdersToCheck.Query, IReadOnlyList<OrderRow>>
{
    public static Access Access => new((Role.Adviser, Relation.None));

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    public async Task<Outcome<IReadOnlyList<OrderRow>>> Run(Query query, Tx tx, Actor actor) => Outcome.Of<IReadOnlyList<OrderRow>>(
        [.. (await tx.OrderRows("client_order.state = 'Checking'", new { part = OrderRowSql.Part(query.Search), limit = 200 })).Reverse()]);

    public sealed record Query(string? Search) : IQuery<Query, OrdersToCheck, IReadOnlyList<OrderRow>>;
}

/// <summary>One order in a list.</summary>
/// <param name="Number">Null for a draft.</param>
/// <param name="Net">Minor units of its currency, without VAT.</param>
public sealed record OrderRow(Guid Id, string? Number, string? Title, OrderState State, string? Client, Currency? Currency, long? Net, LocalDate Created)
{
    public Money? Amount => Currency is { } currency && Net is { } net ? new Money(net, currency) : null;
}

internal static class OrderRowSql
{
    /// <summary>Rows for a list, newest first. <paramref name="which"/> is written here in the program, never typed by anybody.</summary>
    public static async Task<IReadOnlyList<OrderRow>> OrderRows(this Tx tx, string which, object parameters) => [.. (await tx.Connection.QueryAsync<Row>(
        $"""
        select content.id, client_order.number, coalesce(client_order.title, content.content ->> 'title') as title, coalesce(client_order.state, 'Draft') as state, client.name as client,
               coalesce(client_order.currency, content.content -> 'net' ->> 'currency') as currency, client_order.net, content.created
        from invoicing.order_content content
        left join invoicing.client_order on client_order.id = content.id
        left join invoicing.client on client.id = coalesce(client_order.client, (content.content ->> 'client')::uuid)
        where ({which}) and (@part is null or lower(concat_ws(' ', client_order.number, content.content ->> 'title', client.name)) like @part)
        order by content.id desc
        limit @limit
        """,
        parameters)).Select(row => new OrderRow(row.Id, row.Number, row.Title, row.State, row.Client, row.Currency is { } code ? Kernel.Currency.Of(code).Value : null, row.Net, row.Created))];

    public static string? Part(string? search) => string.IsNullOrWhiteSpace(search) ? null
        : $"%{search.Trim().ToLowerInvariant().Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal)}%";

    private sealed record Row(Guid Id, string? Number, string? Title, OrderState State, string? Client, string? Currency, long? Net, LocalDate Created);
}
