using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Host;

/// <summary>What can be taken over from another tool, by name. A new kind is one line here and a file beside this one.</summary>
/// <param name="Needs">Columns that a file must have.</param>
/// <param name="Knows">Columns that it may have besides.</param>
/// <param name="Take">Makes everything of the lines, or notes errors; after an error nothing is kept.</param>
/// <param name="TakeBack">Undoes what was made; a refusal when something rests on it already.</param>
internal sealed record ImportKind(
    IReadOnlyList<string> Needs, IReadOnlyList<string> Knows, Func<ImportRun, Task> Take,
    Func<Tx, Id<Batch>, IReadOnlyList<ImportedItem>, Task<Refusal?>> TakeBack)
{
    public static readonly IReadOnlyDictionary<string, ImportKind> All = new Dictionary<string, ImportKind>(StringComparer.Ordinal)
    {
        ["members"] = MemberRows.Kind,
        ["clients"] = ClientRows.Kind,
        ["balances"] = BalanceRows.Kind,
        ["invoices"] = InvoiceRows.Kind,
    };

    /// <summary>The kind, or <c>unknown-kind</c>.</summary>
    public static Outcome<ImportKind> Of(string name) =>
        All.TryGetValue(name, out var kind) ? kind : new Refusal("unknown-kind", ("kind", name)) { Field = "kind" };

    /// <returns>Null, or the columns that are missing or that nobody would read.</returns>
    public Refusal? RefuseHeaders(IReadOnlyList<string> headers)
    {
        if (Needs.FirstOrDefault(column => !headers.Contains(column, StringComparer.Ordinal)) is { } missing) return new("field-missing", ("field", missing)) { Field = missing };
        return headers.FirstOrDefault(column => !Needs.Contains(column, StringComparer.Ordinal) && !Knows.Contains(column, StringComparer.Ordinal)) is { } unknown
            ? new("field-unknown", ("field", unknown)) { Field = unknown }
            : null;
    }
}
