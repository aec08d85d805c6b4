using NodaTime;
using Samverk.Kernel;
using Samverk.Store;
using Samverk.Ui;

namespace Samverk.Host;

/// <summary>Everything on paper that is somebody's own: contracts, payslips, what clients have confirmed, and the invoices of their activities. Modules bring them.</summary>
internal sealed class ListDocuments(IEnumerable<DocumentSource> sources, Texts texts) : IUseCase<ListDocuments.Query, ListDocuments.Result>
{
    /// <summary>More is found by kind and words.</summary>
    private const int Most = 200;

    /// <summary>Everybody who has signed in; each source narrows to what is the reader's.</summary>
    public static Access Access => ReadHome.Access;

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    public async Task<Outcome<Result>> Run(Query query, Tx tx, Actor actor)
    {
        var all = new List<Document>();
        foreach (var source in sources.Where(source => source.Access.HasRole(actor))) all.AddRange(await source.Documents(new(tx, actor, texts.Of(source.Module))));
        var found = all.Where(one => (query.Kind is not { } kind || one.Kind == kind) && Has(one, query.Search))
            .OrderByDescending(one => one.Date).ThenBy(one => one.Kind).ThenBy(one => one.Words, StringComparer.Ordinal).ThenBy(one => one.Href, StringComparer.Ordinal).ToArray();
        return new Result([.. found.Take(Most)], found.Length > Most, tx.Today);
    }

    private static bool Has(Document one, string? search) =>
        string.IsNullOrWhiteSpace(search) || one.Words.Contains(search.Trim(), StringComparison.CurrentCultureIgnoreCase) || (one.Under?.Contains(search.Trim(), StringComparison.CurrentCultureIgnoreCase) ?? false);

    public sealed record Query(DocumentKind? Kind = null, string? Search = null) : IQuery<Query, ListDocuments, Result>;

    /// <param name="More">There are older ones.</param>
    public sealed record Result(IReadOnlyList<Document> Rows, bool More, LocalDate Today);
}
