using System.Globalization;
using System.Text.Json;
using CsCheck;
using Samverk.Kernel;

namespace Samverk.Tests.Kernel;

public sealed class MoneyTests
{
    private static readonly Gen<long> Amounts = Gen.Long[-999_999_999_999_999_99, 999_999_999_999_999_99];

    [Theory]
    [InlineData("1.5", "1.50 EUR"), InlineData("12,50", "12.50 EUR"), InlineData("1 000,5", "1000.50 EUR"), InlineData("-0,05", "-0.05 EUR")]
    [InlineData("−7", "-7.00 EUR"), InlineData("1\u00a0234,50", "1234.50 EUR"), InlineData("1\u202f234,50", "1234.50 EUR")]
    public void One_comma_or_point_starts_the_decimals_in_every_culture(string typed, string read) =>
        Assert.Equal(read, Money.Read(typed, Currency.EUR).Value.ToString());

    [Theory]
    [InlineData(""), InlineData("1e5"), InlineData(".5"), InlineData("1.000,00"), InlineData("99999999999999999999"), InlineData("NaN")]
    [InlineData("١٢"), InlineData("1,"), InlineData("--1"), InlineData("1 EUR"), InlineData("0x10"), InlineData("∞"), InlineData(null)]
    public void What_is_no_amount_is_unreadable(string? typed) =>
        Assert.Equal("money-unreadable", Money.Read(typed, Currency.EUR).Refusal?.Code);

    [Fact]
    public void A_very_long_text_is_refused_without_being_repeated_whole()
    {
        var refusal = Money.Read(new string('9', 1_000_000), Currency.EUR).Refusal!;

        Assert.Equal("money-unreadable", refusal.Code);
        Assert.True(refusal.ToString().Length < 200);
    }

    [Fact]
    public void More_decimals_than_the_currency_has_are_refused_never_rounded() =>
        Assert.Equal("money-too-many-decimals", Money.Read("1.000", Currency.EUR).Refusal?.Code);

    [Fact]
    public void Money_of_no_currency_or_of_two_refuses_arithmetic()
    {
        Assert.Throws<InvalidOperationException>(() => default(Money) + default(Money));
        Assert.Throws<InvalidOperationException>(() => -default(Money));
        Gen.Select(Gen.OneOf(Currency.All.ToArray()), Gen.OneOf(Currency.All.ToArray()), Amounts, Amounts).Where(it => it.Item1 != it.Item2).Sample(it =>
        {
            var (a, b) = (new Money(it.Item3, it.Item1), new Money(it.Item4, it.Item2));
            Assert.Throws<InvalidOperationException>(() => a + b);
            Assert.Throws<InvalidOperationException>(() => a - b);
            Assert.Throws<InvalidOperationException>(() => a > b);
            Assert.Throws<InvalidOperationException>(() => a.Share(a, b, Rounding.Down));
        });
    }

    [Fact]
    public void A_sum_that_does_not_fit_throws_instead_of_turning_over()
    {
        Assert.Throws<OverflowException>(() => new Money(long.MaxValue, Currency.EUR) + new Money(1, Currency.EUR));
        Assert.Throws<OverflowException>(() => -new Money(long.MinValue, Currency.EUR));
        Assert.Throws<OverflowException>(() => new Money(long.MaxValue, Currency.EUR).Times(Rate.OfPerCent(101), Rounding.HalfAwayFromZero));
    }

    [Fact]
    public void Plain_text_and_every_culture_s_text_read_back_to_the_same_amount() =>
        Gen.Select(Amounts, Gen.OneOf(Currency.All.ToArray())).Sample((minor, currency) =>
        {
            var money = new Money(minor, currency);
            Assert.Equal(money, Money.Read(money.ToPlainText(), currency).Value);
            foreach (var culture in (string[])["en-GB", "sv-SE", "de-DE", "de-AT", "fr-BE", "nl-BE", "it-IT", "es-ES", "fr-FR", "nl-NL"])
            {
                var format = (NumberFormatInfo)CultureInfo.GetCultureInfo(culture).NumberFormat.Clone();
                format.NumberGroupSeparator = " ";
                Assert.Equal(money, Money.Read(money.ToDecimal().ToString("N2", format), currency).Value);
            }
        });

    [Fact]
    public void Allocation_loses_no_cent_and_no_part_is_a_cent_or_more_away_from_its_share() =>
        Gen.Select(Amounts, Gen.Decimal[0m, 1_000_000m].Array[1, 40]).Sample((minor, weights) =>
        {
            var whole = new Money(minor, Currency.EUR);
            var parts = whole.Allocate(weights);
            Assert.Equal(whole, Money.Sum(parts, Currency.EUR));
            Assert.All(parts, part => Assert.True(part.Minor is 0 || Math.Sign(part.Minor) == Math.Sign(minor)));
        });

    [Theory]
    [InlineData(100_00, new[] { 3334L, 3333, 3333 }), InlineData(-100_00, new[] { -3334L, -3333, -3333 }), InlineData(1, new[] { 1L, 0, 0 }), InlineData(0, new[] { 0L, 0, 0 })]
    public void Equal_parts_give_the_odd_cents_to_the_earlier_ones(long minor, long[] parts) =>
        Assert.Equal(parts, new Money(minor, Currency.EUR).Allocate(3).Select(part => part.Minor));

    [Fact]
    public void Odd_cents_go_to_the_largest_remainders() =>
        Assert.Equal([2, 4, 4], new Money(10, Currency.EUR).Allocate([2m, 3.7m, 3.6m]).Select(part => part.Minor));

    [Fact]
    public void A_rate_is_applied_once_and_rounded_by_the_named_rule()
    {
        Assert.Equal(13, new Money(250, Currency.EUR).Times(Rate.OfPerCent(5), Rounding.HalfAwayFromZero).Minor);
        Assert.Equal(-13, new Money(-250, Currency.EUR).Times(Rate.OfPerCent(5), Rounding.HalfAwayFromZero).Minor);
        Assert.Equal(12, new Money(250, Currency.EUR).Times(Rate.OfPerCent(5), Rounding.TowardsZero).Minor);
        Assert.Equal(-13, new Money(-250, Currency.EUR).Times(Rate.OfPerCent(5), Rounding.Down).Minor);
        Assert.Equal(13, new Money(249, Currency.EUR).Times(Rate.OfPerCent(5), Rounding.Up).Minor);
    }

    [Fact]
    public void In_JSON_an_amount_is_a_string_with_its_currency()
    {
        var json = JsonSerializer.Serialize(new Money(60_00, Currency.EUR));

        Assert.Equal("""{"amount":"60.00","currency":"EUR"}""", json);
        Assert.Equal(new Money(60_00, Currency.EUR), JsonSerializer.Deserialize<Money>(json));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Money>("""{"amount":"60.000","currency":"EUR"}"""));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Money>("""{"amount":"60.00","currency":"JPY"}"""));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Money>("""{"amount":"60.00"}"""));
    }
}
