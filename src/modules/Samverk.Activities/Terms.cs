using System.Text.Json;
using Dapper;
using NodaTime;
using Samverk.Countries;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Activities;

/// <summary>What a legal entity has agreed with its members, from a date on: taken from its country's facts or released by a named person.</summary>
/// <param name="GuaranteeRequires">Conditions of the guarantee, by their names in Countries.</param>
public sealed record Terms(
    FeeRule Fee, IReadOnlyList<string> GuaranteeRequires, GuaranteeCover Cover, ExpenseRule Expenses, BadDebtFee BadDebt, bool SharedMayEmploy);

public static class TermsSql
{
    /// <returns>The terms of the day, or <c>rule-missing</c>: never those of another day.</returns>
    public static async Task<Outcome<Terms>> Terms(this Tx tx, Id<LegalEntity> entity, LocalDate date)
    {
        var json = await tx.Connection.QuerySingleOrDefaultAsync<string>(
            "select terms::text from activities.terms where entity = @entity and valid_from <= @date order by valid_from desc limit 1",
            new { entity = entity.Value, date });
        return json is null
            ? new Refusal("rule-missing", ("rule", "terms"), ("date", date))
            : Outcome.Of(JsonSerializer.Deserialize<Terms>(json, StoreJson.Options)!);
    }

    /// <summary>From a date on these terms hold; earlier ones stay as they were.</summary>
    /// <param name="source">Where each value came from: the fact's id, source and status, or who released it.</param>
    /// <returns>Done; or <c>regime-not-verified</c> for a cover whose postings no rule describes yet.</returns>
    public static async Task<Outcome<Done>> SetTerms(this Tx tx, Id<LegalEntity> entity, LocalDate validFrom, Terms terms, object source)
    {
        if (terms.Cover is not GuaranteeCover.Net) return new Refusal("regime-not-verified", ("rule", "guarantee.cover"), ("value", terms.Cover)) { Field = "cover" };

        await tx.Connection.ExecuteAsync(
            "insert into activities.terms (entity, valid_from, terms, source) values (@entity, @validFrom, @terms::jsonb, @source::jsonb)",
            new
            {
                entity = entity.Value, validFrom, terms = JsonSerializer.Serialize(terms, StoreJson.Options),
                source = JsonSerializer.Serialize(source, StoreJson.Options),
            });
        return default(Done);
    }

    /// <summary>Terms that were made of a released own value of a fact, by its id ("se.fee"): legal entity and first day.</summary>
    public static async Task<IReadOnlyList<(Id<LegalEntity> Entity, LocalDate ValidFrom)>> TermsResting(this Tx tx, string fact) =>
        [.. (await tx.Connection.QueryAsync<(Guid Entity, LocalDate ValidFrom)>(
            """
            select entity, valid_from from activities.terms
            where exists (select from jsonb_each(source) as part where jsonb_typeof(part.value) = 'object' and part.value ->> 'id' = @fact and part.value ->> 'status' = 'released')
            order by valid_from desc, entity limit 50
            """,
            new { fact })).Select(row => (new Id<LegalEntity>(row.Entity), row.ValidFrom))];
}
