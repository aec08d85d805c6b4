using Dapper;
using NodaTime;
using Samverk.Kernel;
using Samverk.Store;
using Samverk.Ui;

namespace Samverk.Invoicing;

/// <summary>What a member's orders ask of them, and which dates come: on the start page.</summary>
internal static class OrderHomeLines
{
    public static readonly Access Access = ListOrders.Access;

    public static async Task<IEnumerable<HomeLine>> Of(HomeQuestion asked)
    {
        var (tx, text) = (asked.Tx, asked.Text);
        var rows = (await tx.Connection.QueryAsync<Row>(
            """
            select content.id, coalesce(client_order.title, content.content ->> 'title', '') as title, coalesce(client_order.state, 'Draft') as state, client.name as client,
                   client_order.valid_until, content.created,
                   (select why from store.step where object = content.id order by id desc limit 1) as why
            from invoicing.order_content content
            left join invoicing.client_order on client_order.id = content.id
            left join invoicing.client on client.id = client_order.client
            where content.author = @me and coalesce(client_order.state, 'Draft') in ('Draft', 'ChangesAsked', 'Confirming')
            order by content.id desc
            limit 30
            """,
            new { me = asked.Actor.Person.Value })).AsList();
        var lines = rows.Select(row => Line(row, text)).ToList();
        if (rows.Count is 0 && asked.Actor.Roles.Contains(Role.Member) && !await tx.Connection.QuerySingleAsync<bool>("select exists (select from invoicing.client_order where activity = any(@mine))", new { mine = await Activities.JoinedSql.ActivitiesJoinedBy(tx, asked.Actor) }))
            lines.Add(new(HomePart.Todo, text["Write your first order"], "/orders/new") { Under = text["What you agreed with a client: it becomes the contract, the plan and the invoice."] });
        return lines;
    }

    private static HomeLine Line(Row row, Microsoft.Extensions.Localization.IStringLocalizer text)
    {
        var title = row.Title.Length is 0 ? text["without a title"].Value : row.Title;
        return row.State switch
        {
            OrderState.ChangesAsked => new(HomePart.Todo, text["Correct the order: {0}", title], $"/orders/{row.Id}/write/1")
            {
                Under = row.Why is { Length: > 0 } why ? why : text["It does not go further before that."], Badges = [(text["changes asked"], Meaning.Soon)], Meaning = Meaning.Soon,
            },
            OrderState.Confirming => new(HomePart.Next, text["{0} answers the order: {1}", row.Client ?? "", title], $"/orders/{row.Id}") { Date = row.Valid_Until, Under = text["until then it can be confirmed"] },
            _ => new(HomePart.Todo, text["Finish the order: {0}", title], $"/orders/{row.Id}/write/1") { Under = text["Only you see it until you hand it in."] },
        };
    }

    private sealed record Row(Guid Id, string Title, OrderState State, string? Client, LocalDate? Valid_Until, LocalDate Created, string? Why);
}
