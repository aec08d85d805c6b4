using System.Text.Json;
using System.Text.Json.Serialization;

namespace Samverk.Kernel;

/// <summary>A currency of ISO 4217. Only the ones below exist, so an amount cannot be of an unknown one. All have two decimals.</summary>
[JsonConverter(typeof(CurrencyJson))]
public sealed class Currency
{
    public static readonly Currency EUR = new("EUR"), SEK = new("SEK"), GBP = new("GBP"), CHF = new("CHF"), USD = new("USD"),
        DKK = new("DKK"), NOK = new("NOK"), PLN = new("PLN"), CZK = new("CZK");

    /// <summary>Every currency there is, in the order in which a list shows them.</summary>
    public static readonly IReadOnlyList<Currency> All = [EUR, SEK, GBP, CHF, USD, DKK, NOK, PLN, CZK];

    private static readonly Dictionary<string, Currency> Known = All.ToDictionary(currency => currency.Code, StringComparer.Ordinal);

    private Currency(string code) => Code = code;

    /// <summary>Three capital letters.</summary>
    public string Code { get; }

    /// <summary>How many decimals the minor unit has: 2 for cents.</summary>
    public int Decimals => 2;

    /// <summary>The smallest amount: 0.01 for two decimals.</summary>
    public decimal MinorUnit => 0.01m;

    /// <returns>The currency, or <c>currency-unknown</c>.</returns>
    public static Outcome<Currency> Of(string code) =>
        Known.TryGetValue(code, out var currency) ? currency : new Refusal("currency-unknown", ("currency", code));

    public override string ToString() => Code;
}

/// <summary>A currency is its three letters.</summary>
internal sealed class CurrencyJson : JsonConverter<Currency>
{
    public override Currency Read(ref Utf8JsonReader json, Type type, JsonSerializerOptions options)
    {
        var currency = Currency.Of(json.GetString() ?? "");
        return currency.Refusal is { } unknown ? throw new JsonException(unknown.Code) : currency.Value;
    }

    public override void Write(Utf8JsonWriter json, Currency currency, JsonSerializerOptions options) => json.WriteStringValue(currency.Code);
}
