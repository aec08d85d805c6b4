using Dapper;
using Samverk.Guarantee;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Invoicing;

/// <summary>
/// Finance or the board proposes that the fund shall stand behind an active order, or no longer: a confirmation turned out to be void, or the
/// board takes a risk knowingly. Nothing changes before a second person agrees.
/// </summary>
internal sealed class ProposeVerdict : IUseCase<ProposeVerdict.Command, Done>
{
    public static Access Access => DecideVerdict.Access;

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => tx.RelationTo(command.Order, actor);

    public async Task<Outcome<Done>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.LockOrder(command.Order) is not { } order) return Refusal.Unknown;
        if (order.State is not (OrderState.Active or OrderState.Completed)) return new Refusal("order-not-active", ("order", order.Number));
        if (string.IsNullOrWhiteSpace(command.Reason)) return new Refusal("reason-needed") { Field = "reason" };
        if (command.Reason.Length > 1000) return Typed.Invalid("reason", command.Reason);
        if (await tx.IsCovered(order.Id.Value) == command.Eligible) return new Refusal("guarantee-is-so") { Field = "eligible" };
        if (await tx.WaitingVerdict(order.Id) is not null) return new Refusal("second-person-needed");

        await tx.Connection.ExecuteAsync(
            "insert into invoicing.guarantee_decision (id, order_id, eligible, reason, proposed, proposer) values (@Request, @order, @Eligible, @reason, @Today, @person)",
            new { command.Request, order = order.Id.Value, command.Eligible, reason = command.Reason.Trim(), tx.Today, person = actor.Person.Value });
        await tx.AskVerdict(command.Request, order, command.Eligible, command.Reason.Trim());
        return default(Done);
    }

    /// <param name="Eligible">The fund shall stand behind it.</param>
    public sealed record Command(Guid Request, Id<Order> Order, bool Eligible, string Reason) : ICommand<Command, ProposeVerdict, Done>
    {
        public object Subject => new { Order, Eligible };
    }
}
