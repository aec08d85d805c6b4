using NodaTime;
using Samverk.Kernel;

namespace Samverk.Employment;

/// <summary>What is typed for facts of wages, of a person or of an employer.</summary>
internal sealed class WageFactsForm
{
    public Guid Request { get; set; } = Guid.CreateVersion7();

    public string? Entity { get; set; }

    public string? ValidFrom { get; set; }

    public string? Source { get; set; }

    /// <summary>Answers by name; an empty one is left open.</summary>
    public Dictionary<string, string?> Said { get; set; } = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, string> Answers =>
        Said.Where(one => !string.IsNullOrWhiteSpace(one.Value)).ToDictionary(one => one.Key, one => one.Value!, StringComparer.Ordinal);

    public Outcome<LocalDate> From() => Words.Date(ValidFrom, "validFrom");
}

/// <summary>What a second person says to them.</summary>
internal sealed class CheckFactsForm
{
    public Guid Request { get; set; } = Guid.CreateVersion7();

    public string? Right { get; set; }

    public string? Why { get; set; }
}
