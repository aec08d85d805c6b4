using Samverk.Kernel;

namespace Samverk.Banking;

/// <summary>A Swedish Bankgiro number: 7 or 8 digits, the last by Luhn.</summary>
public sealed record Bankgiro
{
    private Bankgiro(string value) => Value = value;

    /// <summary>Digits only.</summary>
    public string Value { get; }

    /// <returns>The number, or <c>field-invalid</c> with the reason: form, length or checksum.</returns>
    public static Outcome<Bankgiro> Read(string? text) => Giro.Read(text, "bankgiro", 7, 8).Then<Bankgiro>(digits => new Bankgiro(digits));

    /// <summary>"123-4566" or "1234-5674".</summary>
    public override string ToString() => $"{Value[..^4]}-{Value[^4..]}";
}

/// <summary>A Swedish Plusgiro number: 2 to 8 digits, the last by Luhn.</summary>
public sealed record Plusgiro
{
    private Plusgiro(string value) => Value = value;

    /// <summary>Digits only.</summary>
    public string Value { get; }

    /// <returns>The number, or <c>field-invalid</c> with the reason: form, length or checksum.</returns>
    public static Outcome<Plusgiro> Read(string? text) => Giro.Read(text, "plusgiro", 2, 8).Then<Plusgiro>(digits => new Plusgiro(digits));

    /// <summary>"123456-6": the check digit apart.</summary>
    public override string ToString() => $"{Value[..^1]}-{Value[^1]}";
}

internal static class Giro
{
    public static Outcome<string> Read(string? text, string what, int shortest, int longest)
    {
        var digits = CheckDigits.Bare(text, "-") ?? "";
        if (digits.Length is 0 || !CheckDigits.AreDigits(digits)) return Wrong("form");
        if (digits.Length < shortest || digits.Length > longest) return Wrong("length");
        return CheckDigits.IsLuhn(digits) ? digits : Wrong("checksum");

        Refusal Wrong(string reason) => new("field-invalid", ("what", what), ("reason", reason));
    }
}
