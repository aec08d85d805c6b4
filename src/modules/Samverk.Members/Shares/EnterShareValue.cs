using NodaTime;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Members;

/// <summary>What a share is worth by the accounts of a year. It waits for a second person, and pays nothing before the assembly.</summary>
internal sealed class EnterShareValue : IUseCase<EnterShareValue.Command, Id<ShareValue>>
{
    public static Access Access => new((Role.Finance, Relation.None), (Role.Board, Relation.None));

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    /// <returns>Its id; <c>field-invalid</c>, <c>field-missing</c>, <c>other-currency</c>, <c>payout-not-due</c> for a pay day before the assembly, <c>share-value-known</c> where that year has one.</returns>
    public async Task<Outcome<Id<ShareValue>>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.FindEntity(command.Entity) is not { } entity) return Refusal.Unknown;
        if (ShareRules.Check(command.Year, command.Value, entity.Currency, command.AssemblyOn, command.PayFrom, command.Source, tx.Today) is { } wrong) return wrong;
        var value = new ShareValue(
            new(command.Request), entity.Id, ShareRules.YearEnd(command.Year), command.Value, command.AssemblyOn, command.PayFrom, command.Source.Trim(), ShareValueState.Entered, actor.Hand, tx.Today);
        return await tx.Enter(value) ? value.Id : new Refusal("share-value-known", ("date", value.YearEnd)) { Field = "year" };
    }

    /// <param name="Request">Becomes the value's id.</param>
    /// <param name="Year">Of the accounts.</param>
    /// <param name="Value">Of one share as the statutes ask for it; zero where nothing is left.</param>
    public sealed record Command(Guid Request, Id<LegalEntity> Entity, int Year, Money Value, LocalDate AssemblyOn, LocalDate PayFrom, string Source)
        : ICommand<Command, EnterShareValue, Id<ShareValue>>
    {
        public object Subject => new { Entity, Year, Value, AssemblyOn, PayFrom };
    }
}
