using NodaTime;
using Samverk.Countries;
using Samverk.Employment;
using Samverk.Invoicing;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Tests.Employment;

/// <summary>What the tax agency is told about wages, from the payslip to the receipt.</summary>
public sealed class DeclarationTests
{
    private const string Agi = """
        {"name":"AGI","authority":"Skatteverket","trigger":"monthly","data":["employer.number","person.number","pay.gross","pay.tax","total.tax","total.contributions"],"deadline":{"day":12,"inMonth":{"1":17,"8":17},"nextWorkingDay":true}}
        """;

    private const string BeforeWork = """{"name":"Dimona","authority":"ONSS","trigger":"beforeWork","data":["person.name","work.start","work.hours"]}""";

    [Theory]
    [InlineData("2026-03-31", "2026-04-13")] // The 12th is a Sunday.
    [InlineData("2026-05-31", "2026-06-12")]
    [InlineData("2026-07-31", "2026-08-17")]
    [InlineData("2026-12-31", "2027-01-18")] // The 17th is a Sunday.
    public void The_legal_day_of_a_month_follows_its_rule(string end, string deadline)
    {
        var rule = new DeadlineRule(12, inMonth: new Dictionary<string, int> { ["1"] = 17, ["8"] = 17 }, nextWorkingDay: true);
        Assert.Equal(Day(deadline), rule.After(Day(end), new Calendar(FactBook.Embedded, "SE")).Value);
        Assert.Equal(Day("2026-02-28"), new DeadlineRule(31).After(Day("2026-01-31"), new Calendar(FactBook.Embedded, "SE")).Value);
    }

    [Fact]
    public void Every_country_names_its_declarations_and_all_are_switched_off_until_somebody_stands_for_them()
    {
        var named = "SE AT BE DE ES FR IT NL".Split(' ').SelectMany(country => FactBook.Embedded.Kinds(country).Select(kind => (country, kind))).ToArray();
        Assert.Equal(
            ["SE agi", "AT elda", "AT mbgm", "BE dimona", "BE dmfa", "DE deuev", "DE lohnsteuer", "ES alta", "ES modelo-111", "ES modelo-190", "FR dpae", "FR dsn", "IT uniemens", "IT unilav", "NL loonaangifte"],
            named.Select(one => $"{one.country} {one.kind}").ToArray());
        Assert.All(named, one => Assert.Equal("regime-not-verified", FactBook.Embedded.Rule(one.country, one.kind, Day("2026-03-31")).Refusal?.Code));
    }

    [Fact]
    public async Task A_month_with_wages_is_declared_with_the_sums_that_the_books_owe()
    {
        await using var shop = await Workshop.Fresh();
        var id = await Due(shop);
        var due = await Read(shop, id);
        Assert.Equal((Day("2026-03-01"), Day("2026-03-31"), Day("2026-04-13"), DeclarationState.Due), (due.Declaration.From, due.Declaration.To, due.Declaration.Deadline, due.Declaration.State));
        Assert.Equal(1, await shop.Waiting("employment.declaration"));
        Assert.Equal(Instant.FromUtc(2026, 4, 13, 21, 59, 59), await shop.Coop.Ask<Instant>("select due_at from desk.item where kind = 'employment.declaration'"));

        Assert.Equal(["employer.number", "person.number"], due.Data.Missing.Select(gap => gap.Field));
        Assert.Equal(("declaration-incomplete", 2), await Incomplete(shop, id));
        await Complete(shop);
        Assert.Empty((await Read(shop, id)).Data.Missing);
        await shop.Do(new PrepareDeclaration.Command(Guid.NewGuid(), id), shop.Fia);
        var ready = await Read(shop, id);
        Assert.Equal("198503114004", Assert.Single(ready.Data.People).Values["person.number"]);
        Assert.Equal(await shop.Owed("liabilities:authority:tax-account"), ready.Data.Tax + ready.Data.Contributions);
        Assert.Equal("3000.00", ready.Data.Whole["total.tax"]);

        await shop.Do(new SendDeclaration.Command(Guid.NewGuid(), id), shop.Fia);
        Assert.Equal(0, await shop.Waiting("employment.declaration"));
        Assert.Equal("number", (await shop.No(new AnswerDeclaration.Command(Guid.NewGuid(), id, true, " "), shop.Fia)).Field);
        await shop.Do(new AnswerDeclaration.Command(Guid.NewGuid(), id, false, "E17"), shop.Fia);
        Assert.Equal(1, await shop.Waiting("employment.declaration"));
        await shop.Do(new PrepareDeclaration.Command(Guid.NewGuid(), id), shop.Fia);
        await shop.Do(new SendDeclaration.Command(Guid.NewGuid(), id), shop.Fia);
        await shop.Do(new AnswerDeclaration.Command(Guid.NewGuid(), id, true, "4711", "application/pdf", "%PDF-1.7 receipt"u8.ToArray()), shop.Fia);
        var done = await Read(shop, id);
        Assert.Equal(["due", "prepared", "sent", "rejected", "corrected", "sent", "accepted"], done.Steps.Select(step => step.Event));
        Assert.Equal(("4711", true), (done.Declaration.Receipt, done.Declaration.ReceiptFile is not null));
        await Sound(shop);
    }

    [Fact]
    public async Task What_was_accepted_is_corrected_by_another_one_that_points_to_it()
    {
        await using var shop = await Workshop.Fresh();
        var id = await Accepted(shop);
        Assert.Equal("why", (await shop.No(new CorrectDeclaration.Command(Guid.NewGuid(), id, ""), shop.Fia)).Field);
        var correction = await shop.Do(new CorrectDeclaration.Command(Guid.NewGuid(), id, "a benefit was forgotten"), shop.Fia);
        Assert.Equal("state-not-allowed", (await shop.No(new CorrectDeclaration.Command(Guid.NewGuid(), id, "again"), shop.Fia)).Code);
        Assert.Equal((id, DeclarationState.Due), ((await Read(shop, correction)).Declaration.Corrects, (await Read(shop, correction)).Declaration.State));
        Assert.Equal((correction, DeclarationState.Accepted), ((await Read(shop, id)).Correction, (await Read(shop, id)).Declaration.State));
        await shop.Do(new PrepareDeclaration.Command(Guid.NewGuid(), correction), shop.Fia);
        await Sound(shop);
    }

    [Fact]
    public async Task A_corrected_payslip_corrects_what_was_accepted_and_what_is_on_its_way_when_it_is_answered()
    {
        await using var shop = await Workshop.Fresh();
        var id = await Accepted(shop);
        await shop.Load(Correcting.RateFile("2026-03-01", "33.00"));
        await shop.ReleaseCorrection(await shop.Corrected(shop.Period(Day("2026-03-01"), Day("2026-03-31"))));
        var correction = (await Read(shop, id)).Correction!.Value;
        Assert.Equal((DeclarationState.Due, 1), ((await Read(shop, correction)).Declaration.State, await shop.Waiting("employment.declaration")));
        await shop.Do(new PrepareDeclaration.Command(Guid.NewGuid(), correction), shop.Fia);
        Assert.Equal((Workshop.Kronor(3_300_00), Workshop.Kronor(3_142_00)), ((await Read(shop, correction)).Data.Contributions, (await Read(shop, id)).Data.Contributions));
        await Sound(shop);

        await shop.Do(new SendDeclaration.Command(Guid.NewGuid(), correction), shop.Fia);
        await shop.Load(Correcting.RateFile("2026-03-02", "34.00"));
        await shop.ReleaseCorrection(await shop.Corrected(shop.Period(Day("2026-03-01"), Day("2026-03-31"))));
        Assert.Null((await Read(shop, correction)).Correction);
        await shop.Do(new AnswerDeclaration.Command(Guid.NewGuid(), correction, true, "4712"), shop.Fia);
        Assert.Equal(DeclarationState.Due, (await Read(shop, (await Read(shop, correction)).Correction!.Value)).Declaration.State);
        await Sound(shop);
    }

    [Fact]
    public async Task A_day_that_has_passed_is_an_alarm_for_the_board_and_the_declaration_can_still_be_sent()
    {
        await using var shop = await Workshop.Fresh();
        var id = await Due(shop);
        await shop.Coop.Pass(days: 12); // 13 April, the day itself
        Assert.Equal(DeclarationState.Due, (await Read(shop, id)).Declaration.State);
        await shop.Coop.Pass(days: 1);
        Assert.Equal((DeclarationState.Late, 1), ((await Read(shop, id)).Declaration.State, await shop.Waiting("employment.declaration-late")));
        await Complete(shop);
        await shop.Do(new PrepareDeclaration.Command(Guid.NewGuid(), id), shop.Fia);
        await shop.Do(new SendDeclaration.Command(Guid.NewGuid(), id), shop.Fia);
        Assert.Equal((true, 0), ((await Read(shop, id)).Declaration.Late, await shop.Waiting("employment.declaration-late")));
        await Sound(shop);
    }

    [Fact]
    public async Task Without_a_rule_wages_leave_a_question_on_the_desk_and_no_declaration()
    {
        await using var shop = await Workshop.Fresh();
        await Paid(shop);
        await ToApril(shop);
        Assert.Equal((1, 0), (await shop.Waiting("employment.declaration-rule"), await shop.Coop.Ask<int>("select count(*)::int from employment.declaration")));
        await shop.Released("se.declaration.agi", Agi);
        await shop.Coop.Pass(days: 1);
        Assert.Equal((0, 1), (await shop.Waiting("employment.declaration-rule"), await shop.Coop.Ask<int>("select count(*)::int from employment.declaration")));
    }

    [Fact]
    public async Task Where_work_is_told_before_its_first_hour_no_wage_is_approved_before_the_authority_has_accepted()
    {
        await using var shop = await Workshop.Fresh();
        await shop.Released("se.declaration.dimona", BeforeWork);
        await shop.SideIncome();
        var work = await shop.Worked(shop.Today.PlusDays(2));
        var id = await shop.Coop.Ask<Guid>("select id from employment.declaration");
        Assert.Equal("8", Assert.Single((await Read(shop, id)).Data.People).Values["work.hours"]);
        var wage = await shop.Do(new AskWage.Command(Guid.CreateVersion7(), work, WageBasis.Gross, Workshop.Kronor(1_000_00)), shop.Frida);
        Assert.Equal("declaration-missing", (await shop.No(new DecideWage.Command(Guid.CreateVersion7(), wage, true, null), shop.Adam)).Code);
        await Take(shop, id);
        await shop.Do(new DecideWage.Command(Guid.CreateVersion7(), wage, true, null), shop.Adam);

        var off = await shop.Worked(shop.Today.PlusDays(3));
        await shop.Do(new CancelWork.Command(Guid.CreateVersion7(), off, "rain"), shop.Frida);
        Assert.Equal("Cancelled", await shop.Coop.Ask<string>("select state from employment.declaration where work = @id", new { id = off.Value }));
        await Sound(shop);
    }

    [Fact]
    public async Task Verify_finds_a_declaration_that_is_not_what_the_books_owe()
    {
        await using var shop = await Workshop.Fresh();
        await Accepted(shop);
        await shop.Coop.Ask<int>("update employment.declared set tax = tax + 1 returning 1");
        Assert.Contains(await Lines(shop), line => line.StartsWith("I4 BREACH", StringComparison.Ordinal) && line.Contains("the books say", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_number_that_the_country_never_gave_is_refused_and_the_drafts_say_that_they_are_drafts()
    {
        await using var shop = await Workshop.Fresh();
        Assert.Equal("number", (await shop.No(new EnterPersonNumber.Command(Guid.NewGuid(), shop.Frida.Person, "SE", "19850311-4005"), shop.Frida)).Field);
        Assert.Equal("not-found", (await shop.No(new EnterPersonNumber.Command(Guid.NewGuid(), shop.Frida.Person, "SE", "19850311-4004"), shop.Frank)).Code);
        var id = await Accepted(shop);
        var read = await Read(shop, id);
        var csv = System.Text.Encoding.UTF8.GetString(DeclarationFiles.Csv(read));
        Assert.Contains("DRAFT", csv, StringComparison.Ordinal);
        Assert.Contains("198503114004", csv, StringComparison.Ordinal);
        Assert.Contains("\"draft\"", System.Text.Json.JsonSerializer.Serialize(DeclarationFiles.Json(read), StoreJson.Options), StringComparison.Ordinal);
    }

    private static LocalDate Day(string text) => NodaTime.Text.LocalDatePattern.Iso.Parse(text).Value;

    private static async Task Paid(Workshop shop)
    {
        await shop.SideIncome();
        await shop.Wage(await shop.Worked(Day("2026-03-04")), 10_000_00);
        await shop.Do(await shop.Release(await shop.Frozen(Day("2026-03-10"))), shop.Fredrik);
    }

    private static Task ToApril(Workshop shop) => shop.Coop.Pass(NodaTime.Period.DaysBetween(shop.Today, Day("2026-04-01")));

    private static async Task<Guid> Due(Workshop shop)
    {
        await shop.Released("se.declaration.agi", Agi);
        await shop.Coop.Pass(days: 0);
        await Paid(shop);
        await ToApril(shop);
        return await shop.Coop.Ask<Guid>("select id from employment.declaration");
    }

    private static async Task Complete(Workshop shop)
    {
        await shop.Do(new EnterPersonNumber.Command(Guid.NewGuid(), shop.Frida.Person, "SE", "19850311-4004"), shop.Frida);
        await shop.Write(tx => tx.Save(Cooperative.Entity.Id, Seller.Empty("SE") with { Name = "Kulturkooperativet Norr", OrganisationNumber = "5560160680" }));
    }

    private static async Task<Guid> Accepted(Workshop shop)
    {
        var id = await Due(shop);
        await Complete(shop);
        await Take(shop, id);
        return id;
    }

    private static async Task Take(Workshop shop, Guid id)
    {
        await shop.Do(new PrepareDeclaration.Command(Guid.NewGuid(), id), shop.Fia);
        await shop.Do(new SendDeclaration.Command(Guid.NewGuid(), id), shop.Fia);
        await shop.Do(new AnswerDeclaration.Command(Guid.NewGuid(), id, true, "4711"), shop.Fia);
    }

    private static async Task<(string, object?)> Incomplete(Workshop shop, Guid id)
    {
        var refused = await shop.No(new PrepareDeclaration.Command(Guid.NewGuid(), id), shop.Fia);
        return (refused.Code, refused.Facts.Single(fact => fact.Name is "number").Value);
    }

    private static async Task<ReadDeclaration.Result> Read(Workshop shop, Guid id) => (await shop.Coop.Door.Read(new ReadDeclaration.Query(id), shop.Fia)).Value;

    private static async Task<IReadOnlyList<string>> Lines(Workshop shop) =>
        (await Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions.GetRequiredService<Verification>(shop.Coop.Services).Run()).Lines;

    private static async Task Sound(Workshop shop) => Assert.DoesNotContain(await Lines(shop), line => line.Contains("BREACH", StringComparison.Ordinal) && !line.StartsWith("unsealed", StringComparison.Ordinal));
}
