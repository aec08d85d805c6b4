using Dapper;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Host;

/// <summary>Removes a kept simulation; its address still works for whoever has it.</summary>
internal sealed class DropSimulation : IUseCase<DropSimulation.Command, Done>
{
    public static Access Access => SavedSimulation.Oneself;

    public static async Task<Relation> Relate(Command command, Tx tx, Actor actor) =>
        (await tx.SavedSimulations(actor.Person.Value)).Any(one => one.Id == command.Simulation) ? Relation.Own : Relation.None;

    public async Task<Outcome<Done>> Run(Command command, Tx tx, Actor actor)
    {
        await tx.Connection.ExecuteAsync("delete from simulator.saved where id = @id", new { id = command.Simulation.Value });
        return default(Done);
    }

    internal sealed record Command(Guid Request, Id<SavedSimulation> Simulation) : ICommand<Command, DropSimulation, Done>
    {
        public object Subject => new { Simulation };
    }
}
