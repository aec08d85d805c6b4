using System.Globalization;
using System.Text.Json;
using NodaTime;
using Samverk.Countries;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;
using Samverk.Wages;

namespace Samverk.Employment;

/// <summary>What the wages of one legal entity are computed with: its country's facts and law. Loaded once for many payslips.</summary>
internal sealed record WageSetting(LegalEntity Entity, FactBook Facts, WageRules Rules)
{
    /// <summary>What the engine is asked for work of one person, paid on a day; the gross is the caller's.</summary>
    /// <returns>
    /// The question; <c>regime-not-verified</c> where nobody has verified how such wages are computed, <c>contracts-differ</c>, <c>tax-facts-missing</c>, <c>employer-facts-missing</c>.
    /// </returns>
    public async Task<Outcome<WageQuestion>> Ask(Tx tx, Id<Person> person, IReadOnlyCollection<Work> works, LocalDate payDay) =>
        Ask(await tx.TaxFactsOn(Entity.Id, person, payDay), await tx.EmployerFactsOn(Entity, payDay), works, payDay);

    /// <summary>The same where the facts are at hand.</summary>
    public Outcome<WageQuestion> Ask(
        Outcome<IReadOnlyDictionary<string, string>> said, Outcome<IReadOnlyDictionary<string, string>> employer, IReadOnlyCollection<Work> works, LocalDate payDay)
    {
        if (EmploymentRules.RefuseCountry(Entity) is { } elsewhere) return elsewhere;
        var contract = ContractOf(works, payDay);
        if (contract.Refusal is { } unknown) return unknown;
        if (PayslipOfYear.GoesByPeriod(Entity.Country) && works.SelectMany(work => work.Days).Select(day => day.Day.ToYearMonth()).Distinct().Count() > 1) return NotVerified("pay_of_several_months");
        if ((said.Refusal ?? employer.Refusal) is { } missing) return missing;

        var (kind, last) = (contract.Value, works.Max(work => work.LastDay));
        var facts = WageFacts.ForPack(Entity.Country, kind.Contract!, payDay, said.Value.Concat(employer.Value), kind.Facts.Concat(TimeOf(kind, works, last)));
        return new WageQuestion(new(Entity.Country, kind.Contract!, last.ToYearMonth(), payDay, 0, facts), kind, works.First().Contract, last);
    }

    private Outcome<WageContract> ContractOf(IReadOnlyCollection<Work> works, LocalDate payDay)
    {
        var known = Facts.Find<IReadOnlyDictionary<string, WageContract>>(Entity.Country, FactNames.WageContracts, payDay);
        if (known.Refusal is { } unknown) return unknown;
        var kinds = works.Select(work => work.Contract).Distinct(StringComparer.Ordinal).ToList();
        if (kinds.Find(kind => !known.Value.Value.ContainsKey(kind)) is { } unmapped) return NotVerified($"{Entity.Country.ToLowerInvariant()}.{FactNames.WageContracts} {unmapped}");
        // Kinds that are computed alike may stand on one payslip.
        var contracts = kinds.Select(kind => known.Value.Value[kind]).DistinctBy(kind => JsonSerializer.Serialize(kind)).ToList();
        if (contracts.Find(kind => kind.Regime is not null) is { } refused) return NotVerified(refused.Regime!);
        return contracts.Count is 1 ? contracts[0] : new Refusal("contracts-differ");
    }

    /// <summary>Days that were worked, and the days from Monday to Friday of the month.</summary>
    private static IEnumerable<KeyValuePair<string, JsonElement>> TimeOf(WageContract kind, IReadOnlyCollection<Work> works, LocalDate last)
    {
        if (kind.Time is not WageTime.Days) return [];
        var month = new DateInterval(new(last.Year, last.Month, 1), new LocalDate(last.Year, last.Month, 1).PlusMonths(1).PlusDays(-1));
        var possible = month.Count(day => day.DayOfWeek is not (IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday));
        var paid = Math.Min(possible, works.SelectMany(work => work.Days).Select(day => day.Day).Distinct().Count());
        return [new("days_paid", Number(paid)), new("days_month", Number(possible))];
    }

    private static JsonElement Number(int number) => JsonSerializer.SerializeToElement(number.ToString(CultureInfo.InvariantCulture));

    private static Refusal NotVerified(string regime) => new("regime-not-verified", ("regime", regime));
}

/// <summary>A payslip that can be asked for.</summary>
/// <param name="Kind">How this kind of employment is computed.</param>
/// <param name="Name">As the country calls the kind: "minijob".</param>
/// <param name="Worked">The last day of work.</param>
internal sealed record WageQuestion(PayslipRequest Request, WageContract Kind, string Name, LocalDate Worked)
{
    /// <summary>Whether the payslip is one of this kind: a minijob above its limit is another employment, not another figure. One of zero, which absence has left, is of any kind.</summary>
    public Outcome<Payslip> Fit(Payslip slip) =>
        slip.Gross is 0 ? slip
        : (Kind.Needs is { } needs && slip.Lines.All(line => line.Kind.Code != needs)) || (Kind.Without is { } without && slip.Lines.Any(line => line.Kind.Code == without))
            ? new Refusal("contract-does-not-fit", ("kind", Name))
            : slip;
}

internal static class WageSettings
{
    public static async Task<WageSetting> WageSetting(this Tx tx, LegalEntity entity) => new(entity, await tx.Facts(), await tx.WageRules());
}
