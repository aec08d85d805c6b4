using Dapper;
using NodaTime;
using Samverk.Activities;
using Samverk.Employment;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;
using Samverk.Tests.Ui;
using Actor = Samverk.Store.Actor;

namespace Samverk.Tests.Employment;

/// <summary>Wages of legal entities outside Sweden: facts of person and employer, kinds of employment, months, bodies.</summary>
public sealed class CountryTests
{
    [Fact]
    public async Task A_german_month_is_computed_to_the_cent_and_each_body_gets_its_part()
    {
        await using var abroad = await Abroad.In("DE", """["category","midijob","minijob"]""");
        await abroad.Person(("tax_class", "1"), ("state", "NW"), ("church_member", "yes"), ("health_additional_rate", "2,9"), ("care_childless", "yes"), ("levy_u1_rate", "0"), ("levy_u2_rate", "0"), ("regime", "none"));
        await abroad.Employer(("accident_rate", "1"));
        await abroad.Wage("category", abroad.Tour, 3_333_33);
        await abroad.Wage("category", abroad.Film, 1_666_67, hour: 18);
        var run = await abroad.Frozen();

        // The published payslip de.payslip.0001 of the specification, whose wage tax the ministry's calculator confirms.
        var row = Assert.Single((await abroad.Shop.Read(run)).Rows);
        Assert.Null(row.Exception);
        Assert.Equal((Euro(5_000_00), Euro(3_059_68), Euro(1_940_32)), (row.Gross, row.Net, row.Kept));
        await abroad.Shop.Do(await abroad.Shop.Release(run), abroad.Shop.Fredrik);
        Assert.Equal(Euro(3_059_68), await abroad.Owed(Account.NetWages(await abroad.Shop.CodeOf(abroad.Shop.Frida))));
        Assert.Equal(Euro(782_41 + 70_41), await abroad.Owed(Account.Authority("wage-tax")));
        Assert.Equal(Euro(50_00), await abroad.Owed(Account.Authority("accident-insurer")));
        Assert.Equal(row.Cost - row.Net - Euro(782_41 + 70_41 + 50_00), await abroad.Owed(Account.Authority("social-security")));
        Assert.Equal(2, await abroad.Shop.Coop.Ask<int>("select count(*) from ledger.entry where kind = 'wage'"));

        var slip = (await abroad.Shop.Coop.Door.Read(new ReadPayslip.Query(row.Payslip), abroad.Shop.Frida)).Value;
        Assert.Equal((Euro(782_41 + 70_41), Euro(1_087_50)), (slip.Tax, slip.Employee));
        Assert.Equal(slip.Net, slip.Gross - slip.Employee - slip.Tax);
    }

    [Fact]
    public async Task A_second_german_pay_of_a_month_waits_and_the_next_month_is_paid()
    {
        await using var abroad = await Abroad.In("DE", """["category"]""");
        await abroad.German();
        await abroad.Wage("category", abroad.Tour, 2_500_00);
        await abroad.Shop.Do(await abroad.Shop.Release(await abroad.Frozen()), abroad.Shop.Fredrik);
        await abroad.Wage("category", abroad.Tour, 2_500_00, day: 5);
        var second = await abroad.Frozen(6);
        Assert.Equal("paid-in-month", Assert.Single((await abroad.Shop.Read(second)).Rows).Exception?.Code);

        // March work paid in April is computed, because nothing of the law changes between the two months.
        Assert.Equal(RunState.Computed, await abroad.Shop.Do(new ComputeRun.Command(Guid.CreateVersion7(), second, new(2026, 4, 7)), abroad.Shop.Fia));
    }

    [Fact]
    public async Task What_a_country_cannot_compute_is_refused_by_its_name()
    {
        await using var abroad = await Abroad.In("DE", """["category","minijob","perDay"]""");
        await abroad.Wage("category", abroad.Tour, 2_000_00, refused: "tax-facts-missing");
        await abroad.Person([.. Abroad.Germans]);
        await abroad.Wage("category", abroad.Tour, 2_000_00, day: 2, refused: "employer-facts-missing");
        await abroad.Employer(("accident_rate", "1"));
        await abroad.Wage("minijob", abroad.Tour, 2_000_00, day: 3, refused: "contract-does-not-fit");
        await abroad.Wage("perDay", abroad.Tour, 100_00, day: 4, refused: "regime-not-verified");
        await abroad.Person([.. Abroad.Germans.Where(fact => fact.Name is not "regime"), ("regime", "private_health")]);
        Assert.Equal("private_health", (await abroad.Wage("category", abroad.Tour, 2_000_00, day: 5, refused: "regime-not-verified"))?.Facts[0].Value);
    }

    [Fact]
    public async Task A_minijob_goes_to_its_one_office()
    {
        await using var abroad = await Abroad.In("DE", """["minijob"]""");
        await abroad.German();
        await abroad.Wage("minijob", abroad.Tour, 500_00);
        var run = await abroad.Frozen();
        var row = Assert.Single((await abroad.Shop.Read(run)).Rows);
        await abroad.Shop.Do(await abroad.Shop.Release(run), abroad.Shop.Fredrik);
        Assert.Equal((row.Cost - row.Net, Euro(0)), (await abroad.Owed(Account.Authority("minijob-office")) + await abroad.Owed(Account.Authority("accident-insurer")), await abroad.Owed(Account.Authority("wage-tax"))));
    }

    [Fact]
    public async Task An_italian_year_is_shared_by_its_payments_however_many_a_month_has()
    {
        await using var abroad = await Abroad.In("IT", """["openEnded"]""");
        await abroad.Person(("contract", "permanent"), ("gross_year", "24000"), ("days", "365"), ("regime", "none"));
        await abroad.Employer(("cigs", "no"), ("contribution_sector", "commerce"), ("work_accident_rate", "0.4"));
        foreach (var day in (int[])[1, 5])
        {
            await abroad.Wage("openEnded", abroad.Tour, 1_000_00, day);
            var run = await abroad.Frozen(day + 1);
            Assert.Null(Assert.Single((await abroad.Shop.Read(run)).Rows).Exception);
            await abroad.Shop.Do(await abroad.Shop.Release(run), abroad.Shop.Fredrik);
        }

        // The same as one payment of both.
        var slips = (await abroad.Shop.Coop.Door.Read(new ListPayslips.Query(), abroad.Shop.Frida)).Value;
        var second = (await abroad.Shop.Coop.Door.Read(new ReadPayslip.Query(slips[0].Payslip), abroad.Shop.Frida)).Value;
        await using var other = await Abroad.In("IT", """["openEnded"]""");
        await other.Person(("contract", "permanent"), ("gross_year", "24000"), ("days", "365"), ("regime", "none"));
        await other.Employer(("cigs", "no"), ("contribution_sector", "commerce"), ("work_accident_rate", "0.4"));
        await other.Wage("openEnded", other.Tour, 2_000_00);
        var whole = Assert.Single((await other.Shop.Read(await other.Frozen())).Rows);
        Assert.Equal(whole.Net, second.YearToDate.Net);
    }

    [Fact]
    public async Task A_belgian_student_is_paid_twice_in_a_month_and_an_employee_is_not()
    {
        await using var abroad = await Abroad.In("BE", null);
        await abroad.Person(("family", "single"), ("children", "0"), ("disabled", "no"), ("blue_collar", "no"), ("regime", "none"));
        await abroad.Employer(("small_funds_rate", "0.2"));
        foreach (var day in (int[])[1, 4])
        {
            await abroad.Wage("student", abroad.Tour, 500_00, day);
            var run = await abroad.Frozen(day + 1);
            // Solidarity contribution of 2.71 per cent, no tax.
            Assert.Equal(Euro(486_45), Assert.Single((await abroad.Shop.Read(run)).Rows).Net);
            await abroad.Shop.Do(await abroad.Shop.Release(run), abroad.Shop.Fredrik);
        }

        await abroad.Wage("byDuration", abroad.Tour, 300_00, 7);
        Assert.Equal("paid-in-month", Assert.Single((await abroad.Shop.Read(await abroad.Frozen(8))).Rows).Exception?.Code);
        Assert.Equal("task_pay", (await abroad.Wage("taskPay", abroad.Tour, 300_00, 9, refused: "regime-not-verified"))?.Facts[0].Value);
    }

    [Fact]
    public async Task Facts_of_an_employer_count_once_a_second_person_has_seen_the_notice()
    {
        await using var abroad = await Abroad.In("DE", """["category"]""");
        await abroad.Person([.. Abroad.Germans]);
        EnterEmployerFacts.Command Enter(string rate, string source = "notice of 2 January") =>
            new(Guid.CreateVersion7(), abroad.Entity.Id, new(2026, 1, 1), new Dictionary<string, string>(StringComparer.Ordinal) { ["accident_rate"] = rate }, source);
        Assert.Equal(("field-missing", "accident_rate"), await No(Enter("")));
        Assert.Equal(("field-invalid", "accident_rate"), await No(Enter("much")));
        Assert.Equal(("field-missing", "source"), await No(Enter("1", " ")));
        var facts = await abroad.Shop.Do(Enter("1"), abroad.Shop.Fia);
        Assert.Equal(1, await abroad.Shop.Waiting("employment.employer-facts"));
        Assert.Equal("second-person-needed", (await abroad.Shop.No(new CheckEmployerFacts.Command(Guid.CreateVersion7(), facts, true, null), abroad.Shop.Fia)).Code);
        await abroad.Wage("category", abroad.Tour, 2_000_00, refused: "employer-facts-missing");
        await abroad.Shop.Do(new CheckEmployerFacts.Command(Guid.CreateVersion7(), facts, true, null), abroad.Shop.Fredrik);
        Assert.Equal(0, await abroad.Shop.Waiting("employment.employer-facts"));
        await abroad.Wage("category", abroad.Tour, 2_000_00, day: 2);

        async Task<(string, string?)> No(EnterEmployerFacts.Command command)
        {
            var refusal = await abroad.Shop.No(command, abroad.Shop.Fia);
            return (refusal.Code, refusal.Field);
        }
    }

    [Fact]
    public async Task Swedish_facts_of_before_are_read_by_their_new_names()
    {
        await using var shop = await Workshop.Fresh();
        foreach (var old in (string[])["""{"withholding":"noDecision","birthYear":1990,"table":33,"column":1}""", """{"withholding":"sideIncome","birthYear":1985,"table":33,"column":null}"""])
            await shop.Write(tx => tx.Connection.ExecuteAsync(
                "insert into employment.tax_facts (id, entity, person, valid_from, facts, state, entered_by) values (gen_random_uuid(), @entity, @person, '2026-01-01', @old::jsonb, 'Checked', @by)",
                new { entity = Cooperative.Entity.Id.Value, person = shop.Frida.Person.Value, old, by = shop.Frida.Person.Value }));
        var script = await File.ReadAllTextAsync(Path.Combine(SourceTexts.Root, "src", "modules", "Samverk.Employment", "Schema", "0010-facts-of-every-country.sql"), TestContext.Current.CancellationToken);
        await shop.Write(tx => tx.Connection.ExecuteAsync(script[script.IndexOf("update employment.tax_facts", StringComparison.Ordinal)..(script.IndexOf("where facts ? 'birthYear';", StringComparison.Ordinal) + 27)]));

        var read = (await shop.Coop.Db.Read(Actor.System, async tx => Outcome.Of(await tx.TaxFactsOf(shop.Frida.Person)))).Value;
        Assert.Equal([Workshop.Side, new Dictionary<string, string>(StringComparer.Ordinal) { ["withholding"] = "no_decision", ["birth_year"] = "1990", ["table"] = "33", ["column"] = "1" }], read.Select(facts => facts.Facts));
    }

    private static Money Euro(long cents) => new(cents, Currency.EUR);
}
