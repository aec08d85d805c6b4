using Dapper;
using NodaTime;
using Samverk.Kernel;
using Samverk.Members;
using Samverk.Store;

namespace Samverk.Host;

/// <summary>A simulation that somebody keeps, with the answer of the day on which it was kept.</summary>
/// <param name="Link">The question, as the address of the page carries it.</param>
internal sealed record SavedSimulation(Id<SavedSimulation> Id, string Name, string Link, LocalDate MadeOn, Money Price, Money Gross, Money Net)
{
    /// <summary>Whoever signs in, for themselves.</summary>
    public static Access Oneself => new([.. Enum.GetValues<Role>().Where(role => role is not (Role.Visitor or Role.System)).Select(role => (role, Relation.Own))]) { InPerson = true };
}

internal static class SavedSimulationSql
{
    public static async Task<IReadOnlyList<SavedSimulation>> SavedSimulations(this Tx tx, Guid person) =>
        [.. (await tx.Connection.QueryAsync<Row>("select id, name, link, made_on, currency, price, gross, net from simulator.saved where person = @person order by id desc", new { person }))
            .Select(row => new SavedSimulation(new(row.Id), row.Name, row.Link, row.Made_On, In(row.Price, row), In(row.Gross, row), In(row.Net, row)))];

    private static Money In(long minor, Row row) => new(minor, row.Currency);

    private sealed record Row(Guid Id, string Name, string Link, LocalDate Made_On, Currency Currency, long Price, long Gross, long Net);
}

/// <summary>What somebody kept is theirs alone: they get it with their data, and it goes with them.</summary>
internal sealed class SimulatorOwnData : IOwnData
{
    public async Task<IReadOnlyList<(string File, object Content)>> Of(Id<Person> person, Tx tx) =>
        await tx.SavedSimulations(person.Value) is { Count: > 0 } saved ? [("simulations", saved)] : [];
}

internal sealed class SimulatorErase : IErase
{
    public Task<IReadOnlyList<Retention>> Kept(Id<Person> person, Tx tx) => Task.FromResult<IReadOnlyList<Retention>>([]);

    public Task Erase(PersonFacts person, Tx tx) => tx.Connection.ExecuteAsync("delete from simulator.saved where person = @id", new { id = person.Id.Value });
}
