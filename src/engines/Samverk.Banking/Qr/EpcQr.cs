using System.Globalization;
using System.Text;
using QRCoder;
using Samverk.Kernel;

namespace Samverk.Banking;

/// <summary>
/// The QR code that a payer's banking app turns into a SEPA credit transfer (EPC069-12, version 002, UTF-8). Euro only: a Swedish invoice in
/// kronor has none. Error correction level M, at most version 13.
/// </summary>
public sealed record EpcQr
{
    private const int LongestName = 70, LongestText = 140, LongestPayload = 331;

    private static readonly Money Most = new(999_999_999_99, Currency.EUR);

    private EpcQr(string payload) => Payload = payload;

    /// <summary>The lines, parted by LF.</summary>
    public string Payload { get; }

    /// <param name="name">Of who is paid, at most 70 characters.</param>
    /// <param name="amount">0.01 to 999,999,999.99 EUR.</param>
    /// <param name="reference">An RF reference has its own line. Other kinds have none in this standard and begin the text.</param>
    /// <param name="text">For the payer, at most 140 characters; an RF reference excludes it.</param>
    /// <param name="bic">Needed by banks outside the European Economic Area only.</param>
    /// <param name="purpose">A purpose code of ISO 20022, 1 to 4 capitals or digits.</param>
    /// <returns>
    /// The code, <c>other-currency</c>, <c>amount-not-positive</c>, <c>amount-too-large</c>, <c>field-missing</c> or <c>field-invalid</c>, with
    /// the field.
    /// </returns>
    public static Outcome<EpcQr> For(
        string? name, Iban iban, Money amount, PaymentReference? reference = null, string? text = null, Bic? bic = null, string? purpose = null)
    {
        if (amount.Currency != Currency.EUR) return new Refusal("other-currency", ("currency", amount.Currency?.Code)) { Field = "amount" };
        if (!amount.IsPositive) return new Refusal("amount-not-positive") { Field = "amount" };
        if (amount > Most) return new Refusal("amount-too-large", ("most", Most.ToPlainText())) { Field = "amount" };
        if (string.IsNullOrWhiteSpace(name)) return new Refusal("field-missing") { Field = "name" };
        if (!Fits(name, LongestName)) return Wrong("name", LongestName);
        if (purpose is not null && !(purpose.Length is >= 1 and <= 4 && purpose.All(CheckDigits.IsDigitOrCapital))) return Wrong("purpose", 4);

        var structured = reference?.Kind is ReferenceKind.Rf ? reference.Value : "";
        string?[] words = [structured is "" ? reference?.ToString() : null, text?.Trim()];
        var written = string.Join(' ', words.Where(part => !string.IsNullOrEmpty(part)));
        if (structured is not "" && written is not "") return new Refusal("field-invalid", ("reason", "beside-reference")) { Field = "text" };
        if (!Fits(written, LongestText)) return Wrong("text", LongestText);

        string[] lines =
        [
            "BCD", "002", "1", "SCT", bic?.Value ?? "", name.Trim(), iban.Value,
            "EUR" + amount.ToDecimal().ToString("0.##", CultureInfo.InvariantCulture), purpose ?? "", structured, written,
        ];
        var payload = string.Join('\n', lines).TrimEnd('\n');
        return Encoding.UTF8.GetByteCount(payload) <= LongestPayload ? new EpcQr(payload) : Wrong("text", LongestText);
    }

    /// <param name="module">Width of one dark or light square in pixels.</param>
    public string ToSvg(int module = 4)
    {
        using var code = Code();
        using var svg = new SvgQRCode(code);
        return svg.GetGraphic(module, "#000000", "#ffffff");
    }

    /// <param name="module">Width of one dark or light square in pixels.</param>
    public byte[] ToPng(int module = 4)
    {
        using var code = Code();
        using var png = new PngByteQRCode(code);
        return png.GetGraphic(module);
    }

    public override string ToString() => Payload;

    // Bytes instead of text: the payload itself says that it is UTF-8, and some banking apps stumble over an ECI header.
    private QRCodeData Code()
    {
        using var generator = new QRCodeGenerator();
        return generator.CreateQrCode(Encoding.UTF8.GetBytes(Payload), QRCodeGenerator.ECCLevel.M);
    }

    /// <summary>A line end inside a value would begin the next line of the payload, which could be another account.</summary>
    private static bool Fits(string text, int longest) =>
        text.Length <= longest && !text.Any(sign => char.IsControl(sign) || sign is '\u2028' or '\u2029');

    private static Refusal Wrong(string field, int longest) => new("field-invalid", ("reason", "form"), ("longest", longest)) { Field = field };
}
