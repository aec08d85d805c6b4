using NodaTime;

namespace Samverk.Countries;

/// <summary>What an expense may be paid from.</summary>
public enum ExpenseRule
{
    /// <summary>Only what clients have paid.</summary>
    Collected,

    /// <summary>What has been invoiced, too.</summary>
    Booked,
}

/// <summary>What the guarantee fund bears when a guaranteed client defaults.</summary>
public enum GuaranteeCover
{
    Net,
    NetLessFee,
    Exposure,
}

/// <summary>What happens to the contribution on an unguaranteed net that is written off.</summary>
public enum BadDebtFee
{
    /// <summary>It is given back to the activity.</summary>
    Reverse,

    /// <summary>The cooperative keeps it.</summary>
    Keep,
}

public static class CooperativeRules
{
    /// <summary>
    /// Whether a shared activity may employ. It may not unless a country's fact says so and is verified or released: the default of the
    /// rule itself, no guess, as it only forbids.
    /// </summary>
    public static bool SharedMayEmploy(this FactBook book, string country, LocalDate date) =>
        book.Find<bool>(country, FactNames.SharedMayEmploy, date) is { Refusal: null, Value.Value: true };

    /// <summary>A member of the European Union on the day. The United Kingdom was one until 31 January 2020.</summary>
    public static bool IsEuMember(this FactBook book, string country, LocalDate date) => Holds(book, FactNames.Member, country, date);

    /// <summary>Inside the VAT area of the Union on the day: members, and the United Kingdom until 31 December 2020 (withdrawal agreement, art. 126).</summary>
    public static bool IsInVatArea(this FactBook book, string country, LocalDate date) =>
        book.IsEuMember(country, date) || Holds(book, FactNames.VatArea, country, date);

    private static bool Holds(FactBook book, string name, string country, LocalDate date) =>
        book.Find<bool>("EU", name + country.ToLowerInvariant(), date) is { Refusal: null, Value.Value: true };
}
