using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Invoicing;

/// <summary>Finance says how an entity stands on its invoices. May be incomplete: nothing is issued until it is whole.</summary>
internal sealed class SetSeller : IUseCase<SetSeller.Command, IReadOnlyList<string>>
{
    /// <summary>In person: it names the account that clients pay to.</summary>
    public static Access Access => new((Role.Finance, Relation.None)) { InPerson = true };

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    public async Task<Outcome<IReadOnlyList<string>>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.FindEntity(command.Entity) is not { } entity) return Refusal.Unknown;
        if (command.Seller.Refuse(entity.Country) is { } refusal) return refusal;

        await tx.Save(entity.Id, command.Seller);
        return Outcome.Of<IReadOnlyList<string>>([.. command.Seller.Missing(entity.Country, entity.Currency)]);
    }

    /// <returns>What is still missing before an invoice can be issued.</returns>
    public sealed record Command(Guid Request, Id<LegalEntity> Entity, Seller Seller) : ICommand<Command, SetSeller, IReadOnlyList<string>>
    {
        public object Subject => new { Entity };
    }
}
