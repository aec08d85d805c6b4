using Samverk.Desk;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Host;

/// <summary>An own value is not used any more, or never will be. What was decided with it keeps its own copy.</summary>
internal sealed class WithdrawOwnValue : IUseCase<WithdrawOwnValue.Command, Done>
{
    public static Access Access => FactAccess.Writers with { InPerson = true };

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    public async Task<Outcome<Done>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.LockOwnValue(command.Value) is not { } value) return Refusal.Unknown;
        if (OwnValue.States.Refuse(value.State, OwnValueState.Withdrawn) is { } notAllowed) return notAllowed;
        if (string.IsNullOrWhiteSpace(command.Why)) return new Refusal("reason-needed") { Field = "why" };
        await tx.Withdraw(value, command.Why.Trim());
        await tx.CloseItem(value.Id.Value, EnterOwnValue.Kind, "withdrawn");
        return default(Done);
    }

    internal sealed record Command(Guid Request, Id<OwnValue> Value, string Why) : ICommand<Command, WithdrawOwnValue, Done>
    {
        public object Subject => new { Value };
    }
}
