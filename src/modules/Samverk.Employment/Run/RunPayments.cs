using Dapper;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Employment;

/// <summary>How far the net wage of a payslip has come.</summary>
public enum WagePayment
{
    /// <summary>Nothing is under way: it is new, the bank did not take its file, or the money came back.</summary>
    Owed,

    /// <summary>A second person has released the file that pays it.</summary>
    Filed,

    /// <summary>The bank's statement shows it.</summary>
    Paid,

    /// <summary>That statement is closed: no match in it can be taken back.</summary>
    Final,
}

public static class RunPayments
{
    /// <summary>
    /// Notes what became of the net wages of payslips, and brings their runs to the state that follows (domain/states.md 11): filed when every net
    /// wage of a run is in a file, paid when the bank has confirmed all, locked when no confirmation can be taken back. Ids of anything else are
    /// passed over.
    /// </summary>
    public static async Task NoteWagePayments(this Tx tx, IReadOnlyCollection<Guid> payslips, WagePayment to, string why)
    {
        var ids = payslips.ToArray();
        Guid[] runs = [.. (await tx.Connection.QueryAsync<Guid>("select distinct run from employment.payslip where id = any(@ids) and released", new { ids })).Order()];
        if (runs.Length is 0) return;
        // Two files about one run take turns, so that the one that comes second sees that all are paid.
        await tx.Connection.ExecuteAsync("select from employment.run where id = any(@runs) order by id for update", new { runs });
        await tx.Connection.ExecuteAsync(
            to is WagePayment.Owed
                ? "delete from employment.wage_payment where payslip = any(@ids)"
                : """
                  insert into employment.wage_payment (payslip, run, state) select id, run, @state from employment.payslip where id = any(@ids) and released
                  on conflict (payslip) do update set state = excluded.state
                  """,
            new { ids, state = to.ToString() });
        foreach (var run in runs) await tx.Follow(new Id<PayrollRun>(run), why);
    }

    /// <summary>How many net wages of a run have come how far.</summary>
    internal static async Task<IReadOnlyDictionary<WagePayment, int>> PaymentsOf(this Tx tx, Id<PayrollRun> run) =>
        (await tx.Connection.QueryAsync<(WagePayment State, int Number)>(
            """
            select coalesce(state, 'Owed'), count(*)::int
            from employment.payslip left join employment.wage_payment on payslip = payslip.id
            where payslip.run = @run and released and gross - employee - tax + additions > 0
            group by 1
            """,
            new { run = run.Value })).ToDictionary(row => row.State, row => row.Number);

    /// <summary>The same for single payslips; what is owed is not in it.</summary>
    internal static async Task<IReadOnlyDictionary<Guid, WagePayment>> PaymentsOf(this Tx tx, IReadOnlyCollection<Guid> payslips) =>
        (await tx.Connection.QueryAsync<(Guid Payslip, WagePayment State)>("select payslip, state from employment.wage_payment where payslip = any(@ids)", new { ids = payslips.ToArray() }))
            .ToDictionary(row => row.Payslip, row => row.State);

    /// <summary>A released run in which nobody is owed anything waits for no bank.</summary>
    internal static async Task FollowNothingOwed(this Tx tx, Id<PayrollRun> id)
    {
        var (run, payments) = ((await tx.FindRun(id))!, await tx.PaymentsOf(id));
        if (payments.Keys.Any(state => state is not WagePayment.Final)) return;
        while (PayrollRun.Next(run.State, payments) is var (to, _))
        {
            await tx.Save(run with { State = to }, run.State, "nothing-owed", "");
            run = run with { State = to };
        }
    }

    private static async Task Follow(this Tx tx, Id<PayrollRun> id, string why)
    {
        var (run, payments) = ((await tx.FindRun(id))!, await tx.PaymentsOf(id));
        while (PayrollRun.Next(run.State, payments) is var (to, @event))
        {
            await tx.Save(run with { State = to }, run.State, @event, to < run.State ? why : "");
            run = run with { State = to };
        }
    }
}
