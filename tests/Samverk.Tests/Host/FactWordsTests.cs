using Samverk.Countries;
using Samverk.Host;
using Samverk.Ui;

namespace Samverk.Tests.Host;

public sealed class FactWordsTests
{
    /// <summary>All that the page of figures may list; what holds for the whole of Europe is no figure of a cooperative.</summary>
    public static TheoryData<string> Names =>
        new(FactNames.All.Union(FactBook.Embedded.Known.Where(use => !use.Id.StartsWith("eu.", StringComparison.Ordinal)).Select(use => use.Id[3..])).Distinct(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Names))]
    public void A_reader_of_the_figures_meets_words_and_not_a_name_of_the_program(string name) =>
        Assert.NotEqual(name, new Texts().Of(typeof(FactWords).Assembly).Fact(name));
}
