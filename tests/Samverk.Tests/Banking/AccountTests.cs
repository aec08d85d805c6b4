using CsCheck;
using Samverk.Banking;

namespace Samverk.Tests.Banking;

public sealed class AccountTests
{
    private static readonly (string Country, int Length)[] Ours = [("BE", 16), ("DE", 22), ("SE", 24), ("FR", 27), ("NL", 18), ("IT", 27), ("ES", 24), ("AT", 20)];

    [Theory]
    [InlineData("BE68539007547034"), InlineData("DE89370400440532013000"), InlineData("SE4550000000058398257466"), InlineData("FR1420041010050500013M02606")]
    [InlineData("NL91ABNA0417164300"), InlineData("IT60X0542811101000000123456"), InlineData("ES9121000418450200051332"), InlineData("AT611904300234573201")]
    [InlineData("CH9300762011623852957"), InlineData("GB29NWBK60161331926819")]
    public void An_IBAN_is_read_in_both_its_forms(string electronic)
    {
        var iban = Iban.Read(electronic).Value;

        Assert.Equal(electronic, iban.Value);
        Assert.Equal(iban, Iban.Read(iban.ToString()).Value);
        Assert.Equal(iban, Iban.Read(electronic.ToLowerInvariant()).Value);
        Assert.Equal(string.Join(' ', electronic.Chunk(4).Select(four => new string(four))), iban.ToString());
    }

    [Fact]
    public void Every_IBAN_of_our_countries_breaks_by_any_one_digit_and_by_any_other_length() =>
        Gen.Select(Gen.OneOf(Ours), Gen.Char['0', '9'].Array[30]).Sample((country, digits) =>
        {
            var iban = Iban.Make(country.Country, new string(digits, 0, country.Length - 4)).Value;
            Assert.Equal(country.Length, iban.Value.Length);
            Assert.All(OneDigitOff(iban.Value), wrong => Assert.NotNull(Iban.Read(wrong).Refusal));
            Assert.Equal("length", Reason(Iban.Read(iban.Value + "0").Refusal));
            Assert.Equal("length", Reason(Iban.Read(iban.Value[..^1]).Refusal));
        });

    [Theory]
    [InlineData(null, "form"), InlineData("", "form"), InlineData("BE", "form"), InlineData("1268539007547034", "form"), InlineData("BE68-5390-0754-7034", "form")]
    [InlineData("ZZ68539007547034", "country"), InlineData("BE6853900754703", "length"), InlineData("BE69539007547034", "checksum"), InlineData("ΒE68539007547034", "form")]
    public void A_wrong_IBAN_is_refused_with_its_reason(string? text, string reason)
    {
        var refusal = Iban.Read(text).Refusal;

        Assert.Equal("field-invalid", refusal?.Code);
        Assert.Equal(reason, Reason(refusal));
    }

    [Theory]
    [InlineData("GEBABEBB"), InlineData("DEUTDEFF500"), InlineData("nordsess"), InlineData("1234SE22")]
    public void A_BIC_has_eight_or_eleven_signs(string text) => Assert.Equal(text.ToUpperInvariant(), Bic.Read(text).Value.Value);

    [Theory]
    [InlineData(null), InlineData("GEBABEB"), InlineData("GEBABEBB1"), InlineData("GEBA1EBB"), InlineData("GEBABEBB\n1A"), InlineData("GEBABEBB1234")]
    public void What_is_no_BIC_is_refused(string? text) => Assert.Equal("field-invalid", Bic.Read(text).Refusal?.Code);

    [Theory]
    [InlineData("991-2346", "991-2346"), InlineData("5050-1055", "5050-1055"), InlineData("50501055", "5050-1055")]
    public void A_Bankgiro_number_is_printed_with_its_dash(string typed, string printed) => Assert.Equal(printed, Bankgiro.Read(typed).Value.ToString());

    [Theory]
    [InlineData("4190-5", "4190-5"), InlineData("90 20 03-3", "902003-3")]
    public void A_Plusgiro_number_is_printed_with_its_check_digit_apart(string typed, string printed) => Assert.Equal(printed, Plusgiro.Read(typed).Value.ToString());

    [Fact]
    public void Giro_numbers_break_by_any_one_digit()
    {
        Assert.All(OneDigitOff("50501055"), wrong => Assert.Equal("checksum", Reason(Bankgiro.Read(wrong).Refusal)));
        Assert.All(OneDigitOff("9020033"), wrong => Assert.Equal("checksum", Reason(Plusgiro.Read(wrong).Refusal)));
        Assert.Equal("length", Reason(Bankgiro.Read("505010").Refusal));
        Assert.Equal("length", Reason(Plusgiro.Read("1").Refusal));
        Assert.Equal("form", Reason(Bankgiro.Read("5050+1055").Refusal));
        Assert.Equal("form", Reason(Plusgiro.Read("").Refusal));
    }

    internal static IEnumerable<string> OneDigitOff(string text)
    {
        for (var place = 0; place < text.Length; place++)
            for (var digit = '0'; char.IsAsciiDigit(text[place]) && digit <= '9'; digit++)
                if (digit != text[place]) yield return text[..place] + digit + text[(place + 1)..];
    }

    private static object? Reason(Samverk.Kernel.Refusal? refusal) => refusal?.Facts.Single(fact => fact.Name is "reason").Value;
}
