using NodaTime;
using Samverk.Countries;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Host;

/// <summary>What is known about the cooperative's countries today, and how sure it is.</summary>
internal sealed class ListFacts : IUseCase<ListFacts.Query, IReadOnlyList<ListFacts.Row>>
{
    public static Access Access => FactAccess.Readers;

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    public async Task<Outcome<IReadOnlyList<Row>>> Run(Query query, Tx tx, Actor actor)
    {
        var (book, own) = (await tx.Facts(), await tx.OwnValues(OwnValue.Facts));
        var waiting = own.Where(value => value.State is OwnValueState.Entered).Select(value => value.Name).ToHashSet(StringComparer.Ordinal);
        return Outcome.Of<IReadOnlyList<Row>>([.. (await tx.Entities()).Select(entity => entity.Country).Distinct(StringComparer.Ordinal)
            .SelectMany(country => Ids(country.ToLowerInvariant(), own)).Select(id => Of(book, id, tx.Today, waiting.Contains(id)))]);
    }

    /// <summary>The state of one fact on a day.</summary>
    internal static Row Of(FactBook book, string id, LocalDate today, bool waiting)
    {
        var holding = book.HistoryOf(id).Where(one => one.Use.Validity.Contains(today)).ToList();
        // An own value goes before the pack's.
        var chosen = holding.OrderByDescending(one => one.Use.Status is FactStatus.Released).Select(one => ((FactUse Use, string Json)?)one).FirstOrDefault();
        return new(id, chosen?.Use.Status switch
        {
            null => FactState.Missing,
            FactStatus.Released => FactState.Own,
            FactStatus.Verified => FactState.Verified,
            _ => FactState.Unverified,
        }, waiting, chosen?.Json, chosen?.Use.Source, chosen?.Use.CheckedOn, Ending(book, id, chosen?.Use, today));
    }

    /// <summary>The last day of what holds now, unless something takes over on the day after.</summary>
    internal static LocalDate? Ending(FactBook book, string id, FactUse? now, LocalDate today) =>
        now is { Validity.To: { } last } && last >= today && book.HistoryOf(id).All(one => !one.Use.Validity.Contains(last.PlusDays(1)) || one.Use.Status is FactStatus.Unverified) ? last : null;

    /// <summary>Where members travel: the countries that the program has packs of. Others appear once a value of theirs is entered.</summary>
    private static readonly string[] Countries = [.. FactBook.Embedded.Known.Select(use => use.Id[..2]).Where(country => country is not "eu").Distinct(StringComparer.Ordinal)];

    private static IEnumerable<string> Ids(string country, IReadOnlyList<OwnValue> own) =>
        FactNames.All.Select(name => $"{country}.{name}")
            .Union(Countries.Select(other => $"{country}.{FactNames.PerDiem}{other}"), StringComparer.Ordinal)
            .Union(FactBook.Embedded.Known.Where(use => use.Id.StartsWith($"{country}.", StringComparison.Ordinal)).Select(use => use.Id), StringComparer.Ordinal)
            .Union(own.Where(value => value.Name.StartsWith($"{country}.", StringComparison.Ordinal)).Select(value => value.Name), StringComparer.Ordinal)
            .Order(StringComparer.Ordinal);

    internal sealed record Query : IQuery<Query, ListFacts, IReadOnlyList<Row>>;

    /// <param name="Id">"se.fee".</param>
    /// <param name="Waiting">Somebody has entered a value that nobody has released yet.</param>
    /// <param name="Value">JSON in the form of the pack; null when nothing holds today.</param>
    /// <param name="Ends">The last day, when nothing is known that follows.</param>
    internal sealed record Row(string Id, FactState State, bool Waiting, string? Value, string? Source, LocalDate? CheckedOn, LocalDate? Ends);
}

/// <summary>Unverified and missing are refused wherever they are needed; the others are used.</summary>
internal enum FactState { Verified, Unverified, Missing, Own }
