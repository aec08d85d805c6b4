using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Samverk.Kernel;
using Samverk.Ui;

namespace Samverk.Tests.Ui;

public sealed partial class DrawingTests
{
    [Fact]
    public void Every_icon_that_a_page_or_the_navigation_names_is_there_to_be_drawn()
    {
        var named = SourceTexts.Projects().SelectMany(project => project.Sources).SelectMany(source => IconNames().Matches(File.ReadAllText(source))).Select(match => match.Groups["name"].Value).Distinct().ToArray();

        Assert.True(named.Length > 30, $"Only {named.Length} names were found: the search is wrong.");
        Assert.All(named, name => Assert.Contains(name, IconPaths.All.Keys));
    }

    [GeneratedRegex("""<Icon Name="(?<name>[a-z][a-z-]*)"|<EmptyState Icon="(?<name>[a-z][a-z-]*)"|new NavigationItem\([^,]+, "[^"]+", "(?<name>[a-z-]+)",""", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex IconNames();

    private static readonly RenderFragment Row = builder =>
    {
        builder.OpenElement(0, "tr");
        builder.AddAttribute(1, "class", "late");
        builder.AddAttribute(2, "hidden", true);
        builder.AddAttribute(3, "title", (string?)null);
        builder.AddAttribute(4, "data-what", "<\"Å\" & 'é'>");
        Part<Cell>(builder, ("Main", true), ("ChildContent", Words("Café <b>Å</b> & Söner")));
        Part<Cell>(builder, ("Label", "State"), ("ChildContent", (RenderFragment)(cell => Part<Badge>(cell, ("Meaning", Meaning.Late), ("ChildContent", Words("12 days late"))))));
        Part<Cell>(builder, ("Number", true), ("ChildContent", (RenderFragment)(cell => Part<MoneyText>(cell, ("Amount", new Money(1_234_50, Currency.SEK)), ("Href", "/invoices/1?a=1&b=2"), ("Why", "why?")))));
        Part<Cell>(builder, ("End", true), ("ChildContent", (RenderFragment)(cell => Part<Icon>(cell, ("Name", "home")))));
        builder.OpenElement(5, "br");
        builder.CloseElement();
        builder.OpenElement(6, "td");
        builder.CloseElement();
        builder.AddMarkupContent(7, "<em>as it is</em>");
        builder.CloseElement();
    };

    [Fact]
    public async Task A_drawing_is_what_the_framework_would_have_written()
    {
        var drawn = Drawing.Of(Row);
        Assert.NotSame(Row, drawn);
        Assert.Equal(await Written(Row), await Written(drawn));
    }

    [Fact]
    public async Task A_long_drawing_comes_in_pieces_and_loses_nothing()
    {
        RenderFragment rows = builder =>
        {
            for (var row = 0; row < 500; row++) builder.AddContent(0, Row);
        };
        var written = await Written(rows);
        Assert.True(written.Length > 100_000);
        Assert.Equal(written, await Written(Drawing.Of(rows)));
    }

    [Fact]
    public void What_is_more_than_words_is_left_to_the_framework_whole()
    {
        RenderFragment[] others =
        [
            builder => { builder.OpenElement(0, "form"); builder.AddAttribute(1, "method", "post"); builder.CloseElement(); },
            builder => { builder.OpenElement(0, "p"); builder.OpenElement(1, "select"); builder.CloseElement(); builder.CloseElement(); },
            builder => { builder.AddContent(0, Row); Part<HiddenId>(builder, ("Name", "id")); },
            builder => { builder.OpenElement(0, "p"); builder.AddAttribute(1, "onclick", EventCallback.Factory.Create(new object(), () => { })); builder.CloseElement(); },
        ];
        Assert.All(others, content => Assert.Same(content, Drawing.Of(content)));
    }

    [Fact]
    public void Plain_parts_have_parameters_and_nothing_else()
    {
        var parts = typeof(PlainPart).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(PlainPart))).ToArray();
        Assert.Contains(typeof(Cell), parts);
        string[] steps = ["OnInitialized", "OnInitializedAsync", "OnParametersSet", "OnParametersSetAsync", "OnAfterRender", "OnAfterRenderAsync", "ShouldRender", "SetParametersAsync"];
        const BindingFlags Own = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        Assert.All(parts, part =>
        {
            Assert.DoesNotContain(part.GetProperties(Own), property => property.IsDefined(typeof(InjectAttribute)) || property.IsDefined(typeof(CascadingParameterAttribute)));
            Assert.DoesNotContain(part.GetMethods(Own), method => steps.Contains(method.Name, StringComparer.Ordinal));
        });
    }

    private static RenderFragment Words(string words) => builder => builder.AddContent(0, words);

    private static void Part<TPart>(RenderTreeBuilder builder, params (string Name, object Value)[] parameters) where TPart : IComponent
    {
        builder.OpenComponent<TPart>(0);
        foreach (var (name, value) in parameters) builder.AddComponentParameter(1, name, value);
        builder.CloseComponent();
    }

    private static async Task<string> Written(RenderFragment content)
    {
        await using var services = new ServiceCollection().BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        return await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<Shown>(ParameterView.FromDictionary(new Dictionary<string, object?>(StringComparer.Ordinal) { ["ChildContent"] = content }))).ToHtmlString());
    }

    private sealed class Shown : ComponentBase
    {
        [Parameter] public RenderFragment? ChildContent { get; set; }

        protected override void BuildRenderTree(RenderTreeBuilder builder) => builder.AddContent(0, ChildContent);
    }
}
