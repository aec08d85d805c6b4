using NodaTime;
using Samverk.Employment;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Members;
using Samverk.Store;
using Samverk.Wages;

namespace Samverk.Host;

/// <summary>The parameters of wages in the countries of the cooperative: what holds today, and how sure it is.</summary>
internal sealed class ListWageValues : IUseCase<ListWageValues.Query, ListWageValues.Result>
{
    public static Access Access => FactAccess.Readers;

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    public async Task<Outcome<Result>> Run(Query query, Tx tx, Actor actor)
    {
        var (rules, own) = (await tx.WageRules(), await tx.OwnValues(OwnValue.Wages));
        var waiting = own.Where(value => value.State is OwnValueState.Entered).Select(value => value.Name).ToHashSet(StringComparer.Ordinal);
        return new Result([.. (await tx.Entities()).Select(entity => entity.Country).Distinct(StringComparer.Ordinal)
            .SelectMany(country => rules.Ids(country).Select(id => Of(rules, country, id, tx.Today, waiting)))]);
    }

    internal static Row Of(WageRules rules, string country, string id, LocalDate today, IReadOnlySet<string> waiting)
    {
        var (name, found) = ($"{country.ToLowerInvariant()}.{id}", rules.Parameter(country, id, today));
        var state = found.Refusal is null ? found.Value.Status is ParameterStatus.Released ? FactState.Own : FactState.Verified
            : found.Refusal.Code is "regime-not-verified" ? FactState.Unverified : FactState.Missing;
        return new(name, state, waiting.Contains(name), found.Refusal is null ? found.Value.Source : rules.Rows(country).LastOrDefault(row => row.Id == id)?.Source);
    }

    internal sealed record Query : IQuery<Query, ListWageValues, Result>;

    internal sealed record Result(IReadOnlyList<Row> Rows);

    /// <param name="Id">"de.si.health".</param>
    /// <param name="Waiting">Somebody has entered a value that nobody has released yet.</param>
    internal sealed record Row(string Id, FactState State, bool Waiting, string? Source);
}

/// <summary>One parameter: the rows of the program's files, and the cooperative's own values with who stands for them.</summary>
internal sealed class ReadWageValue : IUseCase<ReadWageValue.Query, ReadWageValue.Result>
{
    public static Access Access => FactAccess.Readers;

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    public async Task<Outcome<Result>> Run(Query query, Tx tx, Actor actor)
    {
        var (entities, rules) = (await tx.Entities(), await tx.WageRules());
        if (entities.FirstOrDefault(entity => query.Id.StartsWith($"{entity.Country.ToLowerInvariant()}.", StringComparison.Ordinal)) is not { Country: var country }) return Refusal.Unknown;
        if (!rules.Ids(country).Contains(query.Id[3..], StringComparer.Ordinal)) return Refusal.Unknown;
        var own = await tx.OwnValues(OwnValue.Wages, query.Id);
        var names = await tx.Names(own.SelectMany(value => (Id<Store.Person>?[])[value.EnteredBy, value.ReleasedBy]).OfType<Id<Store.Person>>());
        return new Result(
            ListWageValues.Of(rules, country, query.Id[3..], tx.Today, new HashSet<string>(own.Where(value => value.State is OwnValueState.Entered).Select(value => value.Name), StringComparer.Ordinal)),
            [.. (await tx.SuppliedRules()).Rows(country).Where(row => row.Id == query.Id[3..]).Select(row => new ReadFact.Known(row.Validity.From, row.Validity.To ?? row.FileValidUntil, row.Json, row.Source, row.CheckedOn ?? row.Validity.From, row.Status is ParameterStatus.Verified))],
            [.. own.Reverse().Select(value => new ReadFact.Own(
                value.Id, value.State, value.ValidFrom, value.ValidTo, value.Value, value.Source, Called(value.EnteredBy), value.EnteredOn, value.ReleasedBy is { } by ? Called(by) : null, value.ReleasedOn,
                value.EnteredBy == actor.Person || value.EnteredBy == actor.Hand))],
            tx.Today);

        string Called(Id<Store.Person> person) => names.GetValueOrDefault(person, "–");
    }

    /// <param name="Id">"de.si.health".</param>
    internal sealed record Query(string Id) : IQuery<Query, ReadWageValue, Result>;

    internal sealed record Result(ListWageValues.Row Now, IReadOnlyList<ReadFact.Known> Files, IReadOnlyList<ReadFact.Own> Own, LocalDate Today);
}
