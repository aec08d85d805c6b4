using System.Globalization;
using NodaTime;
using Samverk.Countries;
using Samverk.Employment;
using Samverk.Kernel;
using Samverk.Store;
using Samverk.Wages;

namespace Samverk.Host;

/// <summary>
/// What a monthly salary costs, step by step: cost ↔ gross ↔ net ↔ the most hours that the lowest pay of an hour allows (in Germany: Anstellungskategorien).
/// Computed from the parameters of the day by the reader's answers; no step is a figure that somebody has typed once.
/// </summary>
internal sealed class ListSalarySteps : IUseCase<ListSalarySteps.Query, ListSalarySteps.Result>
{
    // Small jobs in small steps, full salaries in large ones.
    private static readonly int[] Steps = [400, 500, 600, 700, 800, 900, 1_000, 1_200, 1_400, 1_600, 1_800, 2_000, 2_500, 3_000, 3_500, 4_000, 5_000];

    public static Access Access => Simulate.Access;

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    public async Task<Outcome<Result>> Run(Query query, Tx tx, Actor actor) => Of(query, await tx.Facts(), tx.Today, await tx.WageRules());

    /// <summary>Pure: the same answers on the same day with the same facts give the same steps.</summary>
    internal static Outcome<Result> Of(Query query, FactBook book, LocalDate today, WageRules rules)
    {
        if (SimulatorCountry.Find(query.Country) is not { } country) return new Refusal("unknown-kind") { Field = "country" };
        var floor = book.Find<IReadOnlyList<WageFloor>>(country.Code, FactNames.WageFloor, today) is { Refusal: null, Value.Value: var floors } ? WageFloor.Of(floors, "") : null;
        var rows = new List<Row>();
        foreach (var gross in Steps.Select(step => new Money((country.Currency == Currency.SEK ? 10L : 1L) * step * 100, country.Currency)))
        {
            var one = Simulate.Of(new(country.Code, SimulatorStart.Gross, gross.ToDecimal().ToString("0.00", CultureInfo.InvariantCulture), SimulatorVat.None, query.Fee, query.Facts), book, today, rules);
            // An answer that is wrong or missing is wrong for every step; what the law's data lack may be there for the next one.
            if (one.Refusal is { Code: not "no-wage-reaches" } wrong && !SimulatorWords.IsHonest(wrong)) return wrong;
            rows.Add(one.Refusal is { } refusal
                ? new(rows.Count + 1, gross, null, null, null, null, refusal.Code, SimulatorWords.About(refusal))
                : new(rows.Count + 1, gross, one.Value.Cost, one.Value.Price, one.Value.Net, floor is { } hour ? (int)(gross.Minor * 60 / hour.Minor) : null, null, null));
        }

        return new Result(country.Code, today, floor, rows);
    }

    /// <param name="Country">Two letters.</param>
    /// <param name="Fee">Per cent of the price; null = the country's confirmed rule.</param>
    /// <param name="Facts">Answers by the names of <see cref="ReadSimulator"/>; what is not said is usual.</param>
    internal sealed record Query(string Country, string? Fee, IReadOnlyDictionary<string, string>? Facts) : IQuery<Query, ListSalarySteps, Result>;

    /// <param name="Floor">The lowest pay of an hour; null where no table is loaded.</param>
    internal sealed record Result(string Country, LocalDate Date, Money? Floor, IReadOnlyList<Row> Rows);

    /// <param name="Price">What clients pay in the month without VAT.</param>
    /// <param name="MostMinutes">Of work in the month that the gross may pay; null where no table is loaded.</param>
    /// <param name="Refused">The code of the refusal; null where the step was computed.</param>
    /// <param name="About">The parameter or regime that it names.</param>
    internal sealed record Row(int Number, Money Gross, Money? Cost, Money? Price, Money? Net, int? MostMinutes, string? Refused, string? About);
}
