using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Samverk.Kernel;

namespace Samverk.EInvoice;

/// <summary>The contract of <c>samverk invoice totals</c>: one JSON case per line in, one result per line out. Amounts are strings.</summary>
public static class TotalsCommand
{
    private static readonly JsonSerializerOptions Form = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        NumberHandling = JsonNumberHandling.AllowReadingFromString,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
    };

    /// <summary>Answers every case, in their order; a case that cannot be computed is answered with its refusal.</summary>
    /// <returns>How many were refused.</returns>
    public static int Run(TextReader cases, TextWriter results)
    {
        var refused = 0;
        while (cases.ReadLine() is { } line)
        {
            if (string.IsNullOrWhiteSpace(line)) continue;
            var answer = Answer(line);
            if (answer.Refusal is not null) refused++;
            results.Write(JsonSerializer.Serialize(answer, Form) + "\n");
        }

        return refused;
    }

    private static AnswerJson Answer(string line)
    {
        CaseJson asked;
        try
        {
            asked = JsonSerializer.Deserialize<CaseJson>(line, Form)!;
            if (asked is null || asked.Input.HasGaps) return new(asked?.Id, null, new("invalid-input", "input"));
        }
        catch (Exception unreadable) when (unreadable is JsonException or FormatException or OverflowException)
        {
            return new(null, null, new("invalid-input", (unreadable as JsonException)?.Path));
        }

        var totals = Totals.Compute(asked.Input.ToInput());
        return totals.Refusal is { } refusal ? new(asked.Id, null, new(refusal.Code, refusal.Field)) : new(asked.Id, ResultJson.Of(totals.Value), null);
    }

    private static string Text(decimal amount) => amount.ToString("0.00", CultureInfo.InvariantCulture);

    // The rest is the shape of the lines, "expected" as in the specification's cases; "expected" itself may stand beside the input.
    private sealed record CaseJson([property: JsonRequired] string Id, [property: JsonRequired] InputJson Input, JsonElement? Expected = null);

    private sealed record VatJson([property: JsonRequired] string Category, decimal? Rate)
    {
        public Vat ToVat() => new(Category, Rate);
    }

    private sealed record LineJson(
        [property: JsonRequired] decimal Price, [property: JsonRequired] decimal Quantity, [property: JsonRequired] VatJson Vat,
        decimal? BaseQuantity, decimal[]? Allowances, decimal[]? Charges)
    {
        public PricedLine ToLine() =>
            new(Price, Quantity, Vat.ToVat(), BaseQuantity ?? 1) { Allowances = [.. Allowances ?? []], Charges = [.. Charges ?? []] };
    }

    private sealed record AllowanceJson(decimal? Amount, decimal? Base, decimal? Percent, [property: JsonRequired] VatJson Vat)
    {
        public AllowanceInput ToAllowance() => new(Vat.ToVat(), Amount, Base, Percent);
    }

    private sealed record InputJson(
        string? Currency, [property: JsonRequired] LineJson[] Lines, AllowanceJson[]? Allowances, AllowanceJson[]? Charges, decimal Prepaid, decimal Rounding, decimal? TaxCurrencyRate, decimal[]? Instalments)
    {
        /// <summary>A null in a list, which no annotation of the serializer forbids.</summary>
        [JsonIgnore]
        public bool HasGaps => ((IEnumerable<object?>)[.. Lines, .. Allowances ?? [], .. Charges ?? []]).Contains(null);

        public TotalsInput ToInput() => new([.. Lines.Select(line => line.ToLine())])
        {
            Allowances = [.. (Allowances ?? []).Select(one => one.ToAllowance())],
            Charges = [.. (Charges ?? []).Select(one => one.ToAllowance())],
            Prepaid = Prepaid,
            Rounding = Rounding,
            AccountingRate = TaxCurrencyRate,
            Instalments = [.. Instalments ?? []],
        };
    }

    private sealed record RefusalJson(string Code, string? Field);

    private sealed record AnswerJson(string? Id, ResultJson? Result, RefusalJson? Refusal);

    private sealed record VatPartJson(string Category, string? Rate, string Taxable, string Tax)
    {
        public static VatPartJson[] Of(Items<VatPart> parts) =>
            [.. parts.Select(part => new VatPartJson(part.Vat.Category!, part.Vat.Rate?.ToString(CultureInfo.InvariantCulture), Text(part.Taxable), Text(part.Tax)))];
    }

    private sealed record InstalmentJson(string TaxExclusive, VatPartJson[] Vat, string VatTotal, string TaxInclusive);

    private sealed record ResultJson(
        string[] LineNet, string LineTotal, string AllowanceTotal, string ChargeTotal, string TaxExclusive, VatPartJson[] Vat, string VatTotal,
        string TaxInclusive, string Payable, string? VatTotalTaxCurrency, InstalmentJson[]? Instalments)
    {
        public static ResultJson Of(ComputedTotals totals) => new(
            [.. totals.LineNets.Select(Text)], Text(totals.Lines), Text(totals.Allowances), Text(totals.Charges), Text(totals.Net),
            VatPartJson.Of(totals.VatParts), Text(totals.Vat), Text(totals.Gross), Text(totals.Due),
            totals.VatInAccountingCurrency is { } amount ? Text(amount) : null,
            totals.Instalments.Count is 0 ? null : [.. totals.Instalments.Select(part =>
                new InstalmentJson(Text(part.Net), VatPartJson.Of(part.VatParts), Text(part.Vat), Text(part.Gross)))]);
    }
}
