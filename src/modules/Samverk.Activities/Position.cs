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
    public static Task SetPosition(this Tx tx, Position position) => tx.SetPositions([position]);

    /// <summary>The same for several documents at once; each document and kind at most once.</summary>
    public static Task SetPositions(this Tx tx, IReadOnlyList<Position> positions)
    {
        return tx.Connection.ExecuteAsync(
        """
        insert into activities.position (activity, document, kind, sure, amount, client, member, valid_from)
        select said.activity, said.document, said.kind, wanted.sure, wanted.amount - coalesce(held.amount, 0), said.client, said.member, @Today
        from unnest(@activities, @documents, @kinds, @sures, @minors, @clients, @members) as said (activity, document, kind, sure, minor, client, member)
        cross join lateral (values (said.sure, said.minor), (not said.sure, 0)) as wanted (sure, amount)
        left join lateral (
            select sum(amount)::bigint as amount from activities.position
            where position.document = said.document and position.kind = said.kind and position.sure = wanted.sure
            offset 0
        ) held on true
        where wanted.amount <> coalesce(held.amount, 0)
        """,
        new
        {
            activities = Of(it => it.Activity.Value), documents = Of(it => it.Document), kinds = Of(it => it.Kind.ToString().ToLowerInvariant()),
            sures = Of(it => it.Sure), minors = Of(it => it.Amount.Minor), clients = Of(it => it.Client), members = Of(it => it.Member), tx.Today,
        });

        T[] Of<T>(Func<Position, T> part) => [.. positions.Select(part)];
    }

    /// <summary>What the activity's documents mean for it at the end of a day, in the order in which they began; nothing that is zero.</summary>
    public static async Task<IReadOnlyList<Position>> Positions(this Tx tx, Activity activity, LocalDate date) => [.. (await tx.PositionsOf([activity], date))[activity.Id]];

    /// <summary>The same for many, in one round trip.</summary>
    public static async Task<ILookup<Id<Activity>, Position>> PositionsOf(this Tx tx, IReadOnlyCollection<Activity> activities, LocalDate date)
    {
        var currencies = activities.ToDictionary(activity => activity.Id.Value, activity => activity.Currency);
        return (await tx.Connection.QueryAsync<Row>(
            """
            select activity, document, kind, sure, sum(amount)::bigint as amount,
                   (array_agg(client) filter (where client is not null))[1] as client, (array_agg(member) filter (where member is not null))[1] as member
            from activities.position
            where activity = any(@ids) and valid_from <= @date
            group by activity, document, kind, sure
            having sum(amount) <> 0
            order by min(number)
            """,
            new { ids = currencies.Keys.ToArray(), date }))
            .Select(row => new Position(new(row.Activity), row.Document, Enum.Parse<PositionKind>(row.Kind, ignoreCase: true), new(row.Amount, currencies[row.Activity]), row.Sure)
            {
                Client = row.Client, Member = row.Member,
            })
            .ToLookup(position => position.Activity);
    }

    /// <summary>Which of these documents have something reserved on a day, and on which activity: in one round trip.</summary>
    public static async Task<IReadOnlySet<(Id<Activity> Activity, Guid Document)>> ReservedFor(this Tx tx, IReadOnlyCollection<Guid> documents, LocalDate date) =>
        (await tx.Connection.QueryAsync<(Guid Activity, Guid Document)>(
            """
            select activity, document from activities.position
            where document = any(@documents) and kind = 'reserved' and valid_from <= @date
            group by activity, document, sure
            having sum(amount) <> 0
            """,
            new { documents = documents.ToArray(), date })).Select(row => (new Id<Activity>(row.Activity), row.Document)).ToHashSet();

    private sealed record Row(Guid Activity, Guid Document, string Kind, bool Sure, long Amount, Guid? Client, Guid? Member);
}
