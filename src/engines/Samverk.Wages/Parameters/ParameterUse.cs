using NodaTime;
using Samverk.Kernel;
using Period = Samverk.Kernel.Period;

namespace Samverk.Wages;

/// <summary>How sure a parameter is. No switch lets an unverified one pass: an operator's release is the only way.</summary>
public enum ParameterStatus
{
    /// <summary>Read in what the named source published, or fixed by results that it published.</summary>
    Verified,

    /// <summary>Not confirmed: what rests on it is refused.</summary>
    Unverified,

    /// <summary>A cooperative's own value, released by a named person.</summary>
    Released,
}

/// <summary>A row of parameter data that a result rests on: enough to show it, and to find the same data again.</summary>
/// <param name="Validity">First and last day; the row also ends where a later row of the same id starts.</param>
/// <param name="Source">Where the value can be read.</param>
/// <param name="CheckedOn">When somebody last read it there.</param>
/// <param name="ReleasedBy">Who released an operator's value; null for a value of a pack.</param>
/// <param name="File">The file it was read from, with date and hash: <c>se@2026-11-22:1a2b3c…</c>.</param>
public sealed record ParameterUse(
    string Id, Period Validity, ParameterStatus Status, string Source, LocalDate? CheckedOn, string? Note, string? ReleasedBy, string File)
{
    /// <summary>The value as the file writes it, in JSON.</summary>
    public required string Json { get; init; }

    /// <summary>The last day on which the file itself may be used; nothing of it holds later.</summary>
    public LocalDate? FileValidUntil { get; init; }

    internal bool HoldsOn(LocalDate date) => Validity.Contains(date) && (FileValidUntil is not { } last || date <= last);
}

/// <summary>A row with its value in the form that formulas use.</summary>
/// <param name="Value">Null where the file says null, or where no formula of the pack knows the id.</param>
internal sealed record ParameterRow(ParameterUse Use, object? Value, LocalDate AsOf)
{
    public bool MayBeUsed => Value is not null && Use.Status is not ParameterStatus.Unverified;

    public Refusal Refuse(LocalDate date) =>
        Use.Json is "null" ? new("parameter-missing", ("parameter", Use.Id), ("date", date)) : new("regime-not-verified", ("regime", Use.Id), ("date", date));
}
