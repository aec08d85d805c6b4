using System.Text.Json;
using NodaTime;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Employment;

/// <summary>How tax is kept from a wage in Sweden (skatteförfarandelagen 11 and 13).</summary>
public enum Withholding
{
    /// <summary>By table and column of the tax decision: this is the main employer.</summary>
    Table,

    /// <summary>Another employer is the main one: a flat rate.</summary>
    SideIncome,

    /// <summary>Nobody knows a decision: the municipality's table with a surcharge.</summary>
    NoDecision,

    /// <summary>Lives abroad and has a decision on SINK.</summary>
    NonResident,
}

/// <summary>What the wages engine has to know of a person in Sweden.</summary>
/// <param name="Table">29 to 42, of the tax decision; null where the form of tax needs none.</param>
/// <param name="Column">1 to 6.</param>
public sealed record TaxFacts(Withholding Withholding, int BirthYear, int? Table, int? Column)
{
    private bool NeedsTable => Withholding is Withholding.Table or Withholding.NoDecision;

    /// <summary>Whether tax goes by the pay of the whole month, so that a second payment in it changes the tax of the first.</summary>
    public bool GoesByMonth => NeedsTable;

    /// <returns>Null, <c>field-missing</c> or <c>field-invalid</c> with the field.</returns>
    public Refusal? Refuse(LocalDate validFrom)
    {
        if (BirthYear < 1900 || BirthYear > validFrom.Year - 13) return Invalid("birthYear", BirthYear);
        if (NeedsTable && Table is null) return new("field-missing", ("field", "table")) { Field = "table" };
        if (NeedsTable && Column is null) return new("field-missing", ("field", "column")) { Field = "column" };
        if (Table is { } table && table is < 29 or > 42) return Invalid("table", table);
        return Column is { } column && column is < 1 or > 6 ? Invalid("column", column) : null;
    }

    /// <summary>As the Swedish pack of the engine names them.</summary>
    public JsonElement ForEngine() => JsonSerializer.SerializeToElement(NeedsTable
        ? new Dictionary<string, object>(StringComparer.Ordinal) { ["withholding"] = Name, ["birth_year"] = BirthYear, ["table"] = Table!, ["column"] = Column! }
        : new Dictionary<string, object>(StringComparer.Ordinal) { ["withholding"] = Name, ["birth_year"] = BirthYear });

    private string Name => Withholding switch
    {
        Withholding.Table => "table",
        Withholding.SideIncome => "side_income",
        Withholding.NoDecision => "no_decision",
        Withholding.NonResident => "non_resident",
        _ => throw new InvalidOperationException($"{Withholding}"),
    };

    private static Refusal Invalid(string field, int number) => new("field-invalid", ("text", number)) { Field = field };
}

/// <summary>Tax facts of a person for one legal entity, from a day on.</summary>
public sealed record DatedTaxFacts(Id<DatedTaxFacts> Id, Id<LegalEntity> Entity, Id<Person> Person, LocalDate ValidFrom, TaxFacts Facts, TaxFactsState State, Id<Person> EnteredBy)
{
    public static readonly StateMachine<TaxFactsState> States = new("employment.tax-facts", 1,
        (TaxFactsState.Entered, TaxFactsState.Checked), (TaxFactsState.Entered, TaxFactsState.Refused));
}

/// <summary>Entered = waits for a second person; no wage uses it.</summary>
public enum TaxFactsState { Entered, Checked, Refused }
