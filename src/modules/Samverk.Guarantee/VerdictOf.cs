using System.Text.Json;
using Dapper;
using NodaTime;
using Samverk.Countries;
using Samverk.Store;

namespace Samverk.Guarantee;

/// <summary>What counts for an order today, and on which evidence.</summary>
/// <param name="Evidence">As it was stored: JSON.</param>
/// <param name="Decision">The words of the decision that changed it; null = as fixed at activation.</param>
public sealed record FixedVerdict(bool Eligible, IReadOnlyList<GuaranteeReason> Reasons, string Evidence, string? Decision, LocalDate Date);

public static class VerdictReading
{
    /// <returns>Null for an order that was never active. Reasons and evidence are those of the activation; a decision only changes the answer.</returns>
    public static async Task<FixedVerdict?> VerdictOf(this Tx tx, Guid order)
    {
        var rows = (await tx.Connection.QueryAsync<Row>(
            "select eligible, reasons::text as reasons, evidence::text as evidence, decision, date from guarantee.verdict where order_id = @order order by number",
            new { order })).AsList();
        if (rows.Count is 0) return null;
        var (first, last) = (rows[0], rows[^1]);
        return new(last.Eligible, JsonSerializer.Deserialize<IReadOnlyList<GuaranteeReason>>(first.Reasons, StoreJson.Options)!, first.Evidence, last.Decision, last.Date);
    }

    private sealed record Row(bool Eligible, string Reasons, string Evidence, string? Decision, LocalDate Date);
}
