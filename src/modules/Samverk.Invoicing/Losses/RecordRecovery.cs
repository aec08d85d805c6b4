using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Invoicing;

/// <summary>Finance notes money that came for an invoice that had been given up.</summary>
internal sealed class RecordRecovery : IUseCase<RecordRecovery.Command, Done>
{
    public static Access Access => new((Role.Finance, Relation.None));

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    public Task<Outcome<Done>> Run(Command command, Tx tx, Actor actor) => tx.Recover(command.Request, command.Invoice, command.Amount, command.Reference);

    /// <param name="Amount">Gross, as it arrived.</param>
    public sealed record Command(Guid Request, Id<Invoice> Invoice, Money Amount, string Reference) : ICommand<Command, RecordRecovery, Done>
    {
        public object Subject => new { Invoice, Amount };
    }
}
