using Dapper;
using NodaTime;
using Samverk.Desk;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;
using Samverk.Wages;

namespace Samverk.Employment;

/// <summary>
/// Wage parameters of a country that employs people end: finance and board hear of it 60, 30 and 7 days ahead, and once the day has passed, with
/// what a newer file has to bring. Afterwards every wage of the country is refused.
/// </summary>
internal sealed class WarnOfEndingLaw : IRecur
{
    public const string Item = "employment.law-ending";

    public static string Kind => "employment.warn-of-ending-law";

    public async Task Run(Tx tx, LocalDate date)
    {
        var employed = await Employed(tx, date);
        var warnings = (await tx.WageRules()).Expiring(date, employed).ToDictionary(warning => warning.Country, StringComparer.Ordinal);
        foreach (var country in (await tx.Entities()).Select(entity => entity.Country).Distinct(StringComparer.Ordinal))
        {
            var thing = NamedGuid.Of(Guid.Empty, $"wage law {country}");
            if (warnings.GetValueOrDefault(country) is { } warning) await tx.OpenItem(Said(warning, thing));
            else await tx.CloseItem(thing, Item, "something follows");
        }
    }

    private static Item Said(ExpiryWarning warning, Guid thing) => new(Item, "employment.law", thing, "Wage rules of {country} end on {date}", "/facts/wages")
    {
        Under = warning.Stage is 0 ? "They have ended: nobody of {number} can be paid until a newer file is there" : "At most {days} days left for {number} people; a newer file must bring {missing}",
        Facts =
        [
            ("country", warning.Country), ("date", warning.LastDay), ("days", warning.Stage), ("number", warning.Employments),
            ("missing", string.Join(", ", warning.Parameters.Take(3)) + (warning.Parameters.Count > 3 ? $" + {warning.Parameters.Count - 3}" : "")),
        ],
    };

    /// <summary>People by country who were paid within a year, or whose wage is approved.</summary>
    private static async Task<IReadOnlyDictionary<string, int>> Employed(Tx tx, LocalDate date)
    {
        var people = (await tx.Connection.QueryAsync<(Guid Entity, Guid Person)>(
            """
            select entity, person from employment.payslip where released and pay_day > @since
            union
            select entity, person from employment.wage where state = 'Approved'
            """,
            new { since = date.PlusYears(-1) })).ToLookup(one => one.Entity, one => one.Person);
        return (await tx.Entities()).GroupBy(entity => entity.Country, StringComparer.Ordinal)
            .ToDictionary(country => country.Key, country => country.SelectMany(entity => people[entity.Id.Value]).Distinct().Count(), StringComparer.Ordinal);
    }
}
