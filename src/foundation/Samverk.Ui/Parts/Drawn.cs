using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace Samverk.Ui;

/// <summary>Plain content that every page has, drawn at once; see <see cref="Drawing"/>.</summary>
public sealed class Drawn : ComponentBase
{
    [Parameter, EditorRequired] public RenderFragment ChildContent { get; set; } = default!;

    protected override void BuildRenderTree(RenderTreeBuilder builder) => builder.AddContent(0, Drawing.Of(ChildContent));
}
