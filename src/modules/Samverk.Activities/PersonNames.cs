using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Activities;

/// <summary>What people are called, asked of whoever knows them: the node registers it where it knows people.</summary>
/// <param name="Of">Names by the ids of persons; who is not in it has no name any more.</param>
public sealed record PersonNames(Func<Tx, IReadOnlyCollection<Guid>, Task<IReadOnlyDictionary<Guid, string>>> Of);

/// <summary>Whose requested activities open without an adviser: the node registers it where it knows levels of trust. Without it nobody's do.</summary>
public sealed record TrustToOpen(Func<Tx, Id<Person>, Task<bool>> Trusts);

/// <summary>The names of one page.</summary>
internal sealed class Names(IReadOnlyDictionary<Guid, string> known)
{
    public static async Task<Names> Of(Tx tx, IEnumerable<PersonNames> sources, IEnumerable<Guid> people)
    {
        var ids = people.Distinct().ToArray();
        var names = new Dictionary<Guid, string>();
        foreach (var source in sources)
            foreach (var (id, name) in await source.Of(tx, ids)) names.TryAdd(id, name);
        return new(names);
    }

    /// <summary>A name, or a code that tells people apart where nobody knows their names.</summary>
    public string this[Guid person] =>
        person == Actor.System.Person.Value ? "Samverk" : known.TryGetValue(person, out var name) ? name : $"m-{person.ToString("N")[^6..]}";
}
