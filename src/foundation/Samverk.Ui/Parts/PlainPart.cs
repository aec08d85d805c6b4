using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace Samverk.Ui;

/// <summary>
/// A part that is nothing but its parameters: it asks for no services, takes no cascading values and does nothing before or after it is
/// drawn. A long list has hundreds of them, and <see cref="Drawing"/> draws them without the framework's book-keeping for each.
/// </summary>
public abstract class PlainPart : ComponentBase
{
    internal void Draw(RenderTreeBuilder builder) => BuildRenderTree(builder);
}
