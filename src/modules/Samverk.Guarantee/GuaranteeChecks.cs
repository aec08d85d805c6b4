using Dapper;
using NodaTime;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Guarantee;

/// <summary>The guarantee's invariants, asked of the database once more. Each gives a sentence per breach, and none where all is well.</summary>
public static class GuaranteeChecks
{
    /// <summary>I6: exposure of every stored day, recomputed now, is what was stored then.</summary>
    public static async Task<IReadOnlyList<string>> ExposureIsReproducible(this Tx tx)
    {
        var findings = new List<string>();
        foreach (var day in (await tx.Connection.QueryAsync<LocalDate>("select date from guarantee.exposure_day order by date")).AsList())
        {
            var (stored, computed) = (await tx.StoredExposure(day), await tx.ExposureOn(day));
            if (!stored!.SequenceEqual(computed)) findings.Add($"exposure of {day:R}: stored {Total(stored!)} in {stored!.Count} parts, now {Total(computed)} in {computed.Count}");
        }

        return findings;
    }

    /// <summary>I7: exposure over clients = over members = over activities = the cooperative's, today.</summary>
    public static async Task<IReadOnlyList<string>> ExposureAddsUp(this Tx tx)
    {
        var findings = new List<string>();
        var parts = await tx.ExposureOn(tx.Today);
        foreach (var entity in parts.GroupBy(part => part.Entity))
        {
            var currency = entity.First().Amount.Currency;
            var sums = Enum.GetValues<LimitKind>().Select(kind => Money.Sum(LimitSql.SumsBy(entity, kind).Values, currency)).ToArray();
            if (sums.Distinct().Count() > 1) findings.Add($"entity {entity.Key}: exposure {string.Join(", ", sums)} by client, member, activity, cooperative");
        }

        return findings;
    }

    /// <summary>I29: after activation a verdict changes only by a decision record.</summary>
    public static async Task<IReadOnlyList<string>> VerdictsChangeByDecision(this Tx tx) =>
        [.. await tx.Connection.QueryAsync<string>(
            """
            select 'order ' || order_id || ' verdict ' || number
            from (select order_id, number, decision, row_number() over (partition by order_id order by number) as place from guarantee.verdict) verdict
            where (place = 1) <> (decision is null) or decision !~ '\S'
            order by number
            """)];

    private static string Total(IReadOnlyList<ExposurePart> parts) =>
        string.Join(" + ", parts.GroupBy(part => part.Amount.Currency).Select(group => Money.Sum(group.Select(part => part.Amount), group.Key).ToString()));
}
