using System.Text.Json;
using NodaTime;

namespace Samverk.Countries;

/// <summary>
/// A cooperative's own dated value: it supplies what is missing or unverified and may override what is verified.
/// Withdrawing one means composing the next book without it.
/// </summary>
/// <param name="Id">The whole id of a fact: <c>be.fee</c>.</param>
/// <param name="Value">In the form that the fact's own file would have.</param>
/// <param name="Source">Where the value can be read; null = the reason says it.</param>
public sealed record OperatorValue(
    string Id,
    LocalDate ValidFrom,
    JsonElement Value,
    string ReleasedBy,
    LocalDate ReleasedOn,
    string Reason,
    LocalDate? ValidTo = null,
    string? Source = null);
