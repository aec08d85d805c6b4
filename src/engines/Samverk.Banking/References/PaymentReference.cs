using System.Globalization;
using Samverk.Kernel;

namespace Samverk.Banking;

/// <summary>The structured references of our countries. Each carries check digits, so that a mistyped one is never taken for another.</summary>
public enum ReferenceKind
{
    /// <summary>OGM/VCS, Belgium: 10 digits and their remainder modulo 97 (97 for 0).</summary>
    Ogm = 1,

    /// <summary>ISO 11649, everywhere in SEPA: RF, two check digits, up to 21 letters and digits.</summary>
    Rf,

    /// <summary>Swedish OCR: 2 to 25 digits, the last by Luhn, the one before it the length modulo ten where we make it.</summary>
    Ocr,

    /// <summary>Swiss QR reference: 27 digits, recursive modulo 10.</summary>
    Qrr,

    /// <summary>Finnish viitenumero: 4 to 20 digits, weights 7-3-1.</summary>
    Viitenumero,
}

/// <summary>A structured payment reference whose check digits are right. It cannot be built wrong.</summary>
public sealed record PaymentReference
{
    private PaymentReference(ReferenceKind kind, string value) => (Kind, Value) = (kind, value);

    public ReferenceKind Kind { get; }

    /// <summary>The electronic form, as in bank files: digits, or RF and capitals; no spaces or slashes.</summary>
    public string Value { get; }

    /// <summary>The reference of an invoice in the kind that payers of the seller's country know: BE OGM, SE OCR, FI viitenumero, else RF.</summary>
    /// <param name="country">The seller's, two capital letters.</param>
    /// <param name="number">The invoice's number in its series, 1 to 9,999,999,999. Different numbers have different references.</param>
    public static PaymentReference For(string country, long number)
    {
        if (country.Length is not 2 || !country.All(char.IsAsciiLetterUpper))
            throw new ArgumentException("a country is two capital letters", nameof(country));
        ArgumentOutOfRangeException.ThrowIfLessThan(number, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(number, 9_999_999_999);

        var digits = number.ToString(CultureInfo.InvariantCulture);
        return (country switch
        {
            "BE" => Make(ReferenceKind.Ogm, digits.PadLeft(10, '0')),
            "SE" => Make(ReferenceKind.Ocr, digits),
            // Banks drop leading zeros, and three digits are the least: a one in front keeps invoice 7 long enough and apart from 1007.
            "FI" => Make(ReferenceKind.Viitenumero, "1" + digits.PadLeft(3, '0')),
            _ => Make(ReferenceKind.Rf, digits),
        }).Value;
    }

    /// <summary>Adds the check digits.</summary>
    /// <param name="body">What stands before (RF: after) them. A QRR is filled with zeros on the left.</param>
    /// <returns>The reference, or <c>field-invalid</c> with the reason form.</returns>
    public static Outcome<PaymentReference> Make(ReferenceKind kind, string body)
    {
        var bare = CheckDigits.Bare(body) ?? "";
        var value = kind switch
        {
            ReferenceKind.Ogm => Ogm.Complete(bare),
            ReferenceKind.Rf => Rf.Complete(bare),
            ReferenceKind.Ocr => Ocr.Complete(bare),
            ReferenceKind.Qrr => Qrr.Complete(bare),
            ReferenceKind.Viitenumero => Viitenumero.Complete(bare),
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };
        return value is null ? Wrong(kind) : new PaymentReference(kind, value);
    }

    /// <summary>Reads the electronic or the print form.</summary>
    /// <returns>The reference, or <c>field-invalid</c>: form or check digits are wrong.</returns>
    public static Outcome<PaymentReference> Read(ReferenceKind kind, string? text)
    {
        var bare = CheckDigits.Bare(text, kind is ReferenceKind.Ogm ? "+*/" : "") ?? "";
        var holds = kind switch
        {
            ReferenceKind.Ogm => Ogm.Holds(bare),
            ReferenceKind.Rf => Rf.Holds(bare),
            ReferenceKind.Ocr => Ocr.Holds(bare),
            ReferenceKind.Qrr => Qrr.Holds(bare),
            ReferenceKind.Viitenumero => Viitenumero.Holds(bare),
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };
        return holds ? new PaymentReference(kind, bare) : Wrong(kind);
    }

    /// <summary>
    /// The print form: <c>+++090/9337/55493+++</c>, <c>RF18 5390 0754 7034</c>, <c>1234567806</c>, groups of five for QRR and viitenumero.
    /// </summary>
    public override string ToString() => Kind switch
    {
        ReferenceKind.Ogm => $"+++{Value[..3]}/{Value[3..7]}/{Value[7..]}+++",
        ReferenceKind.Rf => CheckDigits.InFours(Value),
        ReferenceKind.Qrr or ReferenceKind.Viitenumero => InFivesFromTheRight(Value),
        _ => Value,
    };

    private static string InFivesFromTheRight(string digits)
    {
        var first = digits.Length % 5;
        var fives = digits[first..].Chunk(5).Select(five => new string(five));
        return string.Join(' ', first > 0 ? fives.Prepend(digits[..first]) : fives);
    }

    private static Refusal Wrong(ReferenceKind kind) => new("field-invalid", ("what", kind.ToString()), ("reason", "form"));
}
