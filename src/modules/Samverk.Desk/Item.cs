using NodaTime;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Desk;

/// <summary>
/// Something that needs a person of the staff, as a module puts it on the desk. Texts are keys of the module's own texts, with facts in
/// {braces}; see <see cref="DeskModule.AddDeskKind"/>.
/// </summary>
/// <param name="Kind">"invoicing.order-check": one per object at a time.</param>
/// <param name="Noun">"invoicing.order": what the object is.</param>
/// <param name="Title">"Order {amount}".</param>
/// <param name="Href">The module's page about it: starts with "/".</param>
public sealed record Item(string Kind, string Noun, Guid Object, string Title, string Href)
{
    /// <summary>A second, quieter line: "{client}, new client".</summary>
    public string? Under { get; init; }

    /// <summary>Values of the texts: text, whole numbers, <see cref="Money"/> or <see cref="LocalDate"/>.</summary>
    public IReadOnlyList<(string Name, object Value)> Facts { get; init; } = [];

    public Id<Person>? Member { get; init; }

    /// <summary>The legal deadline; null where the law sets none.</summary>
    public LegalDate? Due { get; init; }

    /// <summary>What was checked automatically.</summary>
    public IReadOnlyList<Check> Checks { get; init; } = [];

    /// <summary>A second person decides.</summary>
    public bool FourEyes { get; init; }

    /// <summary>What happens if it is approved, in a sentence with figures.</summary>
    public string? IfApproved { get; init; }

    /// <summary>Null = the member's adviser.</summary>
    public Id<Person>? Assignee { get; init; }
}

/// <summary>When the law wants something done.</summary>
/// <param name="At">The last moment; for a whole day its last second.</param>
/// <param name="From">Which rule says so: "GDPR art. 12(3)".</param>
public sealed record LegalDate(Instant At, bool WholeDay, string From)
{
    /// <summary>Until the end of a day in the country's zone.</summary>
    public static LegalDate On(LocalDate day, DateTimeZone zone, string from) => new(zone.AtStartOfDay(day.PlusDays(1)).ToInstant() - Duration.FromSeconds(1), true, from);
}

/// <summary>One automatic check.</summary>
/// <param name="Word">A key, one or two words: "VAT no.", "overlap".</param>
/// <param name="Sentence">A key, what was found: "Wage floor kept: {floor} an hour".</param>
public sealed record Check(string Word, bool Passed, string? Sentence = null);
