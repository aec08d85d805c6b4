using Samverk.Employment;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Host;

/// <summary>What the same sum of client money becomes in every country, with what is usual there. Countries that cannot be computed are named.</summary>
internal sealed class CompareCountries : IUseCase<CompareCountries.Query, IReadOnlyList<CompareCountries.Row>>
{
    public static Access Access => Simulate.Access;

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    public async Task<Outcome<IReadOnlyList<Row>>> Run(Query query, Tx tx, Actor actor)
    {
        var (book, law, rows) = (await tx.Facts(), await tx.WageRules(), new List<Row>());
        foreach (var country in SimulatorCountry.All)
        {
            var euro = country.Currency == Currency.EUR;
            var own = SimulatorPrice.Confirmed(book, country, tx.Today).Refusal is null ? null : query.Fee;
            var said = string.IsNullOrWhiteSpace(query.Employer) ? null
                : country.Facts.Where(fact => fact.MustBeSaid).ToDictionary(fact => fact.Name, _ => query.Employer, StringComparer.Ordinal);
            var one = Simulate.Of(new(country.Code, SimulatorStart.Price, euro ? query.Amount : query.Kronor, SimulatorVat.None, own, said), book, tx.Today, law);
            if (said is not null && one.Refusal is { Field: { } field } rate && said.ContainsKey(field)) return rate with { Field = "employer" };
            if (one.Refusal is { Field: "amount" or "fee" } typed) return typed with { Field = typed.Field is "amount" && !euro ? "kronor" : typed.Field };
            rows.Add(one.Refusal is { } refusal
                ? new Row(country.Code, null, refusal.Code, $"{refusal.Facts.FirstOrDefault(fact => fact.Name is "parameter" or "regime" or "id" or "sector").Value}")
                : new Row(country.Code, one.Value, null, null));
        }

        return Outcome.Of<IReadOnlyList<Row>>(rows);
    }

    /// <param name="Amount">Client money of a month without VAT, in euro, as people type it.</param>
    /// <param name="Kronor">The same for Sweden: no exchange rate is kept here.</param>
    /// <param name="Fee">Per cent, for countries in which no price is confirmed.</param>
    /// <param name="Employer">Per cent: the reader's assumption for each rate that an employer is told and no public source gives; empty = none.</param>
    internal sealed record Query(string Amount, string Kronor, string Fee, string? Employer = null) : IQuery<Query, CompareCountries, IReadOnlyList<Row>>;

    /// <param name="Refused">The code of the refusal; null where there is a result.</param>
    /// <param name="About">The parameter or regime that it names.</param>
    internal sealed record Row(string Country, Simulated? Result, string? Refused, string? About);
}
