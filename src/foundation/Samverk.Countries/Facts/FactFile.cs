using System.Text.Json;
using NodaTime;

namespace Samverk.Countries;

/// <summary>One file of facts, as it is written. <paramref name="Country"/> in lower case, or "eu".</summary>
internal sealed record FactFile(string Country, LocalDate AsOf, IReadOnlyList<FactRow> Facts);

internal sealed record FactRow(
    string Id,
    LocalDate ValidFrom,
    LocalDate? ValidTo,
    JsonElement Value,
    string Source,
    LocalDate CheckedOn,
    FactStatus Status);

internal sealed record OperatorFile(IReadOnlyList<OperatorValue> OperatorValues);
