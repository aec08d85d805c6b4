using Dapper;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Invoicing;

/// <summary>An adviser says up to which amount a member's orders go straight to the client.</summary>
internal sealed class GiveTrust : IUseCase<GiveTrust.Command, Done>
{
    public static Access Access => new((Role.Adviser, Relation.None)) { InPerson = true, Never = Relation.Own };

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => Task.FromResult(command.Person == actor.Person.Value ? Relation.Own : Relation.None);

    public async Task<Outcome<Done>> Run(Command command, Tx tx, Actor actor)
    {
        if (command.UpTo.IsNegative) return new Refusal("field-invalid", ("text", command.UpTo)) { Field = "upTo" };
        if (string.IsNullOrWhiteSpace(command.Why)) return new Refusal("reason-needed") { Field = "why" };
        await tx.Connection.ExecuteAsync(
            "insert into invoicing.trust (person, currency, amount, reason, given_by, date) values (@Person, @Currency, @amount, @why, @by, @Today)",
            new { command.Person, command.UpTo.Currency, amount = command.UpTo.Minor, why = command.Why.Trim(), by = actor.Person.Value, tx.Today });
        return default(Done);
    }

    public sealed record Command(Guid Request, Guid Person, Money UpTo, string Why) : ICommand<Command, GiveTrust, Done>
    {
        public object Subject => new { Person, UpTo };
    }
}
