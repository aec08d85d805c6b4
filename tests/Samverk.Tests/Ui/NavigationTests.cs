using Samverk.Kernel;
using Samverk.Store;
using Samverk.Ui;

namespace Samverk.Tests.Ui;

public sealed class NavigationTests
{
    private static readonly NavigationItem Invoices = new(typeof(Texts).Assembly, "Invoices", "receipt", "/invoices", new((Role.Member, Relation.Own), (Role.Adviser, Relation.AdviserOf)));

    [Fact]
    public void A_line_is_shown_to_whoever_has_one_of_its_roles()
    {
        Assert.True(Invoices.IsFor(new Actor(Id<Person>.New(), new HashSet<Role> { Role.Adviser })));
        Assert.False(Invoices.IsFor(new Actor(Id<Person>.New(), new HashSet<Role> { Role.Auditor })));
        Assert.False(Invoices.IsFor(Actor.Visitor));
    }

    [Theory]
    [InlineData("/invoices", true)]
    [InlineData("/invoices/2026-0112", true)]
    [InlineData("/invoices-of-others", false)]
    [InlineData("/", false)]
    public void A_page_and_what_lies_under_it_count_as_here(string path, bool here) => Assert.Equal(here, Invoices.IsHere(path));

    [Fact]
    public void Every_icon_that_the_sources_name_is_there()
    {
        var named = SourceTexts.Projects().SelectMany(project => project.Sources).SelectMany(source => SourceTexts.Icons(File.ReadAllText(source))).Distinct();
        Assert.Empty(named.Except(IconPaths.All.Keys, StringComparer.Ordinal));
    }
}
