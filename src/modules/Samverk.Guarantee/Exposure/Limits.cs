using Dapper;
using NodaTime;
using Samverk.Activities;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Guarantee;

/// <summary>Of what a limit limits the exposure.</summary>
public enum LimitKind { Client, Member, Activity, Cooperative }

/// <summary>How much may be laid out, from a date on.</summary>
/// <param name="Subject">One client, member or activity; null = each of them that has no limit of its own.</param>
/// <param name="Amount">Null = no limit from this day on.</param>
public sealed record ExposureLimit(Id<LegalEntity> Entity, LimitKind Kind, Guid? Subject, LocalDate ValidFrom, Money? Amount, string Reason);

public static class LimitSql
{
    /// <summary>
    /// Whether a new cost that is paid before clients have paid would go beyond a limit. For new wages; never for wages already earned
    /// (money-path.md, section 4). The caller holds the activity's lock.
    /// </summary>
    /// <returns>Null, or <c>exposure-limit-reached</c> with the limit. Only a sum that this cost raises is looked at.</returns>
    public static async Task<Refusal?> RefuseBeyondLimits(this Tx tx, Activity activity, Money cost)
    {
        var limits = await tx.Limits(activity.Entity, activity.Currency, tx.Today);
        if (limits.All(limit => limit.Amount is null)) return null;

        // Two wages from two activities take turns: each has to see what the other adds to their common client's sum.
        await tx.Connection.ExecuteAsync("select pg_advisory_xact_lock(hashtextextended(@entity::text, 7))", new { entity = activity.Entity.Value });
        var balances = await tx.Balances(activity, tx.Today);
        var after = balances with { Booked = balances.Booked - cost };
        var all = (await tx.ExposureOn(tx.Today)).Where(part => part.Entity == activity.Entity).ToArray();
        IReadOnlyList<ExposurePart> raised = [.. all.Where(part => part.Activity != activity.Id), .. await tx.SpreadOn(activity, after.Exposure, tx.Today)];
        foreach (var kind in Enum.GetValues<LimitKind>())
        {
            var before = SumsBy(all, kind);
            foreach (var (subject, sum) in SumsBy(raised, kind))
                if (LimitOf(limits, kind, subject) is { } limit && sum > limit && (!before.TryGetValue(subject, out var was) || sum > was))
                    return new Refusal("exposure-limit-reached", ("kind", kind), ("limit", limit));
        }

        return null;
    }

    /// <summary>The limits of a day: for each kind and subject the latest that has begun.</summary>
    public static async Task<IReadOnlyList<ExposureLimit>> Limits(this Tx tx, Id<LegalEntity> entity, Currency currency, LocalDate date) =>
        [.. (await tx.Connection.QueryAsync<Row>(
            """
            select distinct on (kind, subject) kind, subject, valid_from, amount, reason
            from guarantee.exposure_limit
            where entity = @entity and valid_from <= @date
            order by kind, subject, valid_from desc
            """,
            new { entity = entity.Value, date }))
            .Select(row => new ExposureLimit(entity, row.Kind, row.Subject, row.Valid_From, row.Amount is { } amount ? new Money(amount, currency) : null, row.Reason))];

    /// <summary>Sums over one kind of line; a part without a client or member has a line of its own. Each adds up to the cooperative's (I7).</summary>
    internal static Dictionary<Guid, Money> SumsBy(IEnumerable<ExposurePart> parts, LimitKind kind) => parts
        .GroupBy(part => SubjectOf(part, kind))
        .ToDictionary(group => group.Key, group => group.Select(part => part.Amount).Aggregate((a, b) => a + b));

    internal static Guid SubjectOf(ExposurePart part, LimitKind kind) => kind switch
    {
        LimitKind.Client => part.Client ?? Guid.Empty,
        LimitKind.Member => part.Member ?? Guid.Empty,
        LimitKind.Activity => part.Activity.Value,
        LimitKind.Cooperative => part.Entity.Value,
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    // The line of parts without a client is nobody's, so no limit of clients counts for it.
    internal static Money? LimitOf(IReadOnlyList<ExposureLimit> limits, LimitKind kind, Guid subject)
    {
        if (subject == Guid.Empty) return null;
        var own = limits.FirstOrDefault(limit => limit.Kind == kind && limit.Subject == subject);
        return (own ?? limits.FirstOrDefault(limit => limit.Kind == kind && limit.Subject is null))?.Amount;
    }

    private sealed record Row(LimitKind Kind, Guid? Subject, LocalDate Valid_From, long? Amount, string Reason);
}
