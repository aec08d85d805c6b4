using System.Text.Json;
using System.Text.Json.Serialization;

namespace Samverk.Countries;

/// <summary>What part of a month a kind of employment pays.</summary>
public enum WageTime
{
    /// <summary>Whole months: who is employed for less says so in the tax facts.</summary>
    Month,

    /// <summary>The days that were worked, of the working days of the month.</summary>
    Days,
}

/// <summary>How wages of a kind of employment are computed: as which contract of the wages engine, or why they are not.</summary>
public sealed record WageContract
{
    /// <exception cref="ArgumentException">Neither a contract nor a regime, or both.</exception>
    [JsonConstructor]
    public WageContract(string? contract = null, string? regime = null, WageTime time = WageTime.Month, IReadOnlyDictionary<string, JsonElement>? facts = null, string? needs = null, string? without = null)
    {
        if (contract is null == regime is null) throw new ArgumentException("either a contract or a regime that is refused", nameof(contract));
        (Contract, Regime, Time, Facts, Needs, Without) = (contract, regime, time, facts ?? new Dictionary<string, JsonElement>(StringComparer.Ordinal), needs, without);
    }

    /// <summary>As the wages engine calls it; null where nobody has verified how such wages are computed.</summary>
    public string? Contract { get; }

    /// <summary>The name of what is refused.</summary>
    public string? Regime { get; }

    public WageTime Time { get; }

    /// <summary>Facts that the kind decides, in the engine's form.</summary>
    public IReadOnlyDictionary<string, JsonElement> Facts { get; }

    /// <summary>A line that a payslip of this kind has: without it the pay belongs to another kind.</summary>
    public string? Needs { get; }

    /// <summary>A line that it never has.</summary>
    public string? Without { get; }
}
