using NodaTime;
using Samverk.Employment;
using Samverk.Kernel;
using Samverk.Store;
using Actor = Samverk.Store.Actor;

namespace Samverk.Tests.Employment;

public sealed class HolidayTests
{
    [Fact]
    public async Task Payslips_earn_twelve_per_cent_in_Sweden_and_confirmed_holiday_takes_its_part()
    {
        await using var shop = await Workshop.Fresh();
        await shop.SideIncome();
        await shop.Wage(await shop.Worked(shop.Today.PlusDays(1)), 10_000_00);
        var run = await shop.Frozen(shop.Today.PlusDays(8));
        await shop.Do(await shop.Release(run), shop.Fredrik);
        var slip = (await shop.Coop.Door.Read(new ListPayslips.Query(), shop.Frida)).Value.Single().Payslip;
        Assert.Equal((Workshop.Kronor(1_200_00), null, 0, Workshop.Kronor(1_200_00)), Told(await Of(shop, slip, shop.Frida)));

        // Thursday to Tuesday over a weekend: four working days. Reported is not taken yet.
        var holiday = await shop.Do(new ReportAbsence.Command(Guid.CreateVersion7(), shop.Tour, shop.Frida.Person, AbsenceKind.Holiday, new(2026, 3, 12), new(2026, 3, 17), false), shop.Frida);
        await shop.Coop.Pass(20);
        Assert.Equal(0, (await Of(shop, null, shop.Frida)).Taken);
        await shop.Do(new DecideAbsence.Command(Guid.CreateVersion7(), holiday, true, null), shop.Fia);
        // Nobody has said how many days a year has, so nobody says what a day takes.
        Assert.Equal((Workshop.Kronor(1_200_00), null, 4, (Money?)null), Told(await Of(shop, null, shop.Frida)));
        await shop.Released("se.vacation.days", "25");
        Assert.Equal((Workshop.Kronor(1_200_00), 21, 4, Workshop.Kronor(1_008_00)), Told(await Of(shop, null, shop.Frida)));
        // The payslip tells the balance of its own day.
        Assert.Equal(0, (await Of(shop, slip, shop.Frida)).Taken);
        Assert.Equal(Refusal.Unknown, (await shop.Coop.Door.Read(new ReadHoliday.Query(slip), shop.Frank)).Refusal);
    }

    private static (Money, int?, int, Money?) Told(HolidayBalance balance) => (balance.Earned, balance.DaysLeft, balance.Taken, balance.PayLeft);

    private static async Task<HolidayBalance> Of(Workshop shop, Guid? payslip, Actor who) => Assert.Single((await shop.Coop.Door.Read(new ReadHoliday.Query(payslip), who)).Value);
}
