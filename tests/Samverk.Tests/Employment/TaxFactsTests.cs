using NodaTime;
using Samverk.Employment;
using Samverk.Kernel;
using Samverk.Members;
using Samverk.Store;
using Actor = Samverk.Store.Actor;

namespace Samverk.Tests.Employment;

public sealed class TaxFactsTests
{
    private static readonly IReadOnlyDictionary<string, string> Main = Workshop.ByTable(1985);

    private static EnterTaxFacts.Command Enter(Actor person, IReadOnlyDictionary<string, string> facts, LocalDate? from = null) =>
        new(Guid.CreateVersion7(), Cooperative.Entity.Id, person.Person, from ?? new LocalDate(2026, 1, 1), facts);

    [Fact]
    public async Task Facts_count_once_an_adviser_has_compared_them_and_from_their_day_on()
    {
        await using var shop = await Workshop.Fresh();
        var facts = await shop.Do(Enter(shop.Frida, Main, new LocalDate(2026, 2, 1)), shop.Frida);
        Assert.Equal("tax-facts-missing", (await On(shop, new(2026, 3, 1))).Refusal?.Code);
        Assert.Equal(1, await shop.Waiting("employment.tax-facts"));

        await shop.Do(new CheckTaxFacts.Command(Guid.CreateVersion7(), facts, true, null), shop.Adam);
        Assert.Equal(Main, (await On(shop, new(2026, 2, 1))).Value);
        Assert.Equal("tax-facts-missing", (await On(shop, new(2026, 1, 31))).Refusal?.Code);
        Assert.Equal(0, await shop.Waiting("employment.tax-facts"));
    }

    [Fact]
    public async Task Who_has_entered_facts_does_not_check_them_and_nobody_checks_their_own()
    {
        await using var shop = await Workshop.Fresh();
        var facts = await shop.Do(Enter(shop.Frida, Main), shop.Adam);
        Assert.Equal("second-person-needed", (await shop.No(new CheckTaxFacts.Command(Guid.CreateVersion7(), facts, true, null), shop.Adam)).Code);
        var both = shop.Frida with { Roles = new HashSet<Role> { Role.Member, Role.Adviser } };
        Assert.Equal("own-case", (await shop.No(new CheckTaxFacts.Command(Guid.CreateVersion7(), facts, true, null), both)).Code);
        Assert.Equal("reason-needed", (await shop.No(new CheckTaxFacts.Command(Guid.CreateVersion7(), facts, false, " "), shop.Alma)).Code);
        Assert.Equal(TaxFactsState.Refused, await shop.Do(new CheckTaxFacts.Command(Guid.CreateVersion7(), facts, false, "another table"), shop.Alma));
    }

    [Fact]
    public async Task Facts_that_no_decision_can_say_are_refused_with_their_field()
    {
        await using var shop = await Workshop.Fresh();
        foreach (var (facts, code, field) in new[]
        {
            (With("table", "43"), "field-invalid", "table"), (With("table", ""), "field-missing", "table"), (With("column", ""), "field-missing", "column"), (With("column", "7"), "field-invalid", "column"),
            (With("birth_year", "1899"), "field-invalid", "birth_year"), (With("birth_year", "2020"), "field-invalid", "birth_year"), (With("withholding", "guess"), "field-invalid", "withholding"),
            (With("church", "no"), "field-unknown", "facts"),
        })
        {
            var refusal = await shop.No(Enter(shop.Frida, facts), shop.Frida);
            Assert.Equal((code, field), (refusal.Code, refusal.Field));
        }

        Assert.Equal(Refusal.Unknown, await shop.No(Enter(shop.Frida, Main), shop.Frank));
    }

    [Fact]
    public async Task The_audit_and_the_desk_know_no_table_and_no_year_of_birth()
    {
        await using var shop = await Workshop.Fresh();
        await shop.Facts(Main);
        Assert.Equal(0, await shop.Coop.Ask<int>("select count(*) from store.audit where subject::text like '%\"1985\"%' or subject::text like '%\"33\"%' and use_case like '%TaxFacts'"));
        Assert.Equal(0, await shop.Coop.Ask<int>("select count(*) from desk.item where facts::text like '%1985%'"));
    }

    [Fact]
    public async Task Own_data_has_the_facts_and_erasing_takes_them()
    {
        await using var shop = await Workshop.Fresh();
        await shop.Facts(Main);
        var (data, erase) = (new EmploymentOwnData(), new EmploymentErase());
        await shop.Write(async tx =>
        {
            Assert.Contains(await data.Of(shop.Frida.Person, tx), part => part.File is "tax-facts");
            await erase.Erase((await tx.FindPerson(shop.Frida.Person))!, tx);
            Assert.Empty(await tx.TaxFactsOf(shop.Frida.Person));
        });
        Assert.Equal("tax-facts-missing", (await On(shop, shop.Today)).Refusal?.Code);
    }

    private static Dictionary<string, string> With(string name, string answer) => new(Main, StringComparer.Ordinal) { [name] = answer };

    private static async Task<Outcome<IReadOnlyDictionary<string, string>>> On(Workshop shop, LocalDate date) =>
        await shop.Coop.Db.Read(Actor.System, tx => tx.TaxFactsOn(Cooperative.Entity.Id, shop.Frida.Person, date));
}
