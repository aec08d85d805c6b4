using Dapper;
using NodaTime;
using Samverk.Activities;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Guarantee;

/// <summary>What the cooperative has laid out, on any day.</summary>
public static class ExposureSql
{
    /// <summary>All parts at the end of a day, of all activities, in the order of activities' codes; the same for ever, whenever it is asked.</summary>
    public static async Task<IReadOnlyList<ExposurePart>> ExposureOn(this Tx tx, LocalDate date)
    {
        var parts = new List<ExposurePart>();
        foreach (var entity in await tx.Entities())
        {
            var activities = await tx.ActivitiesWithPositions(entity.Id, date);
            var balances = await tx.BalancesOf(activities, date);
            var laid = activities.Where(activity => !balances[activity.Id].Exposure.IsZero).ToArray();
            var positions = await tx.PositionsOf(laid, date);
            var managers = await tx.FirstManagers(laid.Select(activity => activity.Id), date);
            foreach (var activity in laid)
            {
                Guid? manager = managers.TryGetValue(activity.Id, out var person) ? person.Value : null;
                parts.AddRange(Exposure.Spread(activity, balances[activity.Id].Exposure, [.. positions[activity.Id]], manager));
            }
        }

        return parts;
    }

    /// <summary>The parts of one activity at the end of a day.</summary>
    public static async Task<IReadOnlyList<ExposurePart>> ExposureOn(this Tx tx, Activity activity, LocalDate date) =>
        await tx.SpreadOn(activity, (await tx.Balances(activity, date)).Exposure, date);

    /// <summary>The parts that a given exposure would have on a day: for asking what a wage would do before it is posted.</summary>
    internal static async Task<IReadOnlyList<ExposurePart>> SpreadOn(this Tx tx, Activity activity, Money exposure, LocalDate date) =>
        exposure.IsZero ? [] : Exposure.Spread(activity, exposure, await tx.Positions(activity, date), (await tx.FirstManager(activity.Id, date))?.Value);

    /// <summary>What a night stored; null where it stored nothing yet.</summary>
    public static async Task<IReadOnlyList<ExposurePart>?> StoredExposure(this Tx tx, LocalDate date)
    {
        if (!await tx.Connection.QuerySingleAsync<bool>("select exists (select from guarantee.exposure_day where date = @date)", new { date })) return null;
        return [.. (await tx.Connection.QueryAsync<Row>(
            "select entity, activity, document, client, member, amount, currency from guarantee.exposure where date = @date order by number", new { date }))
            .Select(row => new ExposurePart(new(row.Entity), new(row.Activity), row.Document, row.Client, row.Member, new(row.Amount, row.Currency)))];
    }

    internal static Task StoreExposure(this Tx tx, LocalDate date, IReadOnlyList<ExposurePart> parts) => tx.Connection.ExecuteAsync(
        """
        insert into guarantee.exposure_day (date, parts) values (@date, @count);
        insert into guarantee.exposure (date, number, entity, activity, document, client, member, amount, currency)
        select @date, part.* from unnest(@numbers, @entities, @activities, @documents, @clients, @members, @amounts, @currencies) as part
        """,
        new
        {
            date, count = parts.Count, numbers = Enumerable.Range(1, parts.Count).ToArray(), entities = Of(parts, part => part.Entity.Value), activities = Of(parts, part => part.Activity.Value),
            documents = Of(parts, part => part.Document), clients = Of(parts, part => part.Client), members = Of(parts, part => part.Member), amounts = Of(parts, part => part.Amount.Minor),
            currencies = Of(parts, part => part.Amount.Currency.Code),
        });

    private static T[] Of<T>(IReadOnlyList<ExposurePart> parts, Func<ExposurePart, T> one) => [.. parts.Select(one)];

    private sealed record Row(Guid Entity, Guid Activity, Guid? Document, Guid? Client, Guid? Member, long Amount, Currency Currency);
}
