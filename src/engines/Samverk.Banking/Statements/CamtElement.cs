namespace Samverk.Banking;

/// <summary>One element of a camt message with what stands below it. Names without namespace: versions differ in nothing else that matters.</summary>
internal sealed class CamtElement(string name, string? currency, int line, int position)
{
    private List<CamtElement>? children;

    public string Name => name;

    /// <summary>The attribute Ccy of amounts.</summary>
    public string? Currency => currency;

    public int Line => line;

    public int Position => position;

    /// <summary>Own text, trimmed; null when there is none.</summary>
    public string? Text { get; set; }

    public void Add(CamtElement child) => (children ??= []).Add(child);

    public IEnumerable<CamtElement> All(string childName) => children?.Where(child => child.Name == childName) ?? [];

    /// <summary>The first element at the path.</summary>
    public CamtElement? At(params ReadOnlySpan<string> path)
    {
        var element = this;
        foreach (var step in path)
        {
            element = element.First(step);
            if (element is null) return null;
        }

        return element;
    }

    private CamtElement? First(string childName)
    {
        foreach (var child in children ?? [])
            if (child.Name == childName) return child;
        return null;
    }
}
