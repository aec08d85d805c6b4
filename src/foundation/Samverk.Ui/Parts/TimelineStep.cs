namespace Samverk.Ui;

/// <summary>One thing that happened to a document or a person.</summary>
/// <param name="When">"4 May", as <see cref="ShownDate"/> says it.</param>
/// <param name="Words">What happened, in a sentence's words: "Invoice sent, due 17 June".</param>
public sealed record TimelineStep(string When, string Words)
{
    /// <summary>Who did it, and for whom where that differs.</summary>
    public string? Who { get; init; }

    /// <summary>The reason that was given.</summary>
    public string? Reason { get; init; }

    public string Icon { get; init; } = "check";

    public Meaning Meaning { get; init; } = Meaning.Agreed;

    /// <summary>"on which evidence?"</summary>
    public string? Why { get; init; }

    public string? WhyHref { get; init; }
}
