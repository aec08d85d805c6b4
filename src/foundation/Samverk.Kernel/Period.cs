using NodaTime;

namespace Samverk.Kernel;

/// <summary>The days on which a fact holds: from a first day on, to a last day or for ever.</summary>
public readonly record struct Period
{
    /// <exception cref="ArgumentException">The last day is before the first: a bug of the caller.</exception>
    public Period(LocalDate from, LocalDate? to = null)
    {
        if (to < from) throw new ArgumentException($"{to:R} is before {from:R}", nameof(to));
        (From, To) = (from, to);
    }

    public LocalDate From { get; }

    /// <summary>The last day, included; null = no end is known.</summary>
    public LocalDate? To { get; }

    public bool Contains(LocalDate date) => date >= From && (To is not { } last || date <= last);

    public bool Overlaps(Period other) => (To is not { } mine || mine >= other.From) && (other.To is not { } theirs || theirs >= From);

    public override string ToString() => To is { } last ? $"{From:R} to {last:R}" : $"from {From:R}";
}
