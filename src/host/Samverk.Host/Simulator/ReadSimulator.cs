using NodaTime;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Host;

/// <summary>What the simulator asks in a country, what is meant where nothing is said, and whether the cooperative's price is confirmed there.</summary>
internal sealed class ReadSimulator : IUseCase<ReadSimulator.Query, ReadSimulator.Result>
{
    public static Access Access => Simulate.Access;

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    public async Task<Outcome<Result>> Run(Query query, Tx tx, Actor actor)
    {
        if (SimulatorCountry.Find(query.Country) is not { } country) return new Refusal("unknown-kind") { Field = "country" };
        var price = SimulatorPrice.Confirmed(await tx.Facts(), country, tx.Today);
        return new Result(country.Code, country.Currency, tx.Today, price.Refusal is null ? price.Value : null, country.Facts);
    }

    /// <param name="Country">Two letters.</param>
    internal sealed record Query(string Country) : IQuery<Query, ReadSimulator, Result>;

    /// <param name="Price">Null: nothing is confirmed, and the reader has to say a percentage.</param>
    internal sealed record Result(string Country, Currency Currency, LocalDate Date, SimulatorPrice? Price, IReadOnlyList<SimulatorFact> Facts);
}
