using Dapper;
using NodaTime;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Activities;

/// <summary>The team of an activity sees what was offered to it and by it, newest first, a page at a time.</summary>
internal sealed class ListTransfers(IEnumerable<PersonNames> people) : IUseCase<ListTransfers.Query, ListTransfers.Result>
{
    public const int PageSize = 50;

    public static Access Access => ActivityAccess.Reading;

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => tx.RelationTo(query.Activity, actor);

    public async Task<Outcome<Result>> Run(Query query, Tx tx, Actor actor)
    {
        if (await tx.FindActivity(query.Activity) is not { } activity) return Refusal.Unknown;

        var found = (await tx.Connection.QueryAsync<Found>(
            $"""
            select transfer.id, to_activity = @activity as incoming, other.name as other, transfer.amount, transfer.currency, reason, transfer.state,
                step.date, step.person, transfer.share_out, (select minutes from activities.share_out where id = transfer.share_out) as minutes
            from activities.transfer
            join activities.activity other on other.id = case when to_activity = @activity then from_activity else to_activity end
            cross join lateral (select date, person from store.step where object = transfer.id order by id limit 1) step
            where (from_activity = @activity or to_activity = @activity)
              {Sql.And(query.Before is not null, "transfer.id < @before")}
              {Sql.And(query.Only is not null, "transfer.id = @only")}
              {Sql.And(query.State is not null, "transfer.state = @state")}
            order by transfer.id desc
            limit @limit
            """,
            new { activity = query.Activity.Value, before = query.Before, only = query.Only, state = query.State?.ToString(), limit = PageSize + 1 })).AsList();
        var names = await Names.Of(tx, people, found.Select(row => row.Person));
        var manages = (await tx.RelationTo(activity.Id, actor)).HasFlag(Relation.Manager);
        return new Result(
            activity.Name, activity.Currency, tx.Today,
            [.. found.Take(PageSize).Select(row => row.ToRow(names, manages))], found.Count > PageSize ? found[PageSize - 1].Id : null);
    }

    /// <param name="Before">The last transfer of the page before; null for the first page.</param>
    /// <param name="Only">Just this one.</param>
    public sealed record Query(Id<Activity> Activity, Guid? Before, Guid? Only, TransferState? State) : IQuery<Query, ListTransfers, Result>;

    /// <param name="Older">Where the next page starts; null on the last one.</param>
    public sealed record Result(string Activity, Currency Currency, LocalDate Today, IReadOnlyList<Row> Transfers, Guid? Older);

    /// <param name="Other">The name of the activity at the other end.</param>
    /// <param name="Minutes">Of the sharing that it is a part of.</param>
    /// <param name="MayAnswer">The reader manages the receiving activity and it waits for an answer.</param>
    /// <param name="MayWithdraw">The reader manages the giving activity and it is not posted yet.</param>
    public sealed record Row(
        Id<Transfer> Id, bool Incoming, string Other, Money Amount, string Reason, TransferState State, LocalDate Date, string By, Guid? ShareOut, string? Minutes,
        bool MayAnswer, bool MayWithdraw);

    private sealed record Found(
        Guid Id, bool Incoming, string Other, long Amount, Currency Currency, string Reason, TransferState State, LocalDate Date, Guid Person, Guid? Share_Out, string? Minutes)
    {
        public Row ToRow(Names names, bool manages) => new(
            new(Id), Incoming, Other, new(Amount, Currency), Reason, State, Date, names[Person], Share_Out, Minutes,
            manages && Incoming && State is TransferState.Proposed, manages && !Incoming && State is TransferState.Proposed or TransferState.Accepted);
    }
}
