using NodaTime;
using Samverk.Kernel;

namespace Samverk.Ui;

/// <summary>From this day on the amount is this, until the next point.</summary>
public sealed record StepPoint(LocalDate From, Money Amount)
{
    /// <summary>The documents or postings behind it, for the table.</summary>
    public string? Href { get; init; }
}

/// <summary>A second curve in the same picture: "Available for expenses".</summary>
/// <param name="Points">At least one, in the order of their dates, in the currency of the first curve.</param>
public sealed record StepSeries(string Name, IReadOnlyList<StepPoint> Points);

/// <summary>The day that matters most on a curve, in words: "covered until 14 May".</summary>
public sealed record CriticalPoint(LocalDate Date, string Words);
