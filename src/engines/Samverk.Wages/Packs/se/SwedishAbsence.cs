namespace Samverk.Wages;

/// <summary>Pay for days without work, half-up to the öre.</summary>
internal static class SwedishAbsence
{
    /// <summary>Semesterlagen 16 b: a share of all pay of the earning year, paid out as a one-off at the end of short engagements.</summary>
    public static decimal HolidayPay(Reckoning reckoning, decimal earningYearPay) => Rounded.Cent(earningYearPay.PerCent(reckoning.Get(SwedishLaw.HolidayPercent)));

    /// <summary>Semesterlagen 16 a: the monthly pay goes on, and this comes on top for each day.</summary>
    public static decimal HolidaySupplement(Reckoning reckoning, decimal monthlyPay, int days) =>
        Rounded.Cent(monthlyPay.PerCent(reckoning.Get(SwedishLaw.HolidaySupplement)) * days);

    /// <summary>
    /// Sjuklönelagen 6: a share of the pay that was lost in the employer's days, and the deduction for the waiting period: a share of an
    /// average week's sick pay, at most all of it.
    /// </summary>
    /// <param name="days">Days of the illness, all of which the employer pays.</param>
    public static (decimal Pay, decimal Deduction) SickPay(Reckoning reckoning, decimal lostPay, decimal averageWeekPay, int days)
    {
        var rule = reckoning.Get(SwedishLaw.SickPay);
        if (days > rule.Days) throw Reckoning.Invalid("days", FormattableString.Invariant($"after {rule.Days} days the insurance pays"));
        var pay = Rounded.Cent(lostPay.PerCent(rule.Percent));
        return (pay, Math.Min(pay, Rounded.Cent(averageWeekPay.PerCent(rule.Percent).PerCent(rule.WaitingDeduction))));
    }
}
