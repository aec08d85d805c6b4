using Dapper;
using NodaTime;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Members;

/// <summary>Values of shares by approved accounts: one per entity and year, never changed.</summary>
public static class ShareValueSql
{
    private const string Select =
        "select id, entity, year_end, value, currency, assembly_on, pay_from, source, state, entered_by, entered_on, decided_by, decided_on from members.share_value";

    public static async Task<ShareValue?> FindShareValue(this Tx tx, Guid id) => (await tx.Load("where id = @id", new { id })).SingleOrDefault();

    internal static async Task<ShareValue?> LockShareValue(this Tx tx, Id<ShareValue> id) => (await tx.Load("where id = @id for update", new { id = id.Value })).SingleOrDefault();

    /// <summary>All that were entered, the latest year first.</summary>
    internal static Task<IReadOnlyList<ShareValue>> ShareValues(this Tx tx) => tx.Load("order by year_end desc, entered_on desc, id desc", new { });

    /// <returns>False where that year has a value that waits or holds.</returns>
    internal static async Task<bool> Enter(this Tx tx, ShareValue value)
    {
        if (await tx.Connection.ExecuteAsync(
            """
            insert into members.share_value (id, entity, year_end, value, currency, assembly_on, pay_from, source, state, entered_by, entered_on)
            values (@id, @entity, @YearEnd, @amount, @currency, @AssemblyOn, @PayFrom, @Source, 'Entered', @by, @EnteredOn)
            on conflict (entity, year_end) where state in ('Entered', 'Released') do nothing
            """,
            new
            {
                id = value.Id.Value, entity = value.Entity.Value, value.YearEnd, amount = value.Value.Minor, currency = value.Value.Currency.Code, value.AssemblyOn, value.PayFrom, value.Source,
                by = value.EnteredBy.Value, value.EnteredOn,
            }) is 0) return false;
        await tx.TakeStep<ShareValueState>(ShareValue.States, value.Id.Value, null, ShareValueState.Entered, "entered", value.Source);
        await tx.Raise(new ShareValueChanged(value.Id.Value));
        return true;
    }

    internal static async Task Decide(this Tx tx, ShareValue value, ShareValueState to, Id<Person> by)
    {
        await tx.Connection.ExecuteAsync(
            "update members.share_value set state = @to, decided_by = @by, decided_on = @Today where id = @id", new { id = value.Id.Value, to = to.ToString(), by = by.Value, tx.Today });
        await tx.TakeStep(ShareValue.States, value.Id.Value, value.State, to, to is ShareValueState.Released ? "released" : "refused", "");
        await tx.Raise(new ShareValueChanged(value.Id.Value));
    }

    private static async Task<IReadOnlyList<ShareValue>> Load(this Tx tx, string which, object values) =>
        [.. (await tx.Connection.QueryAsync<Row>($"{Select} {which}", values)).Select(row => new ShareValue(
            new(row.Id), new(row.Entity), row.Year_End, new(row.Value, row.Currency), row.Assembly_On, row.Pay_From, row.Source, row.State, new(row.Entered_By), row.Entered_On,
            row.Decided_By is { } by ? new Id<Person>(by) : null, row.Decided_On))];

    private sealed record Row(
        Guid Id, Guid Entity, LocalDate Year_End, long Value, Currency Currency, LocalDate Assembly_On, LocalDate Pay_From, string Source, ShareValueState State, Guid Entered_By,
        LocalDate Entered_On, Guid? Decided_By, LocalDate? Decided_On);
}
