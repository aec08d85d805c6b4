using System.Text.Json;
using Dapper;
using NodaTime;
using Samverk.Activities;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Invoicing;

/// <summary>An order's content as it is kept, from the first draft on.</summary>
internal sealed record StoredOrder(Id<Order> Id, Id<Person> Author, string AuthorName, OrderContent Content, IReadOnlyList<OrderCheck> Checks, LocalDate Created);

internal static class OrderContentSql
{
    public static async Task<StoredOrder?> FindStored(this Tx tx, Id<Order> id)
    {
        var row = await tx.Connection.QuerySingleOrDefaultAsync<Row>(
            "select author, author_name, content::text as content, checks::text as checks, created from invoicing.order_content where id = @id", new { id = id.Value });
        return row is null ? null : new StoredOrder(
            id, new(row.Author), row.Author_Name, JsonSerializer.Deserialize<OrderContent>(row.Content, StoreJson.Options)!,
            JsonSerializer.Deserialize<IReadOnlyList<OrderCheck>>(row.Checks, StoreJson.Options)!, row.Created);
    }

    public static Task Save(this Tx tx, StoredOrder order) => tx.Connection.ExecuteAsync(
        """
        insert into invoicing.order_content (id, author, author_name, content, checks, created, saved_at)
        values (@id, @author, @AuthorName, @content::jsonb, @checks::jsonb, @Created, @Now)
        on conflict (id) do update set content = excluded.content, checks = excluded.checks, saved_at = excluded.saved_at
        """,
        new
        {
            id = order.Id.Value, author = order.Author.Value, order.AuthorName, content = JsonSerializer.Serialize(order.Content, StoreJson.Options),
            checks = JsonSerializer.Serialize(order.Checks, StoreJson.Options), order.Created, tx.Now,
        });

    /// <summary>The author has it as Own; the activity's team as team; staff stand in for each other. Nothing when there is no such order.</summary>
    public static async Task<Relation> RelationTo(this Tx tx, Id<Order> id, Actor actor)
    {
        var row = await tx.Connection.QuerySingleOrDefaultAsync<(Guid? Author, Guid? Activity, bool Submitted)>(
            """
            select content.author, client_order.activity, client_order.id is not null
            from (select @id as id) as asked
            left join invoicing.order_content content on content.id = asked.id
            left join invoicing.client_order on client_order.id = asked.id
            """,
            new { id = id.Value });
        if (row is (null, null, _)) return Relation.None;

        var own = row.Author == actor.Person.Value ? Relation.Own : Relation.None;
        // What nobody has submitted is nobody else's business.
        if (!row.Submitted) return own;
        return own | Relation.AdviserOf | await tx.RelationTo(new Id<Activity>(row.Activity!.Value), actor);
    }

    /// <summary>"2026-14": the next number of the entity's orders, without gaps.</summary>
    public static async Task<string> NextOrderNumber(this Tx tx, Id<LegalEntity> entity)
    {
        var series = $"order-{tx.Today.Year}";
        var last = await tx.Connection.QuerySingleAsync<long>(
            """
            insert into invoicing.series (entity, series, last) values (@entity, @series, 1)
            on conflict (entity, series) do update set last = series.last + 1
            returning last
            """,
            new { entity = entity.Value, series });
        return $"{tx.Today.Year}-{last}";
    }

    /// <summary>What stands beside the order's own columns.</summary>
    public static Task SaveBeside(this Tx tx, Order order, OrderContent content, Id<Order>? series = null) => tx.Connection.ExecuteAsync(
        """
        update invoicing.client_order
        set mode = @mode, valid_until = @ValidUntil, series = coalesce(@series, series), activity = @activity, client = @client
        where id = @id
        """,
        new
        {
            id = order.Id.Value, mode = content.Mode.ToString(), content.ValidUntil, series = series?.Value,
            activity = order.Activity.Value, client = order.Client.Value,
        });

    private sealed record Row(Guid Author, string Author_Name, string Content, string Checks, LocalDate Created);
}
