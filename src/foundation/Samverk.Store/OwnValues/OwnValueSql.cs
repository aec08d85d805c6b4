using System.Text.Json;
using Dapper;
using NodaTime;
using Samverk.Countries;
using Samverk.Kernel;

namespace Samverk.Store;

/// <summary>How own values are kept. Whoever enters and releases them, the use cases above say.</summary>
public static class OwnValueSql
{
    private const string Select =
        "select id, pack, name, valid_from, valid_to, value::text, source, state, entered_by, entered_on, released_by, released_on from store.own_value";

    /// <summary>Own values of a pack, those withdrawn among them; by id, then by date.</summary>
    /// <param name="name">Of one id; null = of all.</param>
    public static async Task<IReadOnlyList<OwnValue>> OwnValues(this Tx tx, string pack, string? name = null) =>
        [.. (await tx.Connection.QueryAsync<Row>(
            $"{Select} where pack = @pack and (@name::text is null or name = @name) order by name, valid_from, id", new { pack, name })).Select(row => row.ToValue())];

    /// <summary>
    /// The facts of this cooperative's countries: what the program knows, and the own values that are released. Everything that decides by
    /// a fact reads it here.
    /// </summary>
    public static async Task<FactBook> Facts(this Tx tx)
    {
        var released = (await tx.Connection.QueryAsync<Row>(
            $"{Select} where pack = @pack and state = 'Released' order by name, valid_from", new { pack = OwnValue.Facts })).Select(row => row.ToValue()).ToList();
        // What is released was read once before; if the program has forgotten an id since, that is for people to see and not to be passed over.
        return released.Count is 0 ? FactBook.Embedded : FactBook.Embedded.With([.. released.Select(ToFact)]).Value;
    }

    /// <summary>Locked until the transaction ends: two people deciding about one value take turns.</summary>
    public static async Task<OwnValue?> LockOwnValue(this Tx tx, Id<OwnValue> id) =>
        (await tx.Connection.QuerySingleOrDefaultAsync<Row>($"{Select} where id = @id for update", new { id = id.Value }))?.ToValue();

    /// <summary>A value on trial: whether the pack can read it and no released one holds on the same days.</summary>
    /// <returns>Null, or <c>field-invalid</c>, <c>field-unknown</c>, <c>row-duplicate</c>.</returns>
    public static async Task<Refusal?> Try(this Tx tx, OwnValue value)
    {
        var beside = (await tx.OwnValues(value.Pack, value.Name)).FirstOrDefault(other => other.Id != value.Id && other.State is OwnValueState.Released && other.Meets(value));
        if (beside is not null) return new Refusal("row-duplicate", ("date", beside.ValidFrom)) { Field = "validFrom" };
        if (value.Pack is not OwnValue.Facts) return null;
        return FactBook.Embedded.With([ToFact(value)]).Refusal is { } refusal ? refusal with { Field = "value" } : null;
    }

    /// <summary>Written down, used by nothing yet.</summary>
    public static async Task Enter(this Tx tx, OwnValue value)
    {
        await tx.Connection.ExecuteAsync(
            """
            insert into store.own_value (id, pack, name, valid_from, valid_to, value, source, state, entered_by, entered_on)
            values (@id, @Pack, @Name, @ValidFrom, @ValidTo, @Value::jsonb, @Source, 'Entered', @by, @EnteredOn)
            """,
            new { id = value.Id.Value, value.Pack, value.Name, value.ValidFrom, value.ValidTo, value.Value, value.Source, by = value.EnteredBy.Value, value.EnteredOn });
        await tx.TakeStep(OwnValue.States, value.Id.Value, null, OwnValueState.Entered, "entered", value.Source);
    }

    /// <summary>From now on it is used, under the name of who releases it.</summary>
    public static async Task Release(this Tx tx, OwnValue value, Id<Person> by, string why)
    {
        await tx.Connection.ExecuteAsync(
            "update store.own_value set state = 'Released', released_by = @by, released_on = @Today where id = @id", new { id = value.Id.Value, by = by.Value, tx.Today });
        await tx.TakeStep(OwnValue.States, value.Id.Value, value.State, OwnValueState.Released, "released", why);
    }

    /// <summary>No longer used. What was decided with it keeps its own copy.</summary>
    public static async Task Withdraw(this Tx tx, OwnValue value, string why)
    {
        await tx.Connection.ExecuteAsync("update store.own_value set state = 'Withdrawn' where id = @id", new { id = value.Id.Value });
        await tx.TakeStep(OwnValue.States, value.Id.Value, value.State, OwnValueState.Withdrawn, "withdrawn", why);
    }

    /// <summary>Releases of one pack take turns.</summary>
    public static Task LockOwnValues(this Tx tx, string pack) =>
        tx.Connection.ExecuteAsync("select pg_advisory_xact_lock(hashtextextended('own-values ' || @pack, 3))", new { pack });

    private static OperatorValue ToFact(OwnValue value) => new(
        value.Name, value.ValidFrom, JsonDocument.Parse(value.Value).RootElement, (value.ReleasedBy ?? value.EnteredBy).ToString(), value.ReleasedOn ?? value.EnteredOn,
        value.Source, value.ValidTo, value.Source);

    private sealed record Row(
        Guid Id, string Pack, string Name, LocalDate Valid_From, LocalDate? Valid_To, string Value, string Source, OwnValueState State,
        Guid Entered_By, LocalDate Entered_On, Guid? Released_By, LocalDate? Released_On)
    {
        public OwnValue ToValue() => new(
            new(Id), Pack, Name, Valid_From, Valid_To, Value, Source, State, new(Entered_By), Entered_On, Released_By is { } by ? new(by) : null, Released_On);
    }
}
