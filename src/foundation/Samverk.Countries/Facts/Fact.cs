using NodaTime;
using Samverk.Kernel;
using Period = Samverk.Kernel.Period;

namespace Samverk.Countries;

/// <summary>How sure a fact is. There is no switch that lets an unverified one pass: an operator's release is the only way.</summary>
public enum FactStatus
{
    /// <summary>Read in what the named source published.</summary>
    Verified,

    /// <summary>Not confirmed: what rests on it is refused.</summary>
    Unverified,

    /// <summary>A cooperative's own value, released by a named person.</summary>
    Released,
}

/// <summary>Who released an operator's value, when and why; pages show it wherever the value was used.</summary>
/// <param name="ReleasedBy">The person's id as text: no name, so that personal data can be erased.</param>
public sealed record Release(string ReleasedBy, LocalDate ReleasedOn, string Reason);

/// <summary>Which fact a result rests on: enough to show it and to find the same data again.</summary>
/// <param name="Version">Pack, date and hash of the file it was read from: <c>de@2026-11-22:1a2b…</c>, with the hash of a release behind a plus sign.</param>
public sealed record FactUse(string Id, Period Validity, string Source, LocalDate CheckedOn, FactStatus Status, Release? Release, string Version);

/// <summary>A fact of law or of a cooperative that holds on the date that was asked for, and where it came from.</summary>
public sealed record Fact<T>(T Value, FactUse Use)
    where T : notnull;
