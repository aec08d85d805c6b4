using CsCheck;
using NodaTime;
using Samverk.Kernel;
using Samverk.Ui;

namespace Samverk.Tests.Ui;

public sealed class ShownTests
{
    private static readonly LocalDate Today = new(2026, 3, 2);

    [Fact]
    public void Money_looks_as_the_reader_writes_it()
    {
        var money = new Money(123_450, Currency.SEK);
        using (new Reader("en-GB")) Assert.Equal("1,234.50\u00A0SEK", money.Shown());
        using (new Reader("sv-SE")) Assert.Equal("1\u00A0234,50\u00A0SEK", money.Shown());
    }

    [Fact]
    public void A_negative_amount_has_a_minus_sign_and_no_hyphen()
    {
        foreach (var culture in (string[])["en-GB", "sv-SE", "de-DE"])
            using (new Reader(culture)) Assert.StartsWith("−", new Money(-684_827, Currency.SEK).Figures(), StringComparison.Ordinal);
    }

    [Fact]
    public void Whole_figures_never_promise_more_than_is_there() =>
        Gen.Long[-1_000_000_00, 1_000_000_00].Sample(minor =>
        {
            using var _ = new Reader("en-GB");
            var shown = Money.Read(new Money(minor, Currency.EUR).WholeFigures().Replace(",", "", StringComparison.Ordinal), Currency.EUR).Value;
            Assert.True(shown.Minor <= minor && shown.Minor > minor - 100);
        });

    [Fact]
    public void What_a_Swedish_reader_sees_can_be_typed_back() =>
        Gen.Long[-1_000_000_000, 1_000_000_000].Sample(minor =>
        {
            using var _ = new Reader("sv-SE");
            var money = new Money(minor, Currency.SEK);
            Assert.Equal(money, Money.Read(money.Figures(), Currency.SEK).Value);
        });

    [Fact]
    public void A_rate_is_written_without_needless_zeros()
    {
        using (new Reader("en-GB")) Assert.Equal("6.95\u00A0%", Rate.OfPerCent(6.95m).Shown());
        using (new Reader("sv-SE")) Assert.Equal("30\u00A0%", Rate.OfPerCent(30m).Shown());
    }

    [Fact]
    public void A_date_names_its_year_only_where_it_is_another_one()
    {
        using (new Reader("en-GB"))
        {
            Assert.Equal("5 March", new LocalDate(2026, 3, 5).Shown(Today));
            Assert.Equal("5 March 2025", new LocalDate(2025, 3, 5).Shown(Today));
            Assert.Equal("Monday 2 March 2026", Today.ShownWithDay());
            Assert.Equal("March 2026", new YearMonth(2026, 3).Shown());
        }

        using (new Reader("sv-SE")) Assert.Equal("5 mars", new LocalDate(2026, 3, 5).Shown(Today));
    }

    [Theory]
    [InlineData(2026, 3, 2, "today", "due today", "i dag")]
    [InlineData(2026, 3, 3, "tomorrow", "due tomorrow", "i morgon")]
    [InlineData(2026, 3, 1, "yesterday", "1 day late", "i går")]
    [InlineData(2026, 2, 18, "18 February", "12 days late", "18 februari")]
    [InlineData(2026, 4, 1, "1 April", "due 1 April", "1 april")]
    public void Dates_close_to_today_are_said_as_people_say_them(int year, int month, int day, string near, string due, string swedish)
    {
        var date = new LocalDate(year, month, day);
        var text = new Texts().Of(typeof(Texts).Assembly);
        using (new Reader("en-GB"))
        {
            Assert.Equal(near, date.Near(Today, text));
            Assert.Equal(due, date.Due(Today, text));
        }

        using (new Reader("sv-SE")) Assert.Equal(swedish, date.Near(Today, text));
    }

    [Fact]
    public void Shares_of_a_breakdown_add_up_to_a_hundred() =>
        Gen.Long[0, 10_000_000].Array[1, 12].Where(parts => parts.Any(part => part > 0)).Sample(parts =>
            Assert.Equal(100m, FlowPart.PerCents([.. parts.Select(part => new FlowPart("", new Money(part, Currency.SEK), 1))])!.Sum()));

    [Fact]
    public void A_breakdown_with_a_negative_part_has_no_shares() =>
        Assert.Null(FlowPart.PerCents([new FlowPart("", new Money(-1, Currency.SEK), 1), new FlowPart("", new Money(2, Currency.SEK), 2)]));

    [Fact]
    public void A_step_chart_stays_inside_its_picture_and_goes_up_for_more_money() =>
        Gen.Select(Gen.Long[-100_000_00, 100_000_00].Array[1, 20], Gen.Int[-30, 400]).Sample((amounts, today) =>
        {
            var first = new LocalDate(2026, 1, 1);
            var points = amounts.Select((minor, i) => new StepPoint(first.PlusDays(i * 9), new Money(minor, Currency.SEK))).ToArray();
            var chart = new StepDrawing(points, first.PlusDays(today), first.PlusDays(200), 640, 200);
            foreach (var point in points)
            {
                Assert.InRange(chart.Along(point.From), chart.Left, chart.Width);
                Assert.InRange(chart.Up(point.From), 0, chart.Floor);
            }

            Assert.InRange(chart.Ticks.Count, 2, 7);
            Assert.True(chart.Ticks.Zip(chart.Ticks.Skip(1)).All(pair => pair.First.Y > pair.Second.Y));
            Assert.Equal(today is >= 0 and <= 200, chart.ShowsToday);
        });
}
