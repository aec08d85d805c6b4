using Samverk.Employment;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Host;

/// <summary>A person's kept simulations, newest first, each with what the same question gives today.</summary>
internal sealed class ListSimulations : IUseCase<ListSimulations.Query, IReadOnlyList<ListSimulations.Row>>
{
    public static Access Access => SavedSimulation.Oneself;

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => Task.FromResult(Relation.Own);

    public async Task<Outcome<IReadOnlyList<Row>>> Run(Query query, Tx tx, Actor actor)
    {
        var (facts, rules, rows) = (await tx.Facts(), await tx.WageRules(), new List<Row>());
        foreach (var saved in await tx.SavedSimulations(actor.Person.Value))
        {
            var link = SimulatorLink.Read(saved.Link);
            var today = SimulatorCountry.Find(link.Country) is { } country
                ? link.Ask(country, "", null).Then(asked => Simulate.Of(asked, facts, tx.Today, rules))
                : new Refusal("unknown-kind", ("kind", link.Country));
            rows.Add(new(saved, link.Country!, today.Refusal is null ? today.Value.Net : null, today.Refusal?.Code));
        }

        return Outcome.Of<IReadOnlyList<Row>>(rows);
    }

    internal sealed record Query : IQuery<Query, ListSimulations, IReadOnlyList<Row>>;

    /// <param name="NetToday">Null where today's rules refuse the question.</param>
    /// <param name="Refused">The code of that refusal.</param>
    internal sealed record Row(SavedSimulation Saved, string Country, Money? NetToday, string? Refused);
}
