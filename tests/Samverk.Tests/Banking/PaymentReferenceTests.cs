using CsCheck;
using Samverk.Banking;

namespace Samverk.Tests.Banking;

public sealed class PaymentReferenceTests
{
    private static readonly Gen<string> Digits = Gen.Char['0', '9'].Array[1, 26].Select(digits => new string(digits));

    [Theory]
    [InlineData(ReferenceKind.Ogm, "+++090/9337/55493+++", "090933755493"), InlineData(ReferenceKind.Ogm, "***090/9337/55493***", "090933755493")]
    [InlineData(ReferenceKind.Rf, "RF18539007547034", "RF18539007547034"), InlineData(ReferenceKind.Rf, "rf18 5390 0754 7034", "RF18539007547034")]
    [InlineData(ReferenceKind.Ocr, "1234567806", "1234567806"), InlineData(ReferenceKind.Qrr, "21 00000 00003 13947 14300 09017", "210000000003139471430009017")]
    [InlineData(ReferenceKind.Viitenumero, "1234561", "1234561"), InlineData(ReferenceKind.Viitenumero, "12 34561", "1234561")]
    public void The_published_references_are_right_and_any_one_digit_off_is_wrong(ReferenceKind kind, string typed, string value)
    {
        Assert.Equal(value, PaymentReference.Read(kind, typed).Value.Value);
        Assert.All(AccountTests.OneDigitOff(value), wrong => Assert.Equal("field-invalid", PaymentReference.Read(kind, wrong).Refusal?.Code));
    }

    [Theory]
    [InlineData(ReferenceKind.Ogm, "0909337554", "+++090/9337/55493+++"), InlineData(ReferenceKind.Ogm, "0000000097", "+++000/0000/09797+++")]
    [InlineData(ReferenceKind.Rf, "539007547034", "RF18 5390 0754 7034"), InlineData(ReferenceKind.Ocr, "12345678", "1234567806")]
    [InlineData(ReferenceKind.Qrr, "21000000000313947143000901", "21 00000 00003 13947 14300 09017"), InlineData(ReferenceKind.Viitenumero, "123456", "12 34561")]
    public void Check_digits_are_made_as_published(ReferenceKind kind, string body, string printed) =>
        Assert.Equal(printed, PaymentReference.Make(kind, body).Value.ToString());

    [Fact]
    public void What_is_made_is_read_in_both_forms_and_breaks_by_any_one_digit() =>
        Gen.Select(Gen.Enum<ReferenceKind>(), Digits).Sample((kind, digits) =>
        {
            var made = PaymentReference.Make(kind, kind is ReferenceKind.Ogm ? digits.PadLeft(10, '7')[..10] : digits);
            if (made.Refusal is not null) return kind is ReferenceKind.Rf && digits.Length > 21 || kind is ReferenceKind.Ocr && digits.Length > 23 || kind is ReferenceKind.Viitenumero && digits.Length is < 3 or > 19;

            Assert.Equal(made.Value, PaymentReference.Read(kind, made.Value.Value).Value);
            Assert.Equal(made.Value, PaymentReference.Read(kind, made.Value.ToString()).Value);
            return AccountTests.OneDigitOff(made.Value.Value).All(wrong => PaymentReference.Read(kind, wrong).Refusal is not null);
        });

    [Theory]
    [InlineData("BE", ReferenceKind.Ogm, "+++000/0000/70829+++"), InlineData("SE", ReferenceKind.Ocr, "70854"), InlineData("FI", ReferenceKind.Viitenumero, "17080"), InlineData("DE", ReferenceKind.Rf, "RF94 708")]
    public void An_invoice_s_number_gives_the_reference_its_country_knows(string country, ReferenceKind kind, string printed)
    {
        var reference = PaymentReference.For(country, 708);

        Assert.Equal((kind, printed), (reference.Kind, reference.ToString()));
    }

    [Fact]
    public void Two_invoices_never_share_a_reference() =>
        Gen.Select(Gen.OneOf(new[] { "BE", "SE", "FI", "FR", "NL" }), Gen.Long[1, 9_999_999_999], Gen.Long[1, 9_999_999_999]).Where((_, a, b) => a != b).Sample((country, a, b) =>
        {
            var (one, other) = (PaymentReference.For(country, a), PaymentReference.For(country, b));
            Assert.NotEqual(one, other);
            Assert.NotEqual(one.Value.TrimStart('0'), other.Value.TrimStart('0'));
            Assert.Equal(one, PaymentReference.Read(one.Kind, one.Value).Value);
        });

    [Fact]
    public void A_number_without_reference_is_a_bug_of_the_caller()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => PaymentReference.For("BE", 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => PaymentReference.For("BE", 10_000_000_000));
        Assert.Throws<ArgumentException>(() => PaymentReference.For("be", 1));
    }

    [Fact]
    public void What_is_far_too_long_or_empty_is_no_reference()
    {
        foreach (var kind in Enum.GetValues<ReferenceKind>())
            Assert.All((string?[])[null, "", "1", "RF", "RF1", new string('1', 100_000)], text => Assert.NotNull(PaymentReference.Read(kind, text).Refusal));
    }
}
