using System.Text.Json;
using Dapper;
using Samverk.Countries;
using Samverk.Store;

namespace Samverk.Guarantee;

/// <summary>Whether the fund stands behind an order: fixed once at activation, changed only by decision.</summary>
public static class VerdictSql
{
    /// <summary>Stored with every verdict; raised when the way of judging changes.</summary>
    public const int Rules = 1;

    /// <summary>Fixes the verdict and its evidence at the moment in which the order becomes active.</summary>
    public static Task FixVerdict(this Tx tx, Guid order, GuaranteeVerdict verdict, object evidence) => tx.Insert(order, verdict, evidence, null);

    /// <summary>Changes it from today on. The caller moves the positions that depend on it.</summary>
    /// <param name="decision">Who decided and why: the words of the decision record.</param>
    public static Task DecideVerdict(this Tx tx, Guid order, bool eligible, string decision) =>
        tx.Insert(order, new GuaranteeVerdict(eligible, []), new { }, decision);

    /// <summary>Whether the order is covered today; an order that was never active is not.</summary>
    public static Task<bool> IsCovered(this Tx tx, Guid order) => tx.Connection.QuerySingleAsync<bool>(
        "select coalesce((select eligible from guarantee.verdict where order_id = @order order by number desc limit 1), false)", new { order });

    /// <summary>Those of some orders that are covered today.</summary>
    public static async Task<IReadOnlySet<Guid>> Covered(this Tx tx, IReadOnlyCollection<Guid> orders) => (await tx.Connection.QueryAsync<Guid>(
        """
        select wanted.id from unnest(@orders) as wanted (id)
        cross join lateral (select eligible from guarantee.verdict where order_id = wanted.id order by number desc limit 1) last
        where last.eligible
        """,
        new { orders = orders.ToArray() })).ToHashSet();

    private static Task Insert(this Tx tx, Guid order, GuaranteeVerdict verdict, object evidence, string? decision) => tx.Connection.ExecuteAsync(
        """
        insert into guarantee.verdict (order_id, eligible, reasons, evidence, rules, decision, at, date, person)
        values (@order, @Eligible, @reasons::jsonb, @evidence::jsonb, @Rules, @decision, @Now, @Today, @person)
        """,
        new
        {
            order, verdict.Eligible, reasons = JsonSerializer.Serialize(verdict.Reasons, StoreJson.Options),
            evidence = JsonSerializer.Serialize(evidence, StoreJson.Options), Rules, decision, tx.Now, tx.Today, person = tx.Actor.Person.Value,
        });
}
