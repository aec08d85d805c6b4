using System.Reflection;
using Samverk.Countries;
using Samverk.Host;
using Samverk.Ui;

namespace Samverk.Tests.Host;

public sealed class FactWordsTests
{
    public static TheoryData<string> Names => new(typeof(FactNames).GetFields(BindingFlags.Public | BindingFlags.Static).Where(constant => constant.IsLiteral).Select(constant => (string)constant.GetRawConstantValue()!));

    [Theory]
    [MemberData(nameof(Names))]
    public void A_reader_of_the_figures_meets_words_and_not_a_name_of_the_program(string name)
    {
        var whole = name.EndsWith('.') ? name + "se" : name;

        Assert.NotEqual(whole, new Texts().Of(typeof(FactWords).Assembly).Fact(whole));
    }
}
