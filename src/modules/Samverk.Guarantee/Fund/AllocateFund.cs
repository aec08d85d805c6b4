using Dapper;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Guarantee;

/// <summary>The board puts part of the reserves into the guarantee fund, in person and with the words of its decision.</summary>
internal sealed class AllocateFund : IUseCase<AllocateFund.Command, Done>
{
    public static Access Access => new((Role.Board, Relation.None)) { InPerson = true };

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    public async Task<Outcome<Done>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.FindEntity(command.Entity) is not { } entity) return Refusal.Unknown;
        if (string.IsNullOrWhiteSpace(command.Decision)) return new Refusal("reason-needed") { Field = "decision" };
        if ((await tx.AllocateToFund(command.Request, entity, command.Amount)).Refusal is { } refusal) return refusal;

        await tx.Connection.ExecuteAsync(
            "insert into guarantee.allocation (id, entity, amount, currency, decision, date, person) values (@Request, @entity, @minor, @Currency, @Decision, @Today, @person)",
            new
            {
                command.Request, entity = entity.Id.Value, minor = command.Amount.Minor, command.Amount.Currency, Decision = command.Decision.Trim(), tx.Today,
                person = actor.Person.Value,
            });
        return default(Done);
    }

    /// <param name="Decision">The words of the minutes, with their date.</param>
    public sealed record Command(Guid Request, Id<LegalEntity> Entity, Money Amount, string Decision) : ICommand<Command, AllocateFund, Done>
    {
        public object Subject => new { Request, Entity, Amount };
    }
}
