using NodaTime;
using Samverk.Countries;
using Samverk.Employment;
using Samverk.Kernel;
using Samverk.Store;
using Actor = Samverk.Store.Actor;

namespace Samverk.Tests.Employment;

public sealed class AbsenceTests
{
    private static readonly byte[] Photo = [0xFF, 0xD8, 0xFF, 1, 2, 3];

    [Fact]
    public async Task Three_days_of_illness_are_reported_confirmed_and_paid_by_the_activity_in_Sweden()
    {
        await using var shop = await Workshop.Fresh();
        await shop.Released("se.absence.certificate", "7");
        var absence = await shop.Do(Report(shop, AbsenceKind.Sick, 0, 2), shop.Frida);
        Assert.Equal(1, await shop.Waiting("employment.absence"));
        Assert.DoesNotContain("ill", await shop.Coop.Ask<string>("select title || coalesce(under, '') || facts::text from desk.item where kind = 'employment.absence'"), StringComparison.OrdinalIgnoreCase);

        Assert.Equal(AbsenceState.PaidByActivity, await shop.Do(Confirm(absence), shop.Fia));
        var seen = await Read(shop, absence, shop.Frida);
        Assert.Equal([(shop.Today, shop.Today.PlusDays(2), Payer.Activity, "80")], seen.Spans.Select(span => (span.From, span.To, span.Payer, span.PerCent.ToString()!)));
        Assert.Equal(("20", FactStatus.Verified), (seen.WaitingPerCentOfWeek.ToString(), seen.Rule!.Status));
        // Over: payroll asks for the refund or closes it.
        Assert.Equal(0, await shop.Waiting("employment.absence"));
        Assert.Equal("absence-not-over", (await shop.No(new CloseAbsence.Command(Guid.CreateVersion7(), absence, null), shop.Fia)).Code);
        await shop.Coop.Pass(3);
        Assert.Equal(1, await shop.Waiting("employment.absence"));
        await shop.Do(new CloseAbsence.Command(Guid.CreateVersion7(), absence, null), shop.Fia);
        Assert.Equal(0, await shop.Waiting("employment.absence"));
    }

    [Fact]
    public async Task A_long_illness_needs_a_certificate_by_a_day_and_is_refused_only_after_it()
    {
        await using var shop = await Workshop.Fresh();
        await shop.Released("se.absence.certificate", "7");
        var absence = await shop.Do(Report(shop, AbsenceKind.Sick, 0, 20), shop.Frida);
        var due = shop.Today.PlusDays(7);
        var missing = await shop.No(Confirm(absence), shop.Fia);
        Assert.Equal(("certificate-missing", "certificate", due), (missing.Code, missing.Field, missing.Facts.Single().Value));
        Assert.Equal(("certificate-not-due", due), await shop.No(Refuse(absence), shop.Fia) is var early ? (early.Code, early.Facts.Single().Value) : default);
        await shop.Coop.Pass(8);
        Assert.Equal(AbsenceState.Refused, await shop.Do(Refuse(absence), shop.Fia));

        var again = await shop.Do(Report(shop, AbsenceKind.Sick, 0, 20), shop.Frida);
        await shop.Do(new AttachCertificate.Command(Guid.CreateVersion7(), again, "image/jpeg", Photo), shop.Frida);
        Assert.Equal(AbsenceState.PaidByActivity, await shop.Do(Confirm(again), shop.Fia));
    }

    [Fact]
    public async Task Where_no_rule_is_verified_the_program_says_so_and_does_not_say_who_pays()
    {
        await using var shop = await Workshop.Fresh();
        var short1 = await shop.Do(Report(shop, AbsenceKind.Sick, 0, 1), shop.Frida);
        Assert.Equal(("regime-not-verified", "certificate"), await shop.No(Confirm(short1), shop.Fia) is var refusal ? (refusal.Code, refusal.Field) : default);

        var parental = await shop.Do(Report(shop, AbsenceKind.Parental, 30, 60), shop.Frida);
        Assert.Equal(AbsenceState.Certified, await shop.Do(Confirm(parental), shop.Fia));
        var seen = await Read(shop, parental, shop.Frida);
        Assert.Equal(("parameter-missing", "se.absence.parental"), (seen.NotKnown!.Code, seen.NotKnown.Facts.First(fact => fact.Name is "id").Value));
        Assert.Empty(seen.Spans);
    }

    [Fact]
    public async Task Only_payroll_sees_a_certificate_and_every_look_is_kept()
    {
        await using var shop = await Workshop.Fresh();
        var absence = await shop.Do(Report(shop, AbsenceKind.Sick, 0, 20), shop.Frida);
        await shop.Do(new AttachCertificate.Command(Guid.CreateVersion7(), absence, "image/jpeg", Photo), shop.Frida);
        foreach (var other in new[] { shop.Frida, shop.Frank, shop.Adam, shop.Bea })
            Assert.Equal(Refusal.Unknown, await shop.No(new OpenCertificate.Command(Guid.CreateVersion7(), absence), other));
        foreach (var other in new[] { shop.Frank, shop.Adam, shop.Bea })
            Assert.Equal(Refusal.Unknown, (await shop.Coop.Door.Read(new ReadAbsence.Query(absence), other)).Refusal);

        var view = await shop.Do(new OpenCertificate.Command(Guid.CreateVersion7(), absence), shop.Fia);
        Assert.Equal(Photo, (await shop.Coop.Door.Read(new ReadCertificate.Query(view), shop.Fia)).Value.Content);
        Assert.Equal(Refusal.Unknown, (await shop.Coop.Door.Read(new ReadCertificate.Query(view), shop.Fredrik)).Refusal);
        var (looks, subject) = (await shop.Coop.Ask<int>("select count(*) from store.audit where use_case = 'OpenCertificate' and refusal is null and person = @fia", new { fia = shop.Fia.Person.Value }),
            await shop.Coop.Ask<string>("select subject::text from store.audit where use_case = 'ReportAbsence'"));
        Assert.Equal(1, looks);
        Assert.DoesNotContain("sick", subject, StringComparison.OrdinalIgnoreCase);
        // The look is over after a moment.
        shop.Coop.Clock.AdvanceMinutes(2);
        Assert.Equal(Refusal.Unknown, (await shop.Coop.Door.Read(new ReadCertificate.Query(view), shop.Fia)).Refusal);
    }

    [Fact]
    public async Task The_insurer_s_money_goes_to_the_activity_that_paid_by_a_second_person_and_once()
    {
        await using var shop = await Workshop.Fresh();
        await shop.Released("se.absence.workAccident", """{"stages":[{"fromDay":1,"payer":"activity"},{"fromDay":4,"payer":"insurer","perCent":"80"}]}""");
        var absence = await shop.Do(Report(shop, AbsenceKind.WorkAccident, 0, 9), shop.Frida);
        await shop.Do(new AttachCertificate.Command(Guid.CreateVersion7(), absence, "image/jpeg", Photo), shop.Frida);
        Assert.Equal(AbsenceState.PaidByActivity, await shop.Do(Confirm(absence), shop.Fia));
        await shop.Coop.Pass(3);
        Assert.Equal(AbsenceState.PaidByInsurer, (await Read(shop, absence, shop.Frida)).Absence.State);

        var claim = new ClaimRefund.Command(Guid.CreateVersion7(), absence, "AFA", Workshop.Kronor(2_000_00), shop.Today.PlusDays(14));
        Assert.Equal("past-dated", (await shop.No(claim with { AnswerBy = shop.Today.PlusDays(-1) }, shop.Fia)).Code);
        await shop.Do(claim with { Request = Guid.CreateVersion7() }, shop.Fia);
        Assert.Equal(1, await shop.Waiting("employment.absence"));
        var had = await shop.Has(shop.Tour);
        var receive = new ReceiveRefund.Command(Guid.CreateVersion7(), absence, Workshop.Kronor(1_500_00));
        Assert.Equal("second-person-needed", (await shop.No(receive, shop.Fia)).Code);
        Assert.Equal("more-than-owed", (await shop.No(receive with { Request = Guid.CreateVersion7(), Amount = Workshop.Kronor(2_000_01) }, shop.Fredrik)).Code);
        await shop.Do(receive with { Request = Guid.CreateVersion7() }, shop.Fredrik);
        var has = await shop.Has(shop.Tour);
        Assert.Equal((Workshop.Kronor(1_500_00), Workshop.Kronor(1_500_00)), (has.Booked - had.Booked, has.ExpenseAvailable - had.ExpenseAvailable));
        Assert.Equal("state-not-allowed", (await shop.No(receive with { Request = Guid.CreateVersion7() }, shop.Fredrik)).Code);
        Assert.Equal("own-case", (await shop.No(Confirm(await shop.Do(Report(shop, AbsenceKind.Holiday, 40, 44), shop.Frida)), shop.Frida with { Roles = new HashSet<Role> { Role.Finance } })).Code);
    }

    [Fact]
    public async Task Who_is_away_announces_no_work_and_is_paid_only_the_days_that_the_activity_pays()
    {
        await using var shop = await Workshop.Fresh();
        await shop.SideIncome();
        var (paid, beyond) = (await shop.Worked(shop.Today.PlusDays(2)), await shop.Worked(shop.Today.PlusDays(20)));
        await shop.Do(Report(shop, AbsenceKind.Sick, 1, 25), shop.Frida);
        Assert.Equal(("absent-then", shop.Today.PlusDays(5)), await shop.No(shop.Declares(shop.Today.PlusDays(5)), shop.Frida) is var away ? (away.Code, away.Facts.Single().Value) : default);
        // Fourteen days are the activity's, by law; the twentieth is not.
        await shop.Do(new AskWage.Command(Guid.CreateVersion7(), paid, WageBasis.Gross, Workshop.Kronor(1_000_00)), shop.Frida);
        var refusal = await shop.No(new AskWage.Command(Guid.CreateVersion7(), beyond, WageBasis.Gross, Workshop.Kronor(1_000_00)), shop.Frida);
        Assert.Equal(("absent-then", shop.Today.PlusDays(20)), (refusal.Code, refusal.Facts.Single().Value));
    }

    [Fact]
    public async Task Nobody_is_absent_twice_at_once_and_a_longer_absence_is_a_new_report()
    {
        await using var shop = await Workshop.Fresh();
        var first = await shop.Do(Report(shop, AbsenceKind.Holiday, 10, 14), shop.Frida);
        Assert.Equal(("absence-overlaps", shop.Today.PlusDays(12)), await shop.No(Report(shop, AbsenceKind.Sick, 12, 20), shop.Frida) is var twice ? (twice.Code, twice.Facts.Single().Value) : default);
        Assert.Equal("field-invalid", (await shop.No(Report(shop, AbsenceKind.Sick, 30, 29), shop.Frida)).Code);
        await shop.Do(new ChangeAbsence.Command(Guid.CreateVersion7(), first, shop.Today.PlusDays(11)), shop.Frida);
        await shop.Do(Confirm(first), shop.Fia);
        Assert.Equal("absence-longer", (await shop.No(new ChangeAbsence.Command(Guid.CreateVersion7(), first, shop.Today.PlusDays(16)), shop.Frida)).Code);
        var both = await Task.WhenAll(shop.Coop.Door.Run(Report(shop, AbsenceKind.Sick, 12, 20), shop.Frida), shop.Coop.Door.Run(Report(shop, AbsenceKind.Sick, 13, 19), shop.Frida));
        Assert.Single(both, one => one.Refusal is null);
        Assert.Single(both, one => one.Refusal?.Code is "absence-overlaps");
    }

    [Fact]
    public async Task Unpaid_leave_that_ends_social_insurance_is_taken_only_by_who_knows_the_day()
    {
        await using var shop = await Workshop.Fresh();
        await shop.Released("se.absence.unpaid", """{"stages":[{"fromDay":1,"payer":"nobody"}],"insuredMonths":1}""");
        var leave = Report(shop, AbsenceKind.Unpaid, 0, 40);
        var refusal = await shop.No(leave, shop.Frida);
        Assert.Equal(("insurance-ends", "understood", shop.Today.PlusMonths(1)), (refusal.Code, refusal.Field, refusal.Facts.Single().Value));
        var taken = await shop.Do(leave with { Request = Guid.CreateVersion7(), Understood = true }, shop.Frida);
        Assert.Equal(shop.Today.PlusMonths(1), (await Read(shop, taken, shop.Frida)).InsuranceEnds);
        // Payroll writes down what was phoned, and another one of payroll confirms it.
        var phoned = await shop.Do(Report(shop, AbsenceKind.Unpaid, 100, 101), shop.Fia);
        Assert.Equal("second-person-needed", (await shop.No(Confirm(phoned), shop.Fia)).Code);
        await shop.Do(Confirm(phoned), shop.Fredrik);
    }

    [Theory]
    [InlineData("2026-04-01", "2026-05-26", 2026, 4, 0)]
    [InlineData("2026-04-01", "2026-05-26", 2026, 5, 14)]
    [InlineData("2026-04-01", "2026-05-26", 2026, 6, 0)]
    [InlineData("2026-04-20", "2026-07-02", 2026, 6, 30)]
    public void Six_weeks_and_the_insurer_after_them_leave_these_days_of_a_month(string from, string to, int year, int month, int unpaid)
    {
        var rule = FactBook.Embedded.Find<AbsenceRule>("DE", FactNames.AbsenceWorkAccident, new(2026, 4, 1)).Value.Value;
        Assert.Equal(unpaid, AbsenceRules.UnpaidDays(rule, Day(from), Day(to), new YearMonth(year, month)));
    }

    private static LocalDate Day(string text) => NodaTime.Text.LocalDatePattern.Iso.Parse(text).Value;

    private static ReportAbsence.Command Report(Workshop shop, AbsenceKind kind, int from, int to) =>
        new(Guid.CreateVersion7(), shop.Tour, shop.Frida.Person, kind, shop.Today.PlusDays(from), shop.Today.PlusDays(to), false);

    private static DecideAbsence.Command Confirm(Id<Absence> absence) => new(Guid.CreateVersion7(), absence, true, null);

    private static DecideAbsence.Command Refuse(Id<Absence> absence) => new(Guid.CreateVersion7(), absence, false, "nothing has come");

    private static async Task<ReadAbsence.Result> Read(Workshop shop, Id<Absence> absence, Actor who) => (await shop.Coop.Door.Read(new ReadAbsence.Query(absence), who)).Value;
}
