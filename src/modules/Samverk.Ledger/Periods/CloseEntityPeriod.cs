using NodaTime;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Ledger;

/// <summary>Finance closes a month of one legal entity: it takes no more entries, for good.</summary>
public sealed class CloseEntityPeriod : IUseCase<CloseEntityPeriod.Command, Done>
{
    public static Access Access => new((Role.Finance, Relation.None)) { InPerson = true };

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    public Task<Outcome<Done>> Run(Command command, Tx tx, Actor actor) => tx.ClosePeriod(command.Entity, command.Through);

    /// <param name="Through">The last day of the month.</param>
    public sealed record Command(Guid Request, Id<LegalEntity> Entity, LocalDate Through) : ICommand<Command, CloseEntityPeriod, Done>
    {
        public object Subject => new { Entity, Through };
    }
}
