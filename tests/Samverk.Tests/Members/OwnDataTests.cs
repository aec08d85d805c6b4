using System.IO.Compression;
using System.Text;
using NodaTime;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Members;
using Samverk.Desk;
using Samverk.Store;

namespace Samverk.Tests;

public sealed class OwnDataTests
{
    [Fact]
    public async Task A_person_takes_along_what_every_module_knows_and_nothing_of_others()
    {
        await using var coop = await Cooperative.Fresh();
        var ada = await coop.Staff("Ada", Role.Adviser);
        var anna = await coop.Member("Anna Berg", ada);
        var bo = await coop.Known("Bo Ek", ada);
        await coop.Done(Write(anna, "When is the next pay day?"), anna);
        await coop.Done(Write(bo, "My secret"), bo);

        var files = Unzip((await coop.See(new ExportMyData.Query(), anna)).Value);

        Assert.Equal(["about.json", "absences.json", "certificates.json", "contracts.json", "engagements.json", "incidents.json", "membership.json", "messages.json", "payslip-corrections.json", "payslips.json", "permits.json", "person.json", "salary-plans.json", "shares.json", "tax-facts.json", "wage-claims.json", "work.json"], files.Keys.Order());
        Assert.Contains("Anna Berg", files["person.json"]);
        Assert.Contains("next pay day", files["messages.json"]);
        Assert.Contains("500.00", files["shares.json"]);
        Assert.DoesNotContain(files.Values, text => text.Contains("secret", StringComparison.Ordinal) || text.Contains("Bo Ek", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Export_stays_open_after_leaving_but_never_for_somebody_acting_for_the_person()
    {
        await using var coop = await Cooperative.Fresh();
        var ada = await coop.Staff("Ada", Role.Adviser);
        var anna = await coop.Member("Anna Berg", ada);
        await coop.Done(new GiveNotice.Command(Guid.NewGuid(), anna.Person), anna);
        await coop.Pass(days: 95);

        Assert.Null((await coop.See(new ExportMyData.Query(), anna)).Refusal);
        Assert.Equal("in-person-only", (await coop.See(new ExportMyData.Query(), anna with { ActedBy = ada.Person })).Refusal?.Code);
    }

    [Fact]
    public async Task Erasing_a_person_leaves_codes_and_all_sums_and_no_word_about_them()
    {
        await using var coop = await Cooperative.Fresh();
        var ada = await coop.Staff("Ada", Role.Adviser);
        var anna = await coop.Known("Anna Berg", ada);
        var facts = await coop.Facts(anna);
        await Pay(coop, facts);
        await coop.Done(Write(anna, "I am Anna Berg of Storgatan"), anna);
        await coop.Done(new PostMessage.Command(Guid.NewGuid(), "members.person", anna.Person.Value, anna.Person, "/messages", "Dear Anna Berg"), ada);
        await coop.Done(new ChangeMyData.Command(Guid.NewGuid(), 1, "annas.new@home.example", facts.Phone, facts.Address, "sv"), anna);
        await coop.Done(new PostMessage.Command(Guid.NewGuid(), "members.person", anna.Person.Value, anna.Person, "/messages", "Once more"), ada);
        var (accounts, trail) = (await Accounts(coop), await coop.Ask<int>("select count(*)::int from store.audit"));

        await coop.Done(new ErasePerson.Command(Guid.NewGuid(), anna.Person, facts.Code), Cooperative.Somebody(Role.Administrator));

        Assert.Equal(accounts, await Accounts(coop));
        Assert.Contains(facts.Code, accounts);
        Assert.Equal(trail + 1, await coop.Ask<int>("select count(*)::int from store.audit"));
        Assert.Equal((facts.Code, facts.Code, null), await Named(coop, anna));
        var everything = await Everything(coop);
        Assert.All((string[])["Anna", "Berg", "Storgatan", facts.Email!, "annas.new", "123 45 67", "1985"], word => Assert.DoesNotContain(word, everything));
        Assert.DoesNotContain("Once more", everything);
    }

    [Fact]
    public async Task A_member_and_who_left_lately_is_kept_as_the_statutes_say()
    {
        await using var coop = await Cooperative.Fresh();
        var admin = Cooperative.Somebody(Role.Administrator);
        var anna = await coop.Member("Anna Berg", await coop.Staff("Ada", Role.Adviser));
        var erase = new ErasePerson.Command(Guid.NewGuid(), anna.Person, (await coop.Facts(anna)).Code);

        Assert.Equal(new Refusal("retention-running", ("what", "membership")), (await coop.Run(erase, admin)).Refusal);
        await coop.Done(new GiveNotice.Command(Guid.NewGuid(), anna.Person), anna);
        await coop.Pass(days: 95);
        Assert.Equal(
            new Refusal("retention-running", ("what", "register-of-members, shares")),
            (await coop.Run(erase, admin)).Refusal);
        coop.Clock.Advance(Duration.FromDays(365 * 8));
        Assert.Equal(new Refusal("retention-running", ("what", "shares")), (await coop.Run(erase, admin)).Refusal);
        var nothingLeft = new EnterShareValue.Command(Guid.NewGuid(), Cooperative.Entity.Id, 2026, Money.Zero(Currency.SEK), new(2027, 5, 1), new(2027, 5, 1), "Accounts 2026");
        await coop.Done(new DecideShareValue.Command(Guid.NewGuid(), await coop.Done(nothingLeft, Cooperative.Somebody(Role.Finance)), Release: true), Cooperative.Somebody(Role.Board));
        await coop.Done(erase, admin);
    }

    [Fact]
    public async Task Erasing_needs_the_code_an_administrator_and_a_second_person()
    {
        await using var coop = await Cooperative.Fresh();
        var admin = await coop.Staff("Ida", Role.Administrator);
        var anna = await coop.Known("Anna Berg");
        var code = (await coop.Facts(anna)).Code;

        Assert.Equal("code", (await coop.Run(new ErasePerson.Command(Guid.NewGuid(), anna.Person, "m-0000"), admin)).Refusal?.Field);
        Assert.Equal(Refusal.Unknown, (await coop.Run(new ErasePerson.Command(Guid.NewGuid(), anna.Person, code), Cooperative.Somebody(Role.Adviser))).Refusal);
        Assert.Equal("own-case", (await coop.Run(new ErasePerson.Command(Guid.NewGuid(), admin.Person, (await coop.Facts(admin)).Code), admin)).Refusal?.Code);
    }

    private static PostMessage.Command Write(Actor member, string text) =>
        new(Guid.NewGuid(), "members.person", member.Person.Value, member.Person, "/messages", text);

    private static Task Pay(Cooperative coop, PersonFacts person) => coop.Write(tx =>
    {
        var wage = new Money(1_234_56, Currency.SEK);
        return tx.Post(new Entry(
            Id<Entry>.New(), Cooperative.Entity.Id, coop.Today, person.Id.Value, "wage", "Wage",
            new Line(Account.Bank, -wage), new Line(Account.NetWages(person.Code), wage) { Member = person.Id.Value }));
    });

    private static Task<string> Accounts(Cooperative coop) => coop.Ask<string>(
        """
        select string_agg(code || ' ' || sum || ' ' || count, E'\n' order by code)
        from (select code, sum(amount), count(*) from ledger.line join ledger.account on account.id = line.account group by code) sums
        """);

    private static Task<(string, string, string?)> Named(Cooperative coop, Actor person) =>
        coop.Ask<(string, string, string?)>("select code, name, email from members.person where id = @id", new { id = person.Person.Value });

    /// <summary>Every row of every table of the database, as text.</summary>
    private static async Task<string> Everything(Cooperative coop)
    {
        var tables = await coop.Ask<string>(
            """
            select string_agg(format('select %I::text from %I.%I', table_name, table_schema, table_name), ' union all ')
            from information_schema.tables where table_schema not in ('pg_catalog', 'information_schema') and table_type = 'BASE TABLE'
            """);
        return await coop.Ask<string>($"select string_agg(rows.table_name, E'\\n') from ({tables}) rows (table_name)");
    }

    private static Dictionary<string, string> Unzip(byte[] archive)
    {
        using var zip = new ZipArchive(new MemoryStream(archive));
        return zip.Entries.ToDictionary(entry => entry.FullName, entry =>
        {
            using var reader = new StreamReader(entry.Open(), Encoding.UTF8);
            return reader.ReadToEnd();
        });
    }
}
