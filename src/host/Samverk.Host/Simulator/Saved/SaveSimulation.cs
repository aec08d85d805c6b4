using Dapper;
using Samverk.Employment;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Host;

/// <summary>Keeps a simulation under a name: computed once more, so that what is kept is what the rules of the day gave.</summary>
internal sealed class SaveSimulation : IUseCase<SaveSimulation.Command, Id<SavedSimulation>>
{
    private const int Most = 50, LongestName = 60, LongestLink = 2_000;

    public static Access Access => SavedSimulation.Oneself;

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => Task.FromResult(Relation.Own);

    public async Task<Outcome<Id<SavedSimulation>>> Run(Command command, Tx tx, Actor actor)
    {
        if (string.IsNullOrWhiteSpace(command.Name)) return new Refusal("field-missing") { Field = "name" };
        if (command.Name.Trim().Length > LongestName) return new Refusal("field-invalid") { Field = "name" };
        if (command.Link.Length > LongestLink) return new Refusal("field-invalid") { Field = "link" };
        var link = SimulatorLink.Read(command.Link);
        if (SimulatorCountry.Find(link.Country) is not { } country) return new Refusal("field-missing") { Field = "country" };
        var asked = link.Ask(country, "", null);
        if (asked.Refusal is { } unreadable) return unreadable;
        var answer = Simulate.Of(asked.Value, await tx.Facts(), tx.Today, await tx.WageRules());
        if (answer.Refusal is { } refusal) return refusal;
        // Two at once could both see room for one: whoever keeps something waits for their own earlier request.
        await tx.Connection.ExecuteAsync("select pg_advisory_xact_lock(hashtextextended('simulator.saved ' || @person, 0))", new { person = actor.Person.Value });
        if ((await tx.SavedSimulations(actor.Person.Value)).Count >= Most) return new Refusal("simulations-full", ("most", Most)) { Field = "name" };
        await tx.Connection.ExecuteAsync(
            """
            insert into simulator.saved (id, person, name, link, made_on, currency, price, gross, net)
            values (@Request, @person, @name, @link, @Today, @currency, @price, @gross, @net)
            """,
            new
            {
                command.Request, person = actor.Person.Value, name = command.Name.Trim(), link = link.Text, tx.Today, currency = country.Currency.Code,
                price = answer.Value.Price.Minor, gross = answer.Value.Gross.Minor, net = answer.Value.Net.Minor,
            });
        return new Id<SavedSimulation>(command.Request);
    }

    /// <param name="Name">At most 60 characters; nobody else sees it.</param>
    /// <param name="Link">The part of the simulation's address behind the question mark, with country and amount.</param>
    internal sealed record Command(Guid Request, string Name, string Link) : ICommand<Command, SaveSimulation, Id<SavedSimulation>>
    {
        public object Subject => new { simulation = Request };
    }
}
