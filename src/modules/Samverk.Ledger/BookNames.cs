using Samverk.Store;

namespace Samverk.Ledger;

/// <summary>What something that the books only know by its id is called: a document, an activity, a client, a member.</summary>
/// <param name="Words">For those who may read all books: "Invoice 2026-0112, Folkets Hus".</param>
/// <param name="Href">Its page; null where it has none that all of them may open.</param>
public sealed record Named(string Words, string? Href);

/// <summary>
/// Tells what ids in the books stand for; each module that has such things registers one. Ids of other modules are passed over: the
/// books keep no names, so that people can be forgotten and entries stay.
/// </summary>
public sealed record BookNames(Func<Tx, IReadOnlyCollection<Guid>, Task<IReadOnlyDictionary<Guid, Named>>> Of);

public static class BookNamesAll
{
    /// <summary>What ids are called, asked of every module; ids that nobody knows are not in it.</summary>
    public static Task<IReadOnlyDictionary<Guid, Named>> NamesOf(this Tx tx, IEnumerable<BookNames> sources, IEnumerable<Guid?> ids) => sources.Find(tx, ids);

    /// <summary>What each module that knows it calls one thing.</summary>
    internal static async Task<IReadOnlyList<Named>> All(this IEnumerable<BookNames> sources, Tx tx, Guid id)
    {
        var found = new List<Named>();
        foreach (var source in sources)
            if ((await source.Of(tx, [id])).TryGetValue(id, out var named)) found.Add(named);
        return found;
    }

    internal static async Task<IReadOnlyDictionary<Guid, Named>> Find(this IEnumerable<BookNames> sources, Tx tx, IEnumerable<Guid?> ids)
    {
        var wanted = ids.OfType<Guid>().Distinct().ToArray();
        var found = new Dictionary<Guid, Named> { [Actor.System.Person.Value] = new("Samverk", null) };
        if (wanted.Length is 0) return found;
        foreach (var source in sources)
            foreach (var (id, named) in await source.Of(tx, wanted)) found.TryAdd(id, named);
        return found;
    }
}
