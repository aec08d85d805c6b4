using NodaTime;
using Samverk.Employment;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Members;
using Samverk.Store;
using static Samverk.Tests.Employment.Absent;

namespace Samverk.Tests.Employment;

/// <summary>Wages of which absence leaves nothing. Today is Monday, 2 March 2026.</summary>
public sealed class PaidNothingTests
{
    private static Money Kronor(long cents) => Workshop.Kronor(cents);

    [Fact]
    public async Task A_run_with_nothing_but_a_payslip_of_zero_closes_posts_nothing_and_waits_for_nobody()
    {
        await using var shop = await Sweden();
        await shop.Write(async tx =>
        {
            await tx.SetAddress(new Uri("https://norr.example/"));
            Workshop.Must(await tx.SavePerson((await tx.FindPerson(shop.Frida.Person))! with { Email = "frida@norr.example", Language = "en" }));
        });
        var (run, slip) = await Nothing(shop);
        var seen = await shop.Slip(slip);
        Assert.Equal((Kronor(0), Kronor(0), Kronor(0), Kronor(0)), (seen.Gross, seen.Tax, seen.Net, seen.Cost));
        Assert.Equal([(PayLine.Work, 2_000m), (PayLine.Away, -2_000m)], seen.Pay.Select(line => (line.Code, line.Amount)));
        Assert.Equal((RunState.Locked, null), await shop.Read(run) is var read ? (read.Run.State, read.Rows.Single().Payment) : default);
        Assert.Equal((Kronor(40_000_00), Kronor(0)), await shop.Has(shop.Tour) is var has ? (has.Booked, has.Reserved) : default);
        Assert.Equal((0, 0, "Paid", "Paid"), await shop.Coop.Ask<(int, int, string, string)>(
            "select (select count(*)::int from ledger.entry where kind = 'wage'), (select count(*)::int from treasury.due), (select state from employment.wage), (select state from employment.work)"));
        Assert.Equal(("frida@norr.example", true), await shop.Coop.Ask<(string, bool)>("select recipient, body like '%/payslips/' || @slip || '%' from store.mail where document = @slip", new { slip }));

        // Nobody was paid, so no month is declared; the year, the holiday and the papers bear it.
        await shop.Write(async tx =>
        {
            Assert.Empty(await tx.PaidIn(Cooperative.Entity.Id, Monday.PlusDays(-30), Monday.PlusDays(30)));
            Assert.Empty(await tx.PaidMonths(Cooperative.Entity.Id));
            Assert.Equal(Kronor(0), (await tx.HolidayOf(Cooperative.Entity, shop.Frida.Person, Monday.PlusDays(30))).Earned);
            Assert.Single((await OnRecord.Of(tx, Cooperative.Entity.Id, shop.Frida.Person, Monday.PlusDays(-30), Monday.PlusDays(30), null)).Payslips);
        });
        Assert.Equal(Kronor(0), seen.YearToDate.Gross);
        await shop.Sound();
    }

    [Fact]
    public async Task Beside_another_wage_the_one_that_is_left_bears_everything()
    {
        await using var shop = await Sweden();
        await Paid(shop, Week(Monday)[..1], 2_000_00, "perAssignment");
        await Paid(shop, Week(Monday)[3..4], 3_000_00, "perAssignment");
        await Away(shop, AbsenceKind.Sick, Monday, Monday);
        var slip = await shop.Released(Monday.PlusDays(7));
        var seen = await shop.Slip(slip);
        Assert.Equal((Kronor(3_000_00), Kronor(2_100_00), 2), (seen.Gross, seen.Net, seen.Parts.Count));
        Assert.Equal([Kronor(0), Kronor(3_942_60)], seen.Parts.Select(part => part.Cost).Order());
        Assert.Equal((1, Kronor(0), Kronor(36_057_40)), (await shop.Coop.Ask<int>("select count(*)::int from ledger.entry where kind = 'wage'"), (await shop.Has(shop.Tour)).Reserved, (await shop.Has(shop.Tour)).Booked));
        await shop.Sound();
    }

    [Fact]
    public async Task By_a_tax_table_a_payslip_of_zero_is_no_payment_of_its_month()
    {
        await using var shop = await Sweden();
        await shop.Facts(Workshop.ByTable(1985));
        await Nothing(shop);
        await Paid(shop, Week(Monday)[2..3], 3_000_00, "perAssignment");
        var next = await shop.Released(Monday.PlusDays(8));
        Assert.Equal(Kronor(3_000_00), (await shop.Slip(next)).Gross);
        await Nothing(shop, Monday.PlusDays(9));
        await shop.Sound();
    }

    [Fact]
    public async Task When_the_absence_is_none_after_all_the_wage_is_paid_by_a_correction()
    {
        await using var shop = await Sweden();
        var (_, slip) = await Nothing(shop);
        var sick = new Id<Absence>(await shop.Coop.Ask<Guid>("select id from employment.absence"));
        await shop.Do(new DecideAbsence.Command(Guid.CreateVersion7(), sick, false, "she worked"), shop.Fia);
        var run = await shop.Corrected(shop.One(slip, CorrectionReason.Absence));
        Assert.Equal((Kronor(2_000_00), Kronor(1_400_00)), Assert.Single((await shop.Differs(run)).Rows) is var row ? (row.Gross, row.Net) : default);
        await shop.ReleaseCorrection(run);
        Assert.Equal((Kronor(1_400_00), Kronor(40_000_00 - 2_628_40)), (await shop.Owed(Account.NetWages(await shop.CodeOf(shop.Frida))), (await shop.Has(shop.Tour)).Booked));
        await shop.Sound();

        // And the other way round: what was paid becomes a payslip of zero, which the month still declares.
        var again = await shop.Do(Report(shop, AbsenceKind.Sick, Monday, Monday), shop.Frida);
        await shop.Do(Confirm(again), shop.Fia);
        await shop.ReleaseCorrection(await shop.Corrected(shop.Period(Monday, Monday.PlusDays(9), CorrectionReason.Absence)));
        Assert.Equal((Kronor(40_000_00), 0), ((await shop.Has(shop.Tour)).Booked, await shop.Waiting("employment.late-absences")));
        await shop.Write(async tx => Assert.Equal(Kronor(0), Assert.Single(await tx.PaidIn(Cooperative.Entity.Id, Monday, Monday.PlusDays(9))).Gross));
        await shop.Sound();
    }

    [Fact]
    public async Task Where_the_law_asks_contributions_of_nothing_people_look_at_it()
    {
        await using var abroad = await Abroad.In("DE", """["minijob"]""");
        var shop = abroad.Shop;
        await abroad.German();
        Assert.Null(await abroad.Wage("minijob", abroad.Tour, 300_00));
        var leave = await shop.Do(new ReportAbsence.Command(Guid.CreateVersion7(), abroad.Tour, shop.Frida.Person, AbsenceKind.Unpaid, shop.Today.PlusDays(1), shop.Today.PlusDays(1), true), shop.Frida);
        await shop.Do(Confirm(leave), shop.Fia);
        var run = await abroad.Frozen(2);
        Assert.Equal(("nothing-to-pay", RunState.Exceptions), await shop.Read(run) is var seen ? (seen.Rows.Single().Exception?.Code, seen.Run.State) : default);
    }

    /// <summary>One day of work that is announced, and all of which is lost by illness without a right to sick pay.</summary>
    private static async Task<(Id<PayrollRun> Run, Guid Slip)> Nothing(Workshop shop, LocalDate? on = null)
    {
        var day = on ?? Monday;
        await Paid(shop, [Engaging.Day(day)], 2_000_00, "perAssignment");
        await Away(shop, AbsenceKind.Sick, day, day);
        var run = await shop.Frozen(day.PlusDays(7));
        await shop.Do(await shop.Release(run), shop.Fredrik);
        await shop.Coop.Pass(0);
        return (run, await shop.Coop.Ask<Guid>("select id from employment.payslip where run = @run", new { run = run.Value }));
    }
}
