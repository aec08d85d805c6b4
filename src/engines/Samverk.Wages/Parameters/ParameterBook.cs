using System.Collections.Immutable;
using NodaTime;
using Samverk.Kernel;

namespace Samverk.Wages;

/// <summary>
/// The parameters of one country: the rows of its files and the operator's values. Immutable and safe to share between threads.
/// A date's law is made once and kept.
/// </summary>
internal sealed class ParameterBook
{
    private readonly ParameterSet known;
    private readonly ImmutableArray<ParameterRow> rows;
    private readonly ImmutableArray<ParameterRow> released;
    private readonly LocalDate[] changes;
    private readonly Law?[] laws;

    public ParameterBook(ParameterSet known, IEnumerable<ParameterRow> rows, IEnumerable<ParameterRow> released)
    {
        this.known = known;
        this.rows = [.. rows.OrderBy(row => row.Use.Id, StringComparer.Ordinal).ThenBy(row => row.Use.Validity.From)];
        this.released = [.. released];
        changes = [.. this.rows.Concat(this.released).SelectMany(Changes).Distinct().Order()];
        laws = new Law?[changes.Length + 1];
    }

    /// <summary>Every row of the pack, in order of id and date.</summary>
    public IReadOnlyList<ParameterRow> Rows => rows;

    public ParameterSet Known => known;

    /// <summary>The operator's too.</summary>
    public IReadOnlyList<ParameterUse> All => [.. rows.Concat(released).Select(row => row.Use).OrderBy(use => use.Id, StringComparer.Ordinal).ThenBy(use => use.Validity.From)];

    /// <summary>The last day on which a row of any file can hold; null when some file has no end.</summary>
    public LocalDate? LastDay => rows.Any(row => row.Use.FileValidUntil is null) ? null : rows.Max(row => row.Use.FileValidUntil);

    /// <summary>The last day on which a row of an id holds; null where one has no end, or where there is none.</summary>
    public LocalDate? EndOf(string id)
    {
        LocalDate? end = null;
        foreach (var use in rows.Concat(released).Select(row => row.Use).Where(use => use.Id == id))
        {
            var last = use.Validity.To is { } to && (use.FileValidUntil is not { } until || to < until) ? to : use.FileValidUntil;
            if (last is null) return null;
            if (end is null || last > end) end = last;
        }

        return end;
    }

    /// <summary>The law of a date. Two dates between which nothing changes share one.</summary>
    public Law On(LocalDate date)
    {
        var place = Array.BinarySearch(changes, date);
        place = place < 0 ? ~place : place + 1;
        // Two threads may make the same law at once: both are equal, and the last one stays.
        return Volatile.Read(ref laws[place]) ?? (laws[place] = Make(date));
    }

    /// <summary>
    /// This book and a file's rows. A row of the same id and first day is replaced where the file's <c>asOf</c> is later;
    /// rows that the file does not name stay, each until its own file's last day, so that closed periods can be computed again.
    /// </summary>
    public ParameterBook With(ParameterFile file)
    {
        var all = rows.ToDictionary(row => (row.Use.Id, row.Use.Validity.From));
        foreach (var row in file.Rows)
            if (!all.TryGetValue((row.Use.Id, row.Use.Validity.From), out var old) || old.AsOf < row.AsOf)
                all[(row.Use.Id, row.Use.Validity.From)] = row;
        return new(known, all.Values, released);
    }

    /// <returns>This book with the operator's values, or <c>invalid-input</c>.</returns>
    public Outcome<ParameterBook> With(IEnumerable<OperatorValue> values)
    {
        var all = released.ToBuilder();
        foreach (var value in values)
        {
            if (known.Find(value.Id) is null && !rows.Any(row => row.Use.Id == value.Id))
                return new Refusal("invalid-input", ("field", "operatorValues.id"), ("id", value.Id), ("problem", "there is no such parameter")) { Field = "operatorValues.id" };
            var row = value.Row(known);
            if (row.Refusal is { } refusal) return refusal;
            if (all.Any(other => other.Use.Id == value.Id && other.Use.Validity.From == value.ValidFrom))
                return new Refusal("invalid-input", ("field", "operatorValues.validFrom"), ("id", value.Id), ("problem", "two values start on the same day")) { Field = "operatorValues.validFrom" };
            all.Add(row.Value);
        }

        return new ParameterBook(known, rows, all);
    }

    /// <summary>The row of an id that counts on a date: the operator's, else the pack's; null when there is none.</summary>
    public ParameterRow? Find(string id, LocalDate date) => InForce(released, id, date) ?? InForce(rows, id, date);

    private Law Make(LocalDate date)
    {
        var inForce = new ParameterRow?[known.All.Count];
        var named = new bool[known.All.Count];
        foreach (var parameter in known.All)
        {
            inForce[parameter.Index] = Find(parameter.Id, date);
            named[parameter.Index] = rows.Concat(released).Any(row => row.Use.Id == parameter.Id);
        }

        return new(known, inForce, named);
    }

    /// <summary>The row with the latest first day not after the date, unless it has ended: then nothing, never an older row.</summary>
    private static ParameterRow? InForce(ImmutableArray<ParameterRow> rows, string id, LocalDate date)
    {
        ParameterRow? latest = null;
        foreach (var row in rows)
            if (row.Use.Id == id && row.Use.Validity.From <= date && (latest is null || row.Use.Validity.From > latest.Use.Validity.From))
                latest = row;
        return latest is not null && latest.Use.HoldsOn(date) ? latest : null;
    }

    private static IEnumerable<LocalDate> Changes(ParameterRow row)
    {
        yield return row.Use.Validity.From;
        if (row.Use.Validity.To is { } last && last < LocalDate.MaxIsoValue) yield return last.PlusDays(1);
        if (row.Use.FileValidUntil is { } end && end < LocalDate.MaxIsoValue) yield return end.PlusDays(1);
    }
}
