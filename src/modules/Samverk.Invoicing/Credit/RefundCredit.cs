using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Invoicing;

/// <summary>Finance notes that what a client had paid too much has been paid back.</summary>
internal sealed class RefundCredit : IUseCase<RefundCredit.Command, Done>
{
    public static Access Access => new((Role.Finance, Relation.None)) { InPerson = true };

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    public async Task<Outcome<Done>> Run(Command command, Tx tx, Actor actor) =>
        await tx.FindEntity(command.Entity) is { } entity ? await tx.RefundClient(command.Request, entity, command.Client, command.Amount) : Refusal.Unknown;

    public sealed record Command(Guid Request, Id<LegalEntity> Entity, Id<Client> Client, Money Amount) : ICommand<Command, RefundCredit, Done>
    {
        public object Subject => new { Entity, Client, Amount };
    }
}
