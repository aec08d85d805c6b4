using System.Text.Json;
using Dapper;
using NodaTime;
using Samverk.Activities;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Expenses;

internal static class ThingSql
{
    public static async Task<Thing?> FindThing(this Tx tx, Guid id) => (await tx.SelectThings("thing.id = @id", new { id })).SingleOrDefault();

    /// <summary>Two decisions about a thing take turns.</summary>
    public static async Task<Thing?> LockThing(this Tx tx, Guid id)
    {
        await tx.Connection.ExecuteAsync("select from expenses.thing where id = @id for no key update", new { id });
        return await tx.FindThing(id);
    }

    /// <param name="where">A condition on expenses.thing and its latest place ("at"); written here, never by a person.</param>
    public static async Task<IReadOnlyList<Thing>> SelectThings(this Tx tx, string where, object values) =>
        [.. (await tx.Connection.QueryAsync<Row>(
            $"""
             select thing.id, code, claim, entity, name, serial, bought, currency, cost, months, state, invoice, at.activity, at.holder, at.place, at.since, at.by,
                    (select count(*)::int from expenses.thing_cost where thing = thing.id) as written,
                    (select coalesce(sum(minor), 0)::bigint from expenses.thing_cost where thing = thing.id) as written_off
             from expenses.thing
             join lateral (select * from expenses.thing_place where thing = thing.id order by thing_place.number desc limit 1) at on true
             where {where}
             order by at.activity, thing.number
             """,
            values)).Select(row => row.ToThing())];

    /// <summary>Things by their own ids and by the ids of what reserves their price.</summary>
    public static async Task<IReadOnlyList<(Guid Id, Thing Thing)>> ThingsNamed(this Tx tx, IReadOnlyCollection<Guid> ids)
    {
        var named = (await tx.Connection.QueryAsync<(Guid Id, Guid Thing)>(
            "select id, id from expenses.thing where id = any(@ids) union select reservation, thing from expenses.thing_place where reservation = any(@ids)", new { ids = ids.ToArray() })).AsList();
        if (named.Count is 0) return [];
        var things = (await tx.SelectThings("thing.id = any(@ids)", new { ids = named.Select(one => one.Thing).ToArray() })).ToDictionary(thing => thing.Id);
        return [.. named.Select(one => (one.Id, things[one.Thing]))];
    }

    /// <summary>A new thing's generated code.</summary>
    public static Task<string> RegisterThing(this Tx tx, Claim claim, Guid id, Lasting lasting) => tx.Connection.QuerySingleAsync<string>(
        """
        insert into expenses.thing (id, claim, entity, name, serial, bought, currency, cost, months, state)
        values (@id, @claim, @entity, @What, @Serial, @Date, @currency, @cost, @Months, 'InUse')
        returning code
        """,
        new
        {
            id, claim = claim.Id, entity = claim.Entity.Value, claim.Content.What, lasting.Serial, claim.Content.Date, currency = claim.Charge.Currency.Code, cost = claim.Charge.Minor, lasting.Months,
        });

    public static Task PlaceThing(this Tx tx, Guid thing, Id<Activity> activity, Id<Person> holder, string place) => tx.Connection.ExecuteAsync(
        "insert into expenses.thing_place (thing, activity, reservation, holder, place, since, by) values (@thing, @activity, @reservation, @holder, @place, @Today, @by)",
        new { thing, activity = activity.Value, reservation = Thing.ReservationOf(thing, activity), holder = holder.Value, place, tx.Today, by = tx.Actor.Person.Value });

    public static Task NoteCost(this Tx tx, Thing thing, LocalDate month, Money part, Guid? entry) => tx.Connection.ExecuteAsync(
        "insert into expenses.thing_cost (thing, month, activity, minor, entry) values (@Id, @month, @activity, @minor, @entry)",
        new { thing.Id, month, activity = thing.At.Activity.Value, minor = part.Minor, entry });

    public static async Task EndThing(this Tx tx, Thing thing, ThingState to, Guid? invoice, string why)
    {
        await tx.Connection.ExecuteAsync("update expenses.thing set state = @to, invoice = @invoice where id = @Id", new { thing.Id, to = to.ToString(), invoice });
        await tx.TakeStep(Thing.States, thing.Id, thing.State, to, "ended", why);
    }

    /// <summary>Makes what the thing still has to cost reserved money of the activity that uses it. The caller holds the activity's lock.</summary>
    public static Task ReserveRest(this Tx tx, Thing thing, Id<Activity> activity, Money rest) =>
        tx.SetPosition(new(activity, thing.Reservation(activity), PositionKind.Reserved, rest, Sure: true));

    public static async Task<IReadOnlyList<ThingPlace>> PlacesOf(this Tx tx, Guid thing) =>
        [.. (await tx.Connection.QueryAsync<(Guid Activity, Guid Holder, string Place, LocalDate Since, Guid By)>(
            "select activity, holder, place, since, by from expenses.thing_place where thing = @thing order by number", new { thing }))
            .Select(row => new ThingPlace(new(row.Activity), new(row.Holder), row.Place, row.Since, new(row.By)))];

    public static async Task<IReadOnlyList<ThingCost>> CostsOf(this Tx tx, Thing thing) =>
        [.. (await tx.Connection.QueryAsync<(LocalDate Month, Guid Activity, long Minor, Guid? Entry)>(
            "select month, activity, minor, entry from expenses.thing_cost where thing = @Id order by month", new { thing.Id }))
            .Select(row => new ThingCost(row.Month, new(row.Activity), new(row.Minor, thing.Cost.Currency), row.Entry))];

    public static string? Write(Lasting? lasting) => lasting is null ? null : JsonSerializer.Serialize(lasting, StoreJson.Options);

    public static Lasting? Read(string? json) => json is null ? null : JsonSerializer.Deserialize<Lasting>(json, StoreJson.Options);

    private sealed record Row(
        Guid Id, string Code, Guid Claim, Guid Entity, string Name, string Serial, LocalDate Bought, Currency Currency, long Cost, int Months, ThingState State, Guid? Invoice, Guid Activity, Guid Holder,
        string Place, LocalDate Since, Guid By, int Written, long Written_Off)
    {
        public Thing ToThing() => new(
            Id, Code, Claim, new(Entity), Name, Serial, Bought, new(Cost, Currency), Months, State, Invoice, new(new(Activity), new(Holder), Place, Since, new(By)), Written, new(Written_Off, Currency));
    }
}

/// <summary>A month's part of a price.</summary>
/// <param name="Month">Its first day.</param>
internal sealed record ThingCost(LocalDate Month, Id<Activity> Activity, Money Amount, Guid? Entry);
