using Samverk.Store;

namespace Samverk.Ui;

/// <summary>
/// Who asks, for the length of one request. Whoever checks sign-ins sets it early in the request; until then it is a visitor.
/// Pages and the API inject <see cref="Actor"/> itself.
/// </summary>
public sealed class CurrentActor
{
    public Actor Actor { get; set; } = Actor.Visitor;

    /// <summary>What the person is called on pages; null for a visitor.</summary>
    public string? Name { get; set; }
}
