using NodaTime;
using Samverk.Activities;
using Samverk.Countries;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Members;
using Samverk.Store;

namespace Samverk.Host;

/// <summary>One fact: all its values, the cooperative's own among them, who stands for those, and what rests on it.</summary>
internal sealed class ReadFact : IUseCase<ReadFact.Query, ReadFact.Result>
{
    public static Access Access => FactAccess.Readers;

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    public async Task<Outcome<Result>> Run(Query query, Tx tx, Actor actor)
    {
        var entities = await tx.Entities();
        if (FactNames.TypeOf(query.Id) is null || entities.All(entity => !query.Id.StartsWith($"{entity.Country.ToLowerInvariant()}.", StringComparison.Ordinal))) return Refusal.Unknown;
        var (book, own) = (await tx.Facts(), await tx.OwnValues(OwnValue.Facts, query.Id));
        var names = await tx.Names(own.SelectMany(value => (Id<Store.Person>?[])[value.EnteredBy, value.ReleasedBy]).OfType<Id<Store.Person>>());
        return new Result(
            ListFacts.Of(book, query.Id, tx.Today, own.Any(value => value.State is OwnValueState.Entered)),
            [.. FactBook.Embedded.HistoryOf(query.Id).Select(one => new Known(one.Use.Validity.From, one.Use.Validity.To, one.Json, one.Use.Source, one.Use.CheckedOn, one.Use.Status is FactStatus.Verified))],
            [.. own.Reverse().Select(value => new Own(
                value.Id, value.State, value.ValidFrom, value.ValidTo, value.Value, value.Source, Called(value.EnteredBy), value.EnteredOn, value.ReleasedBy is { } by ? Called(by) : null, value.ReleasedOn,
                value.EnteredBy == actor.Person || value.EnteredBy == actor.Hand))],
            await UsedBy(tx, query.Id, entities), tx.Today);

        string Called(Id<Store.Person> person) => names.GetValueOrDefault(person, "–");
    }

    /// <summary>Terms that rest on an own value of this fact: they keep what they were made of.</summary>
    private static async Task<IReadOnlyList<Use>> UsedBy(Tx tx, string id, IReadOnlyList<LegalEntity> entities) =>
        [.. (await tx.TermsResting(id)).Select(use => new Use(entities.First(entity => entity.Id == use.Entity).Name, use.ValidFrom))];

    /// <param name="Id">"se.fee".</param>
    internal sealed record Query(string Id) : IQuery<Query, ReadFact, Result>;

    /// <param name="UsedBy">Terms that were made of it.</param>
    internal sealed record Result(ListFacts.Row Now, IReadOnlyList<Known> Packs, IReadOnlyList<Own> Own, IReadOnlyList<Use> UsedBy, LocalDate Today);

    internal sealed record Use(string Entity, LocalDate From);

    internal sealed record Known(LocalDate From, LocalDate? To, string Value, string Source, LocalDate CheckedOn, bool Verified);

    /// <param name="Mine">The reader has entered it, and so cannot release it.</param>
    internal sealed record Own(
        Id<OwnValue> Id, OwnValueState State, LocalDate From, LocalDate? To, string Value, string Source, string EnteredBy, LocalDate EnteredOn, string? ReleasedBy, LocalDate? ReleasedOn, bool Mine);
}
