using NodaTime;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;
using Samverk.Wages;

namespace Samverk.Employment;

/// <summary>What the wages engine has to know of a person, for one legal entity, from a day on.</summary>
/// <param name="Facts">Answers by the names of the country's pack (<see cref="WageFacts.Of(string)"/>), in their one spelling.</param>
public sealed record DatedTaxFacts(
    Id<DatedTaxFacts> Id, Id<LegalEntity> Entity, Id<Person> Person, LocalDate ValidFrom, IReadOnlyDictionary<string, string> Facts, TaxFactsState State, Id<Person> EnteredBy)
{
    public static readonly StateMachine<TaxFactsState> States = new("employment.tax-facts", 1,
        (TaxFactsState.Entered, TaxFactsState.Checked), (TaxFactsState.Entered, TaxFactsState.Refused));

    /// <summary>What of them counts on a day: an income that was said for one calendar year is none of the next.</summary>
    public IReadOnlyDictionary<string, string> On(LocalDate date) =>
        date.Year == ValidFrom.Year ? Facts : Facts.Where(fact => !WageFacts.OfYear.Contains(fact.Key)).ToDictionary(fact => fact.Key, fact => fact.Value, StringComparer.Ordinal);
}

/// <summary>Entered = waits for a second person; no wage uses it.</summary>
public enum TaxFactsState { Entered, Checked, Refused }
