using System.Text;
using System.Xml.Linq;
using CsCheck;
using Samverk.Banking;
using Samverk.Kernel;

namespace Samverk.Tests.Banking;

public sealed class EpcQrTests
{
    private static readonly Iban Account = Iban.Read("BE68539007547034").Value;

    private static readonly PaymentReference Rf = PaymentReference.Read(ReferenceKind.Rf, "RF18539007547034").Value, Ogm = PaymentReference.For("BE", 708);

    [Fact]
    public void The_payload_is_that_of_the_standard()
    {
        Assert.Equal("BCD\n002\n1\nSCT\n\nCoöp\nBE68539007547034\nEUR12.3\n\nRF18539007547034", For(12_30, Rf));
        Assert.Equal("BCD\n002\n1\nSCT\n\nCoöp\nBE68539007547034\nEUR1000\n\n\n+++000/0000/70829+++ thank you", For(1000_00, Ogm, "thank you"));
        Assert.Equal("BCD\n002\n1\nSCT\n\nCoöp\nBE68539007547034\nEUR0.01", For(1));
        Assert.StartsWith("BCD\n002\n1\nSCT\nGEBABEBB\nCoöp\nBE68539007547034\nEUR1\nGDDS", EpcQr.For("Coöp", Account, Euro(1_00), bic: Bic.Read("GEBABEBB").Value, purpose: "GDDS").Value.Payload);

        static string For(long cents, PaymentReference? reference = null, string? text = null) => EpcQr.For("Coöp", Account, Euro(cents), reference, text).Value.Payload;
    }

    [Fact]
    public void Kronor_have_no_such_code() =>
        Assert.Equal("other-currency", EpcQr.For("Coop", Account, new Money(100, Currency.SEK)).Refusal?.Code);

    [Theory]
    [InlineData(null, 100, null, "field-missing", "name"), InlineData(" ", 100, null, "field-missing", "name"), InlineData("71", 100, null, "field-invalid", "name")]
    [InlineData("Coop\nBE00", 100, null, "field-invalid", "name"), InlineData("Coop", 0, null, "amount-not-positive", "amount"), InlineData("Coop", -1, null, "amount-not-positive", "amount")]
    [InlineData("Coop", 100_000_000_000, null, "amount-too-large", "amount"), InlineData("Coop", 100, "141", "field-invalid", "text"), InlineData("Coop", 100, "a\nb", "field-invalid", "text")]
    public void What_does_not_fit_is_refused_at_its_field(string? name, long cents, string? text, string code, string field)
    {
        var refusal = EpcQr.For(Long(name), Account, Euro(cents), text: Long(text)).Refusal;

        Assert.Equal((code, field), (refusal?.Code, refusal?.Field));

        static string? Long(string? text) => int.TryParse(text, out var length) ? new string('x', length) : text;
    }

    [Fact]
    public void Text_beside_an_RF_reference_and_a_wrong_purpose_are_refused()
    {
        Assert.Equal("text", EpcQr.For("Coop", Account, Euro(1), Rf, "thank you").Refusal?.Field);
        Assert.Equal("purpose", EpcQr.For("Coop", Account, Euro(1), purpose: "salary").Refusal?.Field);
        Assert.Equal("text", EpcQr.For(new string('ö', 70), Account, Euro(1), text: new string('€', 140)).Refusal?.Field);
    }

    [Fact]
    public void Every_code_that_is_allowed_fits_version_13_and_is_drawn()
    {
        var text = Gen.Char["abc 123 äöü"].Array[0, 140].Select(letters => new string(letters));
        Gen.Select(text, Gen.Long[1, 999_999_999_99]).Sample((words, cents) =>
        {
            var code = EpcQr.For("Coop", Account, Euro(cents), text: words);
            if (code.Refusal is not null) return words.Length > 100;
            Assert.True(Encoding.UTF8.GetByteCount(code.Value.Payload) <= 331);
            var svg = XDocument.Parse(code.Value.ToSvg(1)).Root!;
            Assert.Equal("svg", svg.Name.LocalName);
            // Version 13 has 69 modules a side, and 4 of quiet zone on both sides.
            return int.Parse(svg.Attribute("viewBox")!.Value.Split(' ')[2]) <= 69 + 8;
        }, iter: 50);
    }

    [Fact]
    public void The_picture_is_a_PNG() =>
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A], EpcQr.For("Coop", Account, Euro(1)).Value.ToPng()[..8]);

    private static Money Euro(long cents) => new(cents, Currency.EUR);
}
