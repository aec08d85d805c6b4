using Dapper;
using NodaTime;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Activities;

/// <summary>What a document means for its activity: an order's rest, an invoice's open net, an approved wage or expense.</summary>
/// <param name="Document">The order, invoice, wage or claim.</param>
/// <param name="Amount">The whole amount from now on, in the activity's currency; zero when it is over.</param>
/// <param name="Sure">Planned: guaranteed. Open: guaranteed and undisputed. Reserved: always.</param>
public sealed record Position(Id<Activity> Activity, Guid Document, PositionKind Kind, Money Amount, bool Sure)
{
    public Guid? Client { get; init; }

    public Guid? Member { get; init; }
}

public enum PositionKind { Planned, Open, Reserved }

public static class PositionSql
{
    /// <summary>
    /// Makes the document's position what <paramref name="position"/> says, from today on: writes the change, so that yesterday's
    /// balances stay what they were. The caller holds the activity's lock.
    /// </summary>
    public static Task SetPosition(this Tx tx, Position position) => tx.Connection.ExecuteAsync(
        """
        insert into activities.position (activity, document, kind, sure, amount, client, member, valid_from)
        select @activity, @Document, @kind, wanted.sure, wanted.amount - coalesce(held.amount, 0), @Client, @Member, @Today
        from (values (@Sure, @minor), (not @Sure, 0)) as wanted (sure, amount)
        left join (
            select sure, sum(amount)::bigint as amount from activities.position where document = @Document and kind = @kind group by sure
        ) held using (sure)
        where wanted.amount <> coalesce(held.amount, 0)
        """,
        new
        {
            activity = position.Activity.Value, position.Document, kind = position.Kind.ToString().ToLowerInvariant(), position.Sure,
            minor = position.Amount.Minor, position.Client, position.Member, tx.Today,
        });

    /// <summary>What the activity's documents mean for it at the end of a day, in the order in which they began; nothing that is zero.</summary>
    public static async Task<IReadOnlyList<Position>> Positions(this Tx tx, Activity activity, LocalDate date) =>
        [.. (await tx.Connection.QueryAsync<Row>(
            """
            select document, kind, sure, sum(amount)::bigint as amount,
                   (array_agg(client) filter (where client is not null))[1] as client, (array_agg(member) filter (where member is not null))[1] as member
            from activities.position
            where activity = @id and valid_from <= @date
            group by document, kind, sure
            having sum(amount) <> 0
            order by min(number)
            """,
            new { id = activity.Id.Value, date }))
            .Select(row => new Position(activity.Id, row.Document, Enum.Parse<PositionKind>(row.Kind, ignoreCase: true), new(row.Amount, activity.Currency), row.Sure)
            {
                Client = row.Client, Member = row.Member,
            })];

    private sealed record Row(Guid Document, string Kind, bool Sure, long Amount, Guid? Client, Guid? Member);
}
