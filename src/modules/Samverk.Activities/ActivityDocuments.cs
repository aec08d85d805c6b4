using Samverk.Store;

namespace Samverk.Activities;

/// <summary>What the module that owns a document says about it, wherever an activity's postings are shown.</summary>
/// <param name="Words">For the team, without personal data of others: "Invoice 2026-0112 to Folkets Hus".</param>
/// <param name="Href">Its page; null where it has none.</param>
public sealed record ActivityDocument(string Words, string? Href)
{
    /// <summary>The invoice that a payment, credit note, write-off or recovery belongs to; null for a document of its own.</summary>
    public Guid? About { get; init; }

    /// <summary>Who it is to or from: "Folkets Hus, Malmö".</summary>
    public string? Detail { get; init; }
}

/// <summary>Tells of documents by id; a module that posts to activities registers one. Ids of other modules' documents are passed over.</summary>
public sealed record ActivityDocuments(Func<Tx, IReadOnlyCollection<Guid>, Task<IReadOnlyDictionary<Guid, ActivityDocument>>> Of);

internal static class ActivityDocumentsAll
{
    public static async Task<IReadOnlyDictionary<Guid, ActivityDocument>> Find(this IEnumerable<ActivityDocuments> sources, Tx tx, IEnumerable<Guid> documents)
    {
        var ids = documents.Distinct().ToArray();
        var found = new Dictionary<Guid, ActivityDocument>();
        foreach (var source in sources)
            foreach (var (id, document) in await source.Of(tx, ids)) found.TryAdd(id, document);
        return found;
    }
}
