using NodaTime;
using Samverk.Employment;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;
using static Samverk.Tests.Employment.Absent;

namespace Samverk.Tests.Employment;

/// <summary>Absences that payroll decides after the payslip was given. Today is Monday, 2 March 2026; tax is 30 per cent.</summary>
public sealed class LateAbsenceTests
{
    private const string Item = "employment.late-absences";

    private static readonly LocalDate PayDay = Monday.PlusDays(7);

    private static Money Kronor(long cents) => Workshop.Kronor(cents);

    [Fact]
    public async Task Sick_days_that_are_reported_after_the_pay_day_are_corrected_by_one_run_and_what_was_too_much_is_a_claim()
    {
        await using var shop = await Sweden();
        await Paid(shop, Week(Monday), 10_000_00);
        var slip = await shop.Released(PayDay);
        var sick = await shop.Do(Report(shop, AbsenceKind.Sick, Monday.PlusDays(1), Monday.PlusDays(2)), shop.Frida);
        Assert.Equal(0, await shop.Waiting(Item));
        await shop.Do(Confirm(sick), shop.Fia);
        Assert.Equal((1, $"/payroll/corrections/new?entity={Cooperative.Entity.Id}&from=2026-03-16&to=2026-03-16&reason=Absence"), await shop.Coop.Ask<(int, string)>("select count(*)::int, min(href) from desk.item where kind = @Item and state <> 'Resolved'", new { Item }));
        Assert.Equal((slip, PayDay), (await Choices(shop)).Late.Single() is var late ? (late.Payslip, late.PayDay) : default);

        var run = await shop.Corrected(Absences(shop));
        var row = Assert.Single((await shop.Differs(run)).Rows);
        Assert.Equal((Kronor(-2_400_00), Kronor(-1_680_00), Kronor(-3_154_08)), (row.Gross, row.Net, row.Cost));
        Assert.Equal([(PayLine.Away, 0m, -4_000m), (PayLine.Sick, 0m, 3_200m), (PayLine.Waiting, 0m, -1_600m)], row.Pay.Select(line => (line.Line.Code, line.Before, line.After)));
        // Why somebody was away is for the person and for payroll.
        Assert.Empty((await shop.Coop.Door.Read(new ReadCorrection.Query(run), shop.Bea)).Value.Rows.Single().Pay);
        Assert.Equal(1, await shop.Waiting(Item));
        await shop.ReleaseCorrection(run);

        Assert.Equal((0, 0), (await shop.Waiting(Item), (await Choices(shop)).Late.Count));
        var corrected = await shop.Slip(row.Payslip);
        Assert.Equal((Kronor(1_680_00), 3), (corrected.Corrections.Claim!.Open, corrected.Corrections.Of!.Pay.Count));
        Assert.Empty((await shop.Slip(row.Payslip, shop.Adam)).Corrections.Of!.Pay);
        // As if it had been known: the activity has its money back, and no wage is made less.
        Assert.Equal((Kronor(30_012_08), Kronor(7_000_00)), ((await shop.Has(shop.Tour)).Booked, await shop.Owed(Account.NetWages(await shop.CodeOf(shop.Frida)))));
        Assert.Equal(RunState.Locked, (await shop.Differs(run)).Run.State);
        await shop.Sound();
    }

    [Fact]
    public async Task A_confirmation_that_payroll_takes_back_after_the_pay_day_pays_the_hours_after_all()
    {
        await using var shop = await Sweden();
        await Paid(shop, Week(Monday), 10_000_00);
        var sick = await Away(shop, AbsenceKind.Sick, Monday.PlusDays(1), Monday.PlusDays(2));
        await shop.Released(PayDay);
        Assert.Equal(0, await shop.Waiting(Item));
        DecideAbsence.Command Back(string? why) => new(Guid.CreateVersion7(), sick, false, why);
        Assert.Equal("state-not-allowed", (await shop.No(new WithdrawAbsence.Command(Guid.CreateVersion7(), sick), shop.Frida)).Code);
        Assert.Equal(Refusal.Unknown, await shop.No(Back("she worked"), shop.Frida));
        Assert.Equal("reason-needed", (await shop.No(Back(" "), shop.Fia)).Code);
        Assert.Equal(AbsenceState.Refused, await shop.Do(Back("she worked"), shop.Fia));
        Assert.Equal(1, await shop.Waiting(Item));

        var run = await shop.Corrected(Absences(shop));
        var row = Assert.Single((await shop.Differs(run)).Rows);
        Assert.Equal((Kronor(2_400_00), Kronor(1_680_00), -4_000m), (row.Gross, row.Net, row.Pay[0].Before));
        await shop.ReleaseCorrection(run);
        Assert.Equal((0, 1_680_00L, 0), (await shop.Waiting(Item), await shop.Coop.Ask<long>("select minor from treasury.due where run = @run", new { run = run.Value }), await shop.Coop.Ask<int>("select count(*)::int from employment.wage_claim")));
        Assert.Equal(Kronor(40_000_00 - 13_142_00), (await shop.Has(shop.Tour)).Booked);
        await shop.Sound();
    }

    [Fact]
    public async Task An_absence_that_changes_nothing_asks_for_nothing()
    {
        await using var shop = await Sweden();
        await shop.Released("se.absence.unpaid", """{"stages":[{"fromDay":1,"payer":"activity"}]}""");
        await Paid(shop, Week(Monday), 10_000_00);
        var slip = await shop.Released(PayDay);
        // A weekend without announced work, and a day whose pay goes on whole.
        await Away(shop, AbsenceKind.Sick, Monday.PlusDays(5), Monday.PlusDays(6));
        await Away(shop, AbsenceKind.Unpaid, Monday, Monday);
        Assert.Equal((0, 0), (await shop.Waiting(Item), await shop.Coop.Ask<int>("select count(*)::int from employment.late_absence")));
        Assert.Equal("no-payslips", (await shop.No(Absences(shop), shop.Fia)).Code);
        Assert.Equal((0, 1), await shop.Differs(await shop.Corrected(shop.One(slip, CorrectionReason.Absence))) is var equal ? (equal.Rows.Count, equal.Equal) : default);
    }

    [Fact]
    public async Task A_waiting_deduction_is_taken_once_whichever_payslip_knew_the_illness_first()
    {
        await using var shop = await Sweden();
        await Paid(shop, [.. Week(Monday)[..4], Engaging.Day(Monday.PlusDays(4), minutes: 60)], 9_900_00);
        await Paid(shop, Week(Monday.PlusDays(7)), 10_000_00);
        var first = await shop.Released(Monday.PlusDays(6));
        await Away(shop, AbsenceKind.Sick, Monday.PlusDays(4), Monday.PlusDays(7));
        // The first payslip did not know of it: the second one takes all of the deduction.
        var second = await shop.Released(Monday.PlusDays(14));
        Assert.Equal((-1_600m, Kronor(8_000_00)), await shop.Slip(second) is var knew ? (knew.Pay[^1].Amount, knew.Gross) : default);
        Assert.Equal(first, Assert.Single((await Choices(shop)).Late).Payslip);

        var run = await shop.Corrected(Absences(shop, Monday, Monday.PlusDays(20)));
        var rows = (await shop.Differs(run)).Rows.OrderBy(row => row.PayDay).ToArray();
        // As if it had been known in time: 240.00 of 1,584.00 by the first, the rest by the second.
        Assert.Equal([(first, Kronor(-300_00)), (second, Kronor(256_00))], rows.Select(row => (row.Corrects, row.Gross)));
        Assert.Equal([-240m, -1_344m], rows.Select(row => row.Pay.Single(line => line.Line.Code is PayLine.Waiting).After));
        await shop.ReleaseCorrection(run);
        Assert.Equal((0, 0), (await shop.Waiting(Item), (await Choices(shop)).Late.Count));
        await shop.Sound();
    }

    [Fact]
    public async Task What_payroll_says_while_a_run_waits_for_its_release_has_to_be_computed_first()
    {
        await using var shop = await Sweden();
        await Paid(shop, Week(Monday), 10_000_00);
        var run = await shop.Frozen(PayDay);
        await Away(shop, AbsenceKind.Sick, Monday.PlusDays(40), Monday.PlusDays(41));
        var sick = await Away(shop, AbsenceKind.Sick, Monday.PlusDays(1), Monday.PlusDays(2));
        Assert.Equal("changed-meanwhile", (await shop.No(await shop.Release(run), shop.Fredrik)).Code);
        await Again(shop, run);
        await shop.Do(await shop.Release(run), shop.Fredrik);
        Assert.Equal(0, await shop.Waiting(Item));

        await shop.Do(new ChangeAbsence.Command(Guid.CreateVersion7(), sick, Monday.PlusDays(1)), shop.Frida);
        var correction = await shop.Corrected(Absences(shop));
        Assert.Equal(Kronor(400_00), Assert.Single((await shop.Differs(correction)).Rows).Gross);
        await shop.Do(new DecideAbsence.Command(Guid.CreateVersion7(), sick, false, "a mistake"), shop.Fia);
        Assert.Equal("changed-meanwhile", (await shop.No(new ReleaseRun.Command(Guid.CreateVersion7(), correction, 1), shop.Fredrik)).Code);
        await shop.Do(new ComputeRun.Command(Guid.CreateVersion7(), correction, shop.Today.PlusDays(3)), shop.Fia);
        Assert.Equal(Kronor(2_400_00), Assert.Single((await shop.Differs(correction)).Rows).Gross);
        await shop.ReleaseCorrection(correction);
        await shop.Sound();
    }

    [Fact]
    public async Task A_wage_that_was_said_anew_knows_the_absences_of_before_and_loses_those_that_come_later()
    {
        await using var shop = await Sweden();
        await Paid(shop, Week(Monday), 10_000_00);
        var slip = await shop.Released(PayDay);
        await Away(shop, AbsenceKind.Sick, Monday.PlusDays(1), Monday.PlusDays(1));
        Assert.Equal(1, await shop.Waiting(Item));
        var wage = new Id<AskedWage>(await shop.Coop.Ask<Guid>("select id from employment.wage"));
        await shop.ReleaseCorrection(await shop.Corrected(shop.One(slip, CorrectionReason.Wage, new CorrectedGross(wage, Kronor(8_000_00)))));
        await shop.Coop.Pass(1);
        Assert.Equal((0, 0), (await shop.Waiting(Item), (await Choices(shop)).Late.Count));

        await Away(shop, AbsenceKind.Sick, Monday.PlusDays(3), Monday.PlusDays(3));
        Assert.Equal(1, await shop.Waiting(Item));
        var run = await shop.Corrected(Absences(shop));
        // A fifth of 8,000.00 is lost, 80 per cent of it come back, less 20 per cent of 6,400.00.
        Assert.Equal(Kronor(-1_600_00), Assert.Single((await shop.Differs(run)).Rows).Gross);
        await shop.ReleaseCorrection(run);
        await shop.Sound();
    }

    [Fact]
    public async Task A_rule_that_is_missing_is_an_exception_of_its_person_and_the_item_stays()
    {
        await using var shop = await Sweden();
        await Paid(shop, Week(Monday), 10_000_00);
        await shop.Released(PayDay);
        await Away(shop, AbsenceKind.Parental, Monday, Monday);
        Assert.Equal(1, await shop.Waiting(Item));
        var run = await shop.Corrected(Absences(shop));
        Assert.Equal(("se.absence.parental", "absence-not-computed"), (
            Assert.Single((await shop.Differs(run)).Rows).Exception!.Facts.Single(fact => fact.Name is "id").Value,
            (await shop.Coop.Door.Read(new ReadCorrection.Query(run), shop.Bea)).Value.Rows.Single().Exception!.Code));
        await shop.Released("se.absence.parental", """{"stages":[{"fromDay":1,"payer":"insurer"}]}""");
        await shop.Do(new ComputeRun.Command(Guid.CreateVersion7(), run, shop.Today.PlusDays(3)), shop.Fia);
        Assert.Equal(Kronor(-2_000_00), Assert.Single((await shop.Differs(run)).Rows).Gross);
        await shop.ReleaseCorrection(run);
        Assert.Equal(0, await shop.Waiting(Item));
        await shop.Sound();
    }

    [Fact]
    public async Task An_illness_over_the_new_year_is_waited_for_once()
    {
        await using var shop = await Sweden();
        WageSetting? setting = null;
        await shop.Write(async tx => setting = await tx.WageSetting(Cooperative.Entity));
        var (december, january) = (new LocalDate(2026, 12, 28), new LocalDate(2027, 1, 4));
        var sick = new Absence(Id<Absence>.New(), Cooperative.Entity.Id, shop.Tour, shop.Frida.Person, shop.Frida.Person, AbsenceKind.Sick, december.PlusDays(3), january.PlusDays(1), AbsenceState.PaidByActivity, shop.Today);
        var old = Given(shop, [.. Week(december)[..3], Engaging.Day(december.PlusDays(3), minutes: 60)], 7_500_00);
        var next = Given(shop, Week(january), 10_000_00);
        AbsentYear Year(int year, IReadOnlyDictionary<Guid, IReadOnlyList<PayLine>> anew, params SlipChain[] chains) => new AbsencesNow(
            setting!, new[] { sick }.ToLookup(absence => absence.Person), new HashSet<Guid> { sick.Id.Value }, new Dictionary<Guid, Instant>(), new Dictionary<Id<AskedWage>, SaidAnew>(),
            chains.ToLookup(_ => shop.Frida.Person), new Dictionary<Id<AskedWage>, AskedWage> { [old.Wage.Id] = old.Wage, [next.Wage.Id] = next.Wage },
            new Dictionary<Guid, Work> { [old.Work.Id.Value] = old.Work, [next.Work.Id.Value] = next.Work }).Year(shop.Frida.Person, year, anew);
        var none = new Dictionary<Guid, IReadOnlyList<PayLine>>();

        // An average week gives 6,000.00, of which 1,200.00 are waited for: one hour of December bears 240.00, January the rest.
        var first = Year(2026, none, old.Chain, next.Chain).Pay(old.Chain).Value;
        Assert.Equal([(PayLine.Sick, 240m), (PayLine.Waiting, -240m)], first.Lines.TakeLast(2).Select(line => (line.Code, line.Amount)));
        var second = Year(2027, new Dictionary<Guid, IReadOnlyList<PayLine>> { [old.Chain.Given.Id] = first.Lines }, old.Chain, next.Chain).Pay(next.Chain).Value;
        Assert.Equal([(PayLine.Sick, 3_200m), (PayLine.Waiting, -960m)], second.Lines.TakeLast(2).Select(line => (line.Code, line.Amount)));

        // Where January's payslip knew of it first and bears all, December bears nothing.
        var alone = Year(2027, none, next.Chain).Pay(next.Chain).Value;
        var knew = new SlipChain([next.Chain.Given with { Content = new("SE", january, [], []) { Pay = alone.Lines } }]);
        Assert.Equal(PayLine.Sick, Year(2026, none, old.Chain, knew).Pay(old.Chain).Value.Lines[^1].Code);
    }

    /// <summary>A payslip that pays one wage as it was agreed.</summary>
    private static (SlipChain Chain, AskedWage Wage, Work Work) Given(Workshop shop, IReadOnlyList<WorkDay> days, long gross)
    {
        var (pay, nothing, last) = (Kronor(gross), Kronor(0), days[^1].Day);
        var work = new Work(Id<Work>.New(), Cooperative.Entity.Id, shop.Tour, shop.Frida.Person, shop.Frida.Person, "monthlyPlan", "SE", "", "", "", days, WorkState.Paid, false, days[0].Day);
        var wage = new AskedWage(Id<AskedWage>.New(), work.Id, work.Entity, work.Activity, work.Person, work.Author, WageBasis.Gross, pay, pay, pay, WageState.Paid, null, days[0].Day);
        var slip = new RunPayslip(
            Guid.CreateVersion7(), default, work.Entity, work.Person, last, true, null, pay, nothing, nothing, nothing, new("SE", last, [], []), [new(wage.Id, work.Activity, pay, nothing, nothing, pay, nothing, nothing, [])], nothing, nothing);
        return (new([slip]), wage, work);
    }

    private static FreezeCorrection.Command Absences(Workshop shop, LocalDate? from = null, LocalDate? to = null) => shop.Period(from ?? PayDay, to ?? PayDay, CorrectionReason.Absence);

    private static async Task<CorrectionChoices.Result> Choices(Workshop shop) => (await shop.Coop.Door.Read(new CorrectionChoices.Query(), shop.Fia)).Value;
}
