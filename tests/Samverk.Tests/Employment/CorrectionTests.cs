using NodaTime;
using Samverk.Employment;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;
using Samverk.Ui;

namespace Samverk.Tests.Employment;

/// <summary>Closed payslips that are computed again: differences only, seen and released by a second person, and nothing twice.</summary>
public sealed class CorrectionTests
{
    private static Money Kronor(long cents) => Workshop.Kronor(cents);

    /// <summary>Two payslips of 10,000.00 on 6 and 20 March; from 15 March a made-up rate of 33 per cent that is known since the 20th.</summary>
    private static async Task<(Guid Early, Guid Late)> RateCameLate(Workshop shop)
    {
        await shop.SideIncome();
        await shop.Coop.Pass(0);
        var early = await shop.Paid(new(2026, 3, 4), new(2026, 3, 6), 10_000_00);
        var late = await shop.Paid(new(2026, 3, 17), new(2026, 3, 20), 10_000_00);
        Assert.True(await shop.Load(Correcting.RateFile("2026-03-15", "33.00")));
        return (early, late);
    }

    [Fact]
    public async Task A_rate_that_was_known_late_leaves_the_days_before_it_equal_and_trues_up_the_activity_after_it()
    {
        await using var shop = await Workshop.Fresh();
        var (early, late) = await RateCameLate(shop);
        var booked = (await shop.Has(shop.Tour)).Booked;
        var run = await shop.Corrected(shop.Period(new(2026, 3, 1), new(2026, 3, 31)));
        var seen = await shop.Differs(run);
        Assert.Equal((1, early), (seen.Equal, Assert.Single(seen.EqualRows).Payslip));
        var row = Assert.Single(seen.Rows);
        // 33.00 instead of 31.42 per cent of 10,000.00.
        Assert.Equal((late, 2, Kronor(0), Kronor(158_00), Kronor(158_00)), (row.Corrects, row.Version, row.Net, row.Employer, row.Cost));
        Assert.Equal(("se.employer", 3_142m, 3_300m), (Assert.Single(row.Lines).Code, row.Lines[0].Before, row.Lines[0].After));
        Assert.Equal(("employer.standard", new LocalDate(2026, 3, 15)), (Assert.Single(row.Changed).Id, row.Changed[0].From));
        Assert.Equal(booked, (await shop.Has(shop.Tour)).Booked);

        await shop.ReleaseCorrection(run);
        Assert.Equal(booked - Kronor(158_00), (await shop.Has(shop.Tour)).Booked);
        Assert.Equal(("wage-correction", "True-up of the wage paid 2026-03-20: employer.standard from 2026-03-15"), await shop.Coop.Ask<(string, string)>("select kind, text from ledger.entry where kind = 'wage-correction'"));
        Assert.Equal(1, await shop.Coop.Ask<int>("select count(*)::int from employment.true_up join ledger.entry on entry.id = beside join ledger.entry later on later.document = true_up.document"));
        // Nothing is owed to Frida beside her two wages, and 158.00 more to the tax account.
        Assert.Equal(Kronor(14_000_00), await shop.Owed(Account.NetWages(await shop.CodeOf(shop.Frida))));
        Assert.Equal(Kronor(2 * 6_142_00 + 158_00), await shop.Owed(Account.Authority("tax-account")));
        Assert.Equal((158_00L, new LocalDate(2026, 3, 31)), await shop.Coop.Ask<(long, LocalDate)>("select minor, period_end from treasury.due where kind = 'Authority' order by minor limit 1"));
        await shop.Sound();
    }

    [Fact]
    public async Task The_closed_payslip_stays_as_it_was_given_and_both_lead_to_each_other()
    {
        await using var shop = await Workshop.Fresh();
        var (_, late) = await RateCameLate(shop);
        var before = await shop.Slip(late);
        await shop.ReleaseCorrection(await shop.Corrected(shop.Period(new(2026, 3, 1), new(2026, 3, 31))));
        var after = await shop.Slip(late);
        Assert.Equal((before.Cost, before.Employer, before.YearToDate), (after.Cost, after.Employer, after.YearToDate));
        Assert.Equal(before.Lines.Select(line => line.Amount), after.Lines.Select(line => line.Amount));
        var by = Assert.Single(after.Corrections.By);
        Assert.Equal((2, Kronor(158_00)), (by.Version, by.Cost));

        var correction = await shop.Slip(by.Payslip);
        Assert.Equal((late, 2, "the rate came late"), (correction.Corrections.Of!.Given, correction.Corrections.Of.Version, correction.Corrections.Of.Why));
        Assert.Equal((Kronor(158_00), Kronor(6_442_00)), (correction.Employer, correction.YearToDate.Employer));
        Assert.Equal([late, null, null], (await shop.Coop.Door.Read(new ListPayslips.Query(), shop.Frida)).Value.Select(row => row.Corrects));
        Assert.StartsWith("%PDF", System.Text.Encoding.ASCII.GetString(PayslipPaper.Print(correction, new Texts().Of(typeof(ReadPayslip).Assembly), shop.Coop.Clock.GetCurrentInstant())[..4]), StringComparison.Ordinal);
        Assert.Equal(Refusal.Unknown, (await shop.Coop.Door.Read(new ReadPayslip.Query(by.Payslip), shop.Frank)).Refusal);
    }

    [Fact]
    public async Task A_second_correction_finds_nothing_and_one_that_was_computed_before_it_is_not_released()
    {
        await using var shop = await Workshop.Fresh();
        var (_, late) = await RateCameLate(shop);
        var (first, second) = (await shop.Corrected(shop.Period(new(2026, 3, 1), new(2026, 3, 31))), await shop.Corrected(shop.One(late, CorrectionReason.Parameter)));
        await shop.ReleaseCorrection(first);
        var release = new ReleaseRun.Command(Guid.CreateVersion7(), second, 1);
        Assert.Equal("changed-meanwhile", (await shop.No(release, shop.Fredrik)).Code);
        Assert.Equal(RunState.Computed, await shop.Do(new ComputeRun.Command(Guid.CreateVersion7(), second, shop.Today.PlusDays(3)), shop.Fia));
        var seen = await shop.Differs(second);
        Assert.Equal((0, 1), (seen.Rows.Count, seen.Equal));
        Assert.Equal("no-wages-due", (await shop.No(release with { Request = Guid.CreateVersion7(), Version = seen.Run.Version }, shop.Fredrik)).Code);
        Assert.Equal(1, await shop.Coop.Ask<int>("select count(*)::int from ledger.entry where kind = 'wage-correction'"));
        await shop.Sound();
    }

    [Fact]
    public async Task A_correction_is_corrected_by_the_sum_of_what_was_given()
    {
        await using var shop = await Workshop.Fresh();
        var (_, late) = await RateCameLate(shop);
        await shop.ReleaseCorrection(await shop.Corrected(shop.One(late, CorrectionReason.Parameter)));
        // The same day is said again, later and lower.
        await shop.Load(Correcting.RateFile("2026-03-15", "32.00", asOf: "2026-12-02"));
        var run = await shop.Corrected(shop.Period(new(2026, 3, 20), new(2026, 3, 20)));
        var row = Assert.Single((await shop.Differs(run)).Rows);
        Assert.Equal((3, Kronor(-100_00), 3_300m, 3_200m), (row.Version, row.Cost, row.Lines[0].Before, row.Lines[0].After));
        await shop.ReleaseCorrection(run);
        Assert.Equal(Kronor(2 * 6_142_00 + 58_00), await shop.Owed(Account.Authority("tax-account")));
        // What is due to the tax account is what the books owe: the correction that gives back takes off what nobody has paid yet.
        Assert.Equal(2 * 6_142_00 + 58_00, await shop.Coop.Ask<long>("select sum(minor - less)::bigint from treasury.due where kind = 'Authority'"));
        Assert.Equal([2, 3], (await shop.Slip(late)).Corrections.By.Select(version => version.Version));
        await shop.Sound();
    }

    [Fact]
    public async Task Only_a_second_person_releases_what_they_have_seen_and_a_request_is_done_once()
    {
        await using var shop = await Workshop.Fresh();
        await RateCameLate(shop);
        var command = shop.Period(new(2026, 3, 1), new(2026, 3, 31));
        Assert.Equal("reason-needed", (await shop.No(command with { Why = " " }, shop.Fia)).Code);
        Assert.Equal("no-payslips", (await shop.No(command with { Request = Guid.CreateVersion7(), From = new(2026, 1, 1), To = new(2026, 1, 31) }, shop.Fia)).Code);
        Assert.Equal("to", (await shop.No(command with { Request = Guid.CreateVersion7(), To = null }, shop.Fia)).Field);
        Assert.Equal("past-dated", (await shop.No(command with { Request = Guid.CreateVersion7(), PayDay = shop.Today.PlusDays(-1) }, shop.Fia)).Code);
        Assert.Equal(Refusal.Unknown, await shop.No(command with { Request = Guid.CreateVersion7() }, shop.Adam));

        var run = await shop.Corrected(command);
        Assert.Equal(run, await shop.Corrected(command));
        Assert.Equal(1, await shop.Waiting("employment.run"));
        var release = new ReleaseRun.Command(Guid.CreateVersion7(), run, 1);
        Assert.Equal("second-person-needed", (await shop.No(release, shop.Fia)).Code);
        Assert.Equal("changed-meanwhile", (await shop.No(release with { Request = Guid.CreateVersion7(), Version = 2 }, shop.Fredrik)).Code);
        var both = await Task.WhenAll(shop.Coop.Door.Run(release, shop.Fredrik), shop.Coop.Door.Run(release with { Request = Guid.CreateVersion7() }, shop.Bea));
        Assert.Single(both, one => one.Refusal is null);
        Assert.Equal((1, 0), (await shop.Coop.Ask<int>("select count(*)::int from ledger.entry where kind = 'wage-correction'"), await shop.Waiting("employment.run")));
        await Assert.ThrowsAnyAsync<Exception>(() => shop.Coop.Ask<int>("update employment.payslip set employer = 1 where corrects is not null returning 1"));
    }

    [Fact]
    public async Task Tax_that_was_too_high_is_paid_out_as_any_wage_and_the_tax_account_gets_less()
    {
        await using var shop = await Workshop.Fresh();
        await shop.SideIncome();
        var slip = await shop.Paid(new(2026, 3, 4), new(2026, 3, 6), 10_000_00);
        await shop.Decided("33");
        var run = await shop.Corrected(shop.One(slip));
        var row = Assert.Single((await shop.Differs(run)).Rows);
        Assert.True(row.Net.IsPositive && row.Cost.IsZero && row.Net == -row.Kept, $"{row}");
        await shop.ReleaseCorrection(run);
        Assert.Equal(Kronor(7_000_00) + row.Net, await shop.Owed(Account.NetWages(await shop.CodeOf(shop.Frida))));
        Assert.Equal((row.Payslip, row.Net.Minor, shop.Today.PlusDays(3)), await shop.Coop.Ask<(Guid, long, LocalDate)>("select id, minor, due_on from treasury.due where kind = 'NetWage' and run = @run", new { run = run.Value }));
        Assert.Equal(6_142_00 - row.Net.Minor, await shop.Coop.Ask<long>("select sum(minor - less)::bigint from treasury.due where kind = 'Authority'"));
        await shop.Write(tx => tx.NoteWagePayments([row.Payslip], WagePayment.Filed, ""));
        Assert.Equal(RunState.Filed, (await shop.Differs(run)).Run.State);
        await shop.Sound();
    }

    [Fact]
    public async Task What_cannot_be_computed_any_more_is_an_exception_and_the_person_is_set_aside()
    {
        await using var shop = await Workshop.Fresh();
        var (_, late) = await RateCameLate(shop);
        await shop.Load(Correcting.RateFile("2026-03-18", "33.00").Replace("\"verified\"", "\"unverified\"", StringComparison.Ordinal));
        var run = await shop.Corrected(shop.Period(new(2026, 3, 1), new(2026, 3, 31)));
        var seen = await shop.Differs(run);
        Assert.Equal((RunState.Exceptions, "regime-not-verified", late), (seen.Run.State, Assert.Single(seen.Rows).Exception?.Code, seen.Rows[0].Corrects));
        Assert.Equal("exceptions-open", (await shop.No(new ReleaseRun.Command(Guid.CreateVersion7(), run, seen.Run.Version), shop.Fredrik)).Code);
        Assert.Equal(RunState.Computed, await shop.Do(new SetAside.Command(Guid.CreateVersion7(), run, seen.Rows[0].Payslip, "waits for the law"), shop.Fia));
        Assert.Equal((0, 0), ((await shop.Differs(run)).Rows.Count, (await shop.Differs(run)).Equal));
        Assert.Equal(1, await shop.Coop.Ask<int>("select count(*)::int from employment.wage group by run having count(*) = 1 limit 1"));
    }
}
