using System.Text;
using Samverk.Kernel;
using Samverk.Members;
using Samverk.Store;
using Samverk.Ui;

namespace Samverk.Tests;

public sealed class MemberListTests
{
    [Fact]
    public async Task Pages_show_everybody_once_also_those_with_one_name()
    {
        await using var coop = await Cooperative.Fresh();
        var ada = await coop.Staff("Ada", Role.Adviser);
        for (var i = 0; i < 120; i++) await coop.Known($"Person {i % 7}");

        var seen = new List<Id<Person>>();
        Id<Person>? after = null;
        do
        {
            var page = (await coop.See(new ListMembers.Query(After: after), ada)).Value;
            seen.AddRange(page.Rows.Select(row => row.Id));
            after = page.Next;
        }
        while (after is not null);

        Assert.Equal(121, seen.Count);
        Assert.Equal(121, seen.Distinct().Count());
    }

    [Theory]
    [InlineData("berg", 1), InlineData("UMEÅ", 1), InlineData("%", 0), InlineData("_", 0), InlineData("\\", 0), InlineData("'", 0), InlineData("\0", 2)]
    public async Task Search_finds_what_it_says_and_nothing_by_signs(string words, int found)
    {
        await using var coop = await Cooperative.Fresh();
        var ada = await coop.Staff("Ada", Role.Adviser);
        await coop.Known("Anna Berg");

        Assert.Equal(found, (await coop.See(new ListMembers.Query(words), ada)).Value.Rows.Count);
    }

    [Fact]
    public async Task The_register_is_filtered_by_state_and_code()
    {
        await using var coop = await Cooperative.Fresh();
        var ada = await coop.Staff("Ada", Role.Adviser);
        var anna = await coop.Applicant("Anna Berg", ada);
        var code = (await coop.Facts(anna)).Code;

        Assert.Equal(anna.Person, Assert.Single((await coop.See(new ListMembers.Query(State: MembershipState.Applied), ada)).Value.Rows).Id);
        Assert.Equal(anna.Person, Assert.Single((await coop.See(new ListMembers.Query(code), ada)).Value.Rows).Id);
        Assert.Empty((await coop.See(new ListMembers.Query(State: MembershipState.Left), ada)).Value.Rows);
    }

    [Theory]
    [InlineData(Role.Visitor), InlineData(Role.Member)]
    public async Task Members_and_visitors_see_no_register(Role role)
    {
        await using var coop = await Cooperative.Fresh();
        var anna = await coop.Known("Anna Berg");

        Assert.Equal(Refusal.Unknown, (await coop.See(new ListMembers.Query(), Cooperative.Somebody(role))).Refusal);
        Assert.Equal(Refusal.Unknown, (await coop.See(new ShowMember.Query(anna.Person), Cooperative.Somebody(role))).Refusal);
        Assert.Equal(Refusal.Unknown, (await coop.See(new ShowMember.Query(anna.Person), anna)).Refusal);
    }

    [Theory]
    [InlineData("=1+1", "\"'=1+1\""), InlineData("+46 70", "\"'+46 70\""), InlineData("@x", "\"'@x\""), InlineData("-cmd", "\"'-cmd\""), InlineData("\t=1", "\"'\t=1\""), InlineData("  =1", "\"'  =1\"")]
    [InlineData("-12.50", "-12.50"), InlineData("a,b", "\"a,b\""), InlineData("a\"b", "\"a\"\"b\""), InlineData("plain", "plain"), InlineData(null, "")]
    public void No_cell_of_an_export_is_a_formula(string? text, string cell) =>
        Assert.Equal($"\uFEFFname\r\n{cell}\r\n", Encoding.UTF8.GetString(Csv.Write(["name"], [[text]])));
}
