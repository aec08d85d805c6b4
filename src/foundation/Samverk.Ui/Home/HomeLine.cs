using NodaTime;
using Samverk.Kernel;

namespace Samverk.Ui;

/// <summary>Where a line of the start page stands.</summary>
public enum HomePart
{
    /// <summary>Something that only this person can do.</summary>
    Todo,

    /// <summary>A date that comes by itself.</summary>
    Next,

    /// <summary>Something that happened.</summary>
    Lately,

    /// <summary>A number that says how things stand; for the staff.</summary>
    Figure,
}

/// <summary>One line of a person's start page, in the reader's language.</summary>
/// <param name="Words">A to-do begins with its verb: "Answer the transfer from Tour".</param>
/// <param name="Href">Where it is done or shown.</param>
public sealed record HomeLine(HomePart Part, string Words, string Href)
{
    /// <summary>Until when, on which day, or when it happened; null where no date is set.</summary>
    public LocalDate? Date { get; init; }

    /// <summary>What happens if nothing is done; or who, and where.</summary>
    public string? Under { get; init; }

    public Money? Amount { get; init; }

    /// <summary>Of a figure: the number itself.</summary>
    public string? Figure { get; init; }

    /// <summary>States in people's words.</summary>
    public IReadOnlyList<(string Words, Meaning Meaning)> Badges { get; init; } = [];

    /// <summary>Of a figure: whether it is good or asks for something.</summary>
    public Meaning Meaning { get; init; }

    /// <summary>"where did it go?"</summary>
    public string? Why { get; init; }

    public string? WhyHref { get; init; }
}
