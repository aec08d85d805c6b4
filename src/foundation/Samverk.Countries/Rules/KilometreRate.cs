using System.Text.Json.Serialization;
using Samverk.Kernel;

namespace Samverk.Countries;

/// <summary>What may be paid for a kilometre of one kind of vehicle without tax.</summary>
public sealed record KilometreRate
{
    private const int MostDecimals = 6;

    /// <exception cref="ArgumentException">Nothing or less, or more decimals than any law writes.</exception>
    [JsonConstructor]
    public KilometreRate(decimal perKilometre, Currency currency)
    {
        if (perKilometre is <= 0 or > 1000 || decimal.Round(perKilometre, MostDecimals) != perKilometre) throw new ArgumentException($"{perKilometre} per kilometre", nameof(perKilometre));
        (PerKilometre, Currency) = (perKilometre, currency);
    }

    /// <summary>In units of the currency: 0.4449 is 44.49 cent. Written as text in files, so that no reader makes it a binary fraction.</summary>
    [JsonNumberHandling(JsonNumberHandling.AllowReadingFromString | JsonNumberHandling.WriteAsString)]
    public decimal PerKilometre { get; }

    public Currency Currency { get; }

    /// <summary>The whole way at this rate, rounded once to the cent.</summary>
    public Money For(decimal kilometres) => Money.Of(kilometres * PerKilometre, Currency, Rounding.HalfAwayFromZero);
}
