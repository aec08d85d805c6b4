using CsCheck;
using Samverk.Countries;

namespace Samverk.Tests.Countries;

public class IdentifierTests
{
    private static readonly string[] Valid =
    [
        "BE0428759497", "SE556188840401", "DE136695976", "ATU13585627", "NL004495445B01", "FR40303265045", "IT00743110157",
        "ESB58378431", "ES54362315K", "ESX2482300W", "FI20774740", "DK13585628",
    ];

    [Fact]
    public void Numbers_with_right_check_digits_are_read() => Assert.All(Valid, text => Assert.Equal(text, VatNumber.Read(text).Value.ToString()));

    [Fact]
    public void Spaces_and_points_do_not_matter() => Assert.Equal("BE0428759497", VatNumber.Read("be 0428.759.497").Value.ToString());

    [Fact]
    public void Greece_writes_EL() => Assert.Equal("GR", VatNumber.Read("EL123456789").Value.Country);

    [Fact]
    public void A_change_of_one_digit_is_found() =>
        Gen.Select(Gen.OneOf(Valid), Gen.Int[2, 11], Gen.Int[1, 9]).Sample((text, place, shift) =>
        {
            // A Dutch number is right by either of two sums, so once in a hundred a change leads from one to the other.
            if (text.StartsWith("NL", StringComparison.Ordinal)) return true;
            // The last four places of SE numbers are no part of the sum.
            var last = text.StartsWith("SE", StringComparison.Ordinal) ? 11 : text.Length - 1;
            if (place > last || !char.IsAsciiDigit(text[place])) return true;
            var changed = text[..place] + (char)('0' + ((text[place] - '0' + shift) % 10)) + text[(place + 1)..];
            return VatNumber.Read(changed).Refusal is not null;
        }, iter: 2_000);

    [Theory]
    [InlineData(""), InlineData("BE"), InlineData("GB123456789"), InlineData("BE2428759497"), InlineData("FR403032650"), InlineData("SE556188840400"), InlineData("DEABCDEFGHI")]
    public void What_is_no_number_of_a_member_state_is_refused(string text) => Assert.Equal("field-invalid", VatNumber.Read(text).Refusal!.Code);

    [Theory]
    [InlineData("SE", "556188-8404", true), InlineData("SE", "556188-8405", false), InlineData("SE", "8112289874", false)]
    [InlineData("BE", "0428.759.497", true), InlineData("BE", "0428.759.498", false)]
    [InlineData("FR", "552 008 443", true), InlineData("FR", "552008444", false), InlineData("FR", "73282932000074", true), InlineData("FR", "73282932000075", false)]
    [InlineData("NL", "12345678", true), InlineData("NL", "1234567", false)]
    public void Organisation_numbers(string country, string text, bool valid) => Assert.Equal(valid, OrganisationNumber.Read(country, text).Refusal is null);

    [Fact]
    public void A_register_that_is_not_known_is_not_guessed() => Assert.Equal("parameter-missing", OrganisationNumber.Read("DE", "HRB 1").Refusal!.Code);

    [Theory]
    [InlineData("SE", "Malmö", "211 20", null), InlineData("NL", "Utrecht", "3511 AB", null), InlineData("ES", "Sevilla", "41001", null), InlineData("CH", "Bern", null, null)]
    [InlineData("DE", "Berlin", "1011", "postalCode"), InlineData("BE", "Gent", "0900", "postalCode"), InlineData("ES", "Sevilla", "53001", "postalCode")]
    [InlineData("AT", "Wien", null, "postalCode"), InlineData("FR", " ", "75001", "town"), InlineData("XX", "Nowhere", null, "country"), InlineData("se", "Malmö", "21120", "country")]
    public void An_address_names_the_field_that_is_wrong(string country, string town, string? code, string? field) =>
        Assert.Equal(field, new PostalAddress(country, town, code).Checked().Refusal?.Field);
}
