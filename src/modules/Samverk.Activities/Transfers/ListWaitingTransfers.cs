using Dapper;
using NodaTime;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Activities;

/// <summary>Large transfers that both teams want and a second person has to post, oldest first.</summary>
internal sealed class ListWaitingTransfers : IUseCase<ListWaitingTransfers.Query, ListWaitingTransfers.Result>
{
    public static Access Access => new((Role.Finance, Relation.None), (Role.Adviser, Relation.None));

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    public async Task<Outcome<Result>> Run(Query query, Tx tx, Actor actor) => new Result(
        tx.Today,
        [.. (await tx.Connection.QueryAsync<Found>(
            """
            select transfer.id, giver.name as giver, receiver.name as receiver, transfer.amount, transfer.currency, reason,
                exists (select from store.step where object = transfer.id and @person in (person, acted_by))
                    or exists (
                        select from activities.team
                        where activity in (from_activity, to_activity) and person = @person and since <= @Today and (until is null or until >= @Today)) as own
            from activities.transfer
            join activities.activity giver on giver.id = from_activity
            join activities.activity receiver on receiver.id = to_activity
            where transfer.state = 'Accepted'
            order by transfer.id
            """,
            new { person = actor.Person.Value, tx.Today })).Select(row => new Row(new(row.Id), row.Giver, row.Receiver, new(row.Amount, row.Currency), row.Reason, row.Own))]);

    public sealed record Query : IQuery<Query, ListWaitingTransfers, Result>;

    public sealed record Result(LocalDate Today, IReadOnlyList<Row> Transfers);

    /// <param name="Own">The reader has proposed or accepted it or is of one of the teams, so somebody else has to post it.</param>
    public sealed record Row(Id<Transfer> Id, string From, string To, Money Amount, string Reason, bool Own);

    private sealed record Found(Guid Id, string Giver, string Receiver, long Amount, Currency Currency, string Reason, bool Own);
}
