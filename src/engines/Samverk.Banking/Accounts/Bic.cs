using System.Text.RegularExpressions;
using Samverk.Kernel;

namespace Samverk.Banking;

/// <summary>A business identifier code (ISO 9362). Only its form can be judged: whether a bank bears it is known to the registry alone.</summary>
public sealed partial record Bic
{
    private Bic(string value) => Value = value;

    /// <summary>8 or 11 capitals and digits.</summary>
    public string Value { get; }

    /// <returns>The BIC, or <c>field-invalid</c>.</returns>
    public static Outcome<Bic> Read(string? text) =>
        CheckDigits.Bare(text) is { } bare && Form().IsMatch(bare)
            ? new Bic(bare)
            : new Refusal("field-invalid", ("what", "bic"), ("reason", "form"));

    public override string ToString() => Value;

    [GeneratedRegex(@"^[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 100)]
    private static partial Regex Form();
}
