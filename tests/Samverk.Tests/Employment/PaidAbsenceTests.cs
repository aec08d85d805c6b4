using System.Text.Json;
using NodaTime;
using Samverk.Employment;
using Samverk.Kernel;
using Samverk.Store;
using Samverk.Wages;
using static Samverk.Tests.Employment.Absent;
using Actor = Samverk.Store.Actor;

namespace Samverk.Tests.Employment;

/// <summary>What a payslip pays where somebody was away. Today is Monday, 2 March 2026.</summary>
public sealed class PaidAbsenceTests
{
    [Fact]
    public async Task Two_sick_days_of_a_week_are_paid_at_80_per_cent_less_the_waiting_deduction()
    {
        await using var shop = await Sweden();
        await Paid(shop, Week(Monday), 10_000_00);
        await Away(shop, AbsenceKind.Sick, Monday.PlusDays(1), Monday.PlusDays(2));
        var run = await shop.Frozen(Monday.PlusDays(7));
        await shop.Do(await shop.Release(run), shop.Fredrik);
        var slip = await Slip(shop, shop.Frida);
        Assert.Equal(
            [(PayLine.Work, 10_000m), (PayLine.Away, -4_000m), (PayLine.Sick, 3_200m), (PayLine.Waiting, -1_600m)],
            slip.Pay.Select(line => (line.Code, line.Amount)));
        Assert.Equal((Workshop.Kronor(7_600_00), Workshop.Kronor(2_280_00), Workshop.Kronor(5_320_00), Workshop.Kronor(9_987_92)), (slip.Gross, slip.Tax, slip.Net, slip.Cost));
        Assert.Equal((8_000m, 20m, "se.absence.sick"), slip.Pay[^1] is var waiting ? (waiting.Base!.Value, waiting.Rate!.Value, waiting.Fact) : default);
        // What the activity had reserved beyond that is its own again.
        Assert.Equal((Workshop.Kronor(30_012_08), Workshop.Kronor(30_012_08)), await shop.Has(shop.Tour) is var has ? (has.Booked, has.SalaryAvailable) : default);

        // The same figures as the law's own formula.
        var law = WageRules.Embedded.Answer("SE", "se.sick_pay", Monday, JsonSerializer.SerializeToElement(new { lost_pay = "4000", average_week_pay = "10000", days = 2 })).Value;
        Assert.Equal(("3200.00", "1600.00"), (law.GetProperty("sick_pay").GetString(), law.GetProperty("waiting_deduction").GetString()));
        // Why somebody was away is told to the person and to payroll.
        Assert.Empty((await Slip(shop, shop.Adam, slip.Payslip)).Pay);
        Assert.Equal(4, (await Slip(shop, shop.Fia, slip.Payslip)).Pay.Count);
    }

    [Fact]
    public async Task The_waiting_deduction_is_taken_once_and_what_one_payslip_cannot_bear_the_next_one_does()
    {
        await using var shop = await Sweden();
        await Paid(shop, [.. Week(Monday)[..4], Engaging.Day(Monday.PlusDays(4), minutes: 60)], 9_900_00);
        await Paid(shop, Week(Monday.PlusDays(7)), 10_000_00);
        await Away(shop, AbsenceKind.Sick, Monday.PlusDays(4), Monday.PlusDays(7));
        await shop.Do(await shop.Release(await shop.Frozen(Monday.PlusDays(6))), shop.Fredrik);
        // One hour is lost: 300.00, of which 240.00 are paid. An average week gives 7,920.00, and 20 % of it are 1,584.00.
        Assert.Equal([(PayLine.Sick, 240m), (PayLine.Waiting, -240m)], (await Slip(shop, shop.Frida)).Pay.TakeLast(2).Select(line => (line.Code, line.Amount)));
        await shop.Do(await shop.Release(await shop.Frozen(Monday.PlusDays(14))), shop.Fredrik);
        var second = await Slip(shop, shop.Frida);
        Assert.Equal([(PayLine.Sick, 1_600m), (PayLine.Waiting, -1_344m)], second.Pay.TakeLast(2).Select(line => (line.Code, line.Amount)));
        Assert.Equal(Workshop.Kronor(8_256_00), second.Gross);
    }

    [Fact]
    public async Task Who_is_engaged_for_less_than_a_month_has_no_right_to_sick_pay_in_its_first_14_days()
    {
        await using var shop = await Sweden();
        await Paid(shop, Week(Monday), 10_000_00, "perAssignment");
        await Paid(shop, [.. Week(Monday.PlusDays(7)), .. Week(Monday.PlusDays(21))], 20_000_00, "perAssignment");
        await Away(shop, AbsenceKind.Sick, Monday.PlusDays(1), Monday.PlusDays(2));
        await Away(shop, AbsenceKind.Sick, Monday.PlusDays(21), Monday.PlusDays(21));
        await shop.Do(await shop.Release(await shop.Frozen(Monday.PlusDays(30))), shop.Fredrik);
        var slip = await Slip(shop, shop.Frida);
        Assert.Equal([(PayLine.Work, 10_000m), (PayLine.Away, -4_000m)], Lines(slip, 2).Select(line => (line.Code, line.Amount)));
        // Two weeks of work within three: an average week is a third of the pay.
        Assert.Equal([(PayLine.Work, 20_000m), (PayLine.Away, -2_000m), (PayLine.Sick, 1_600m), (PayLine.Waiting, -1_066.67m)], Lines(slip, 4).Select(line => (line.Code, line.Amount)));

        static PayLine[] Lines(ReadPayslip.Result slip, int count) => slip.Pay.GroupBy(line => line.Wage).Select(wage => wage.ToArray()).Single(lines => lines.Length == count);
    }

    [Fact]
    public async Task What_no_verified_rule_says_is_an_exception_of_the_run_that_names_the_fact_to_payroll()
    {
        await using var shop = await Sweden();
        await Paid(shop, Week(Monday), 10_000_00);
        var leave = await shop.Do(Report(shop, AbsenceKind.Unpaid, Monday, Monday), shop.Frida);
        var run = await shop.Frozen(Monday.PlusDays(7));
        Assert.Equal("absence-open", (await shop.Read(run)).Rows.Single().Exception?.Code);
        await shop.Do(Confirm(leave), shop.Fia);
        Assert.Equal(("parameter-missing", "se.absence.unpaid"), await Exception(shop, run));
        var board = (await shop.Coop.Door.Read(new ReadRun.Query(run), shop.Bea)).Value.Rows.Single().Exception!;
        Assert.Equal("absence-not-computed", board.Code);
        Assert.Empty(board.Facts);

        await shop.Released("se.absence.unpaid", """{"stages":[{"fromDay":1,"payer":"nobody"}]}""");
        await Again(shop, run);
        await shop.Do(await shop.Release(run), shop.Fredrik);
        var slip = await Slip(shop, shop.Frida);
        Assert.Equal([(PayLine.Work, 10_000m), (PayLine.Away, -2_000m)], slip.Pay.Select(line => (line.Code, line.Amount)));
        Assert.Equal(Workshop.Kronor(8_000_00), slip.Gross);
    }

    [Fact]
    public async Task Holiday_compensation_of_an_assignment_is_told_apart_once_somebody_has_said_whether_the_agreed_pay_contains_it()
    {
        await using var shop = await Sweden();
        await Paid(shop, Week(Monday)[..1], 11_200_00, "perAssignment");
        await shop.Do(await shop.Release(await shop.Frozen(Monday.PlusDays(1))), shop.Fredrik);
        Assert.Empty((await Slip(shop, shop.Frida)).Pay);
        Assert.False((await Holiday(shop)).AtEnd);

        await shop.Released("se.vacation.payIncluded", "true");
        await Paid(shop, Week(Monday.PlusDays(7))[..1], 5_600_00, "perAssignment");
        await shop.Do(await shop.Release(await shop.Frozen(Monday.PlusDays(8))), shop.Fredrik);
        var slip = await Slip(shop, shop.Frida);
        Assert.Equal([(PayLine.Work, 5_000m), (PayLine.Compensation, 600m)], slip.Pay.Select(line => (line.Code, line.Amount)));
        Assert.Equal((Workshop.Kronor(5_600_00), 5_000m, 12m), (slip.Gross, slip.Pay[1].Base!.Value, slip.Pay[1].Rate!.Value));
        // The first payslip has earned 1,344.00 that are still there; the second has paid out what it has earned.
        Assert.Equal((Workshop.Kronor(1_944_00), Workshop.Kronor(600_00), Workshop.Kronor(1_344_00)), await Holiday(shop) is var left ? (left.Earned, left.PaidOut, left.PayLeft!.Value) : default);
        // No fact of health: the adviser reads it too.
        Assert.Equal(2, (await Slip(shop, shop.Adam, slip.Payslip)).Pay.Count);
    }

    [Fact]
    public async Task Compensation_on_top_of_the_agreed_pay_is_reserved_with_it()
    {
        await using var shop = await Sweden();
        await shop.Released("se.vacation.payIncluded", "false");
        await Paid(shop, Week(Monday)[..1], 10_000_01, "perAssignment");
        Assert.Equal(11_200_01, await shop.Coop.Ask<long>("select gross from employment.wage"));
        await shop.Do(await shop.Release(await shop.Frozen(Monday.PlusDays(1))), shop.Fredrik);
        Assert.Equal([(PayLine.Work, 10_000.01m), (PayLine.Compensation, 1_200m)], (await Slip(shop, shop.Frida)).Pay.Select(line => (line.Code, line.Amount)));
    }

    [Fact]
    public async Task Days_of_holiday_take_their_part_of_what_was_earned_once_the_days_of_a_year_are_released()
    {
        await using var shop = await Sweden();
        await Paid(shop, Week(Monday), 10_000_00);
        await shop.Do(await shop.Release(await shop.Frozen(Monday.PlusDays(4))), shop.Fredrik);
        await Paid(shop, Week(Monday.PlusDays(7)), 10_000_00);
        await Away(shop, AbsenceKind.Holiday, Monday.PlusDays(8), Monday.PlusDays(9));
        var run = await shop.Frozen(Monday.PlusDays(14));
        Assert.Equal(("regime-not-verified", "se.vacation.days"), await Exception(shop, run));
        await shop.Released("se.vacation.days", "25");
        await Again(shop, run);
        await shop.Do(await shop.Release(run), shop.Fredrik);
        var slip = await Slip(shop, shop.Frida);
        // 12 % of 10,000.00 are 1,200.00; two days of twenty-five are 96.00.
        Assert.Equal([(PayLine.Work, 10_000m), (PayLine.Away, -4_000m), (PayLine.Holiday, 96m)], slip.Pay.Select(line => (line.Code, line.Amount)));
        Assert.Equal((2, true, Workshop.Kronor(6_096_00)), (slip.Pay[2].Days, slip.Pay[2].Own, slip.Gross));
    }

    [Theory]
    [InlineData(5, 5, "10000.00")]
    [InlineData(1, 1, "10000.00")]
    [InlineData(12, 10, "5000.00")]
    public void An_average_week_is_the_pay_over_the_weeks_of_the_work(int span, int weekdays, string week)
    {
        Assert.Equal(weekdays, Enumerable.Range(0, span).Count(day => Monday.PlusDays(day).DayOfWeek is not (IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday)));
        var work = new Work(Id<Work>.New(), default, default, default, default, "monthlyPlan", "SE", "", "", "", [Engaging.Day(Monday), Engaging.Day(Monday.PlusDays(span - 1), 18)], WorkState.Checked, false, Monday);
        Assert.Equal(week, PayRules.AverageWeek(work, Workshop.Kronor(10_000_00)).ToDecimal().ToString("0.00", System.Globalization.CultureInfo.InvariantCulture));
    }

    private static async Task<(string, object?)> Exception(Workshop shop, Id<PayrollRun> run)
    {
        await Again(shop, run);
        var refusal = (await shop.Read(run)).Rows.Single().Exception!;
        return (refusal.Code, refusal.Facts.First(fact => fact.Name is "id").Value);
    }

    private static async Task<ReadPayslip.Result> Slip(Workshop shop, Actor who, Guid? payslip = null) => (await shop.Coop.Door.Read(new ReadPayslip.Query(
        payslip ?? (await shop.Coop.Door.Read(new ListPayslips.Query(), who)).Value[0].Payslip), who)).Value;

    private static async Task<HolidayBalance> Holiday(Workshop shop) => (await shop.Coop.Door.Read(new ReadHoliday.Query((await Slip(shop, shop.Frida)).Payslip), shop.Frida)).Value.Single();
}
