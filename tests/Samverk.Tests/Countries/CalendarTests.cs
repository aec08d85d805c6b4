using CsCheck;
using NodaTime;
using Samverk.Countries;

namespace Samverk.Tests.Countries;

public class CalendarTests
{
    private static Calendar Of(string country) => new(FactBook.Embedded, country);

    [Theory]
    [InlineData(2024, 3, 31), InlineData(2025, 4, 20), InlineData(2026, 4, 5), InlineData(2027, 3, 28), InlineData(2038, 4, 25), InlineData(2285, 3, 22)]
    public void Easter_is_two_days_after_Good_Friday(int year, int month, int day) =>
        Assert.Equal(new LocalDate(year, month, day), new HolidayRule("Good Friday", easter: -2).In(year).PlusDays(2));

    [Theory]
    [InlineData("SE", 2026, 6, 19, "Midsommarafton")]
    [InlineData("SE", 2026, 6, 20, "Midsommardagen")]
    [InlineData("SE", 2026, 10, 31, "Alla helgons dag")]
    [InlineData("SE", 2026, 6, 6, "Sveriges nationaldag")]
    [InlineData("AT", 2026, 6, 4, "Fronleichnam")]
    [InlineData("DE", 2026, 10, 3, "Tag der Deutschen Einheit")]
    [InlineData("BE", 2026, 5, 25, "Lundi de Pentecôte / Pinkstermaandag")]
    [InlineData("FR", 2026, 5, 14, "Ascension")]
    [InlineData("NL", 2026, 4, 27, "Koningsdag")]
    [InlineData("ES", 2026, 4, 3, "Viernes Santo")]
    [InlineData("IT", 2026, 10, 4, "San Francesco d'Assisi")]
    [InlineData("IT", 2025, 10, 4, null)]
    [InlineData("DE", 2026, 6, 4, null)]
    public void The_days_off_of_a_country(string country, int year, int month, int day, string? name) =>
        Assert.Equal(name, Of(country).Holiday(new(year, month, day)).Value);

    [Theory]
    [InlineData("BE", 2026, 3, 11, 7, 2026, 3, 20)]
    [InlineData("DE", 2026, 4, 2, 1, 2026, 4, 7)]
    [InlineData("ES", 2026, 4, 2, 1, 2026, 4, 6)]
    [InlineData("SE", 2026, 6, 18, 1, 2026, 6, 22)]
    [InlineData("AT", 2026, 4, 7, -3, 2026, 4, 1)]
    public void Working_days_skip_weekends_and_days_off(string country, int y, int m, int d, int days, int toYear, int toMonth, int toDay) =>
        Assert.Equal(new LocalDate(toYear, toMonth, toDay), Of(country).AddWorkingDays(new(y, m, d), days).Value);

    [Fact]
    public void A_date_without_known_days_off_is_refused()
    {
        Assert.Equal("rule-missing", Of("NL").IsWorkingDay(new(2013, 4, 30)).Refusal!.Code);
        Assert.Equal("rule-missing", Of("PT").AddWorkingDays(new(2026, 1, 1), 1).Refusal!.Code);
        Assert.Equal("regime-not-verified", Of("EU").IsWorkingDay(new(2026, 4, 3)).Refusal!.Code);
    }

    [Fact]
    public void Working_days_forth_and_back_meet_on_a_working_day() =>
        Gen.Select(Gen.Int[0, 3000], Gen.Int[1, 40], Gen.OneOf(["BE", "FR", "NL", "IT", "ES", "SE", "DE", "AT"])).Sample((offset, days, country) =>
        {
            var calendar = Of(country);
            var start = calendar.OnOrAfter(new LocalDate(2021, 1, 1).PlusDays(offset)).Value;
            var end = calendar.AddWorkingDays(start, days).Value;
            return calendar.IsWorkingDay(end).Value && calendar.AddWorkingDays(end, -days).Value == start;
        });

    [Theory]
    [InlineData("BE", 2026, 3, 11, 2026, 3, 20)]
    [InlineData("DE", 2026, 5, 12, 2026, 5, 29)]
    public void Pay_is_promised_for_a_day_on_which_banks_pay(string country, int y, int m, int d, int payYear, int payMonth, int payDay)
    {
        var rule = FactBook.Embedded.Find<PayCalendar>(country, FactNames.PayCalendar, new(y, m, d)).Value.Value;

        Assert.Equal(new LocalDate(payYear, payMonth, payDay), rule.PayDay(new(y, m, d), Of(country)).Value);
    }

    [Fact]
    public void The_other_pay_calendars()
    {
        Assert.Equal(new LocalDate(2026, 4, 10), new PayCalendar(PayDayKind.DayOfNextMonth, 10).PayDay(new(2026, 3, 5), Of("IT")).Value);
        Assert.Equal(new LocalDate(2026, 2, 27), new PayCalendar(PayDayKind.DayOfNextMonth, 31).PayDay(new(2026, 1, 5), Of("IT")).Value);
        Assert.Equal(new LocalDate(2026, 3, 12), new PayCalendar(PayDayKind.DaysAfterReport, 7).PayDay(new(2026, 3, 5), Of("SE")).Value);
        Assert.Throws<ArgumentException>(() => new PayCalendar(PayDayKind.EndOfMonth, 3));
    }

    [Fact]
    public void Work_must_be_asked_for_before_the_cut_off()
    {
        Assert.Equal(new LocalDate(2026, 4, 30), new RequestCutOff(CutOffKind.MonthBefore).LastDay(new(2026, 5, 12), Of("DE")).Value);
        Assert.Equal(new LocalDate(2026, 4, 1), new RequestCutOff(CutOffKind.WorkingDaysBefore, 3).LastDay(new(2026, 4, 7), Of("AT")).Value);
    }
}
