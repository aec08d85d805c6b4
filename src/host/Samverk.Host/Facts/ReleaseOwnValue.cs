using Samverk.Desk;
using Samverk.Employment;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Host;

/// <summary>A second person stands for an own value with their name; from then on it is used.</summary>
internal sealed class ReleaseOwnValue : IUseCase<ReleaseOwnValue.Command, Done>
{
    public static Access Access => FactAccess.Releasers;

    public static async Task<Relation> Relate(Command command, Tx tx, Actor actor) =>
        await tx.LockOwnValue(command.Value) is { } value && (value.EnteredBy == actor.Person || value.EnteredBy == actor.Hand) ? Relation.Own : Relation.None;

    public async Task<Outcome<Done>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.LockOwnValue(command.Value) is not { } value) return Refusal.Unknown;
        if (OwnValue.States.Refuse(value.State, OwnValueState.Released) is { } notAllowed) return notAllowed;
        // Two values for one day could be released at once; so releases of a pack take turns.
        await tx.LockOwnValues(value.Pack);
        if (await tx.Try(value) is { } refusal) return refusal;
        // What is known until now is what the value is compared with: closed payslips of its days may have to be corrected.
        if (value.Pack is OwnValue.Wages) await tx.NoteWageLaw();
        await tx.Release(value, actor.Person, command.Why?.Trim() ?? "");
        if (value.Pack is OwnValue.Wages) await tx.NoteWageLaw();
        await tx.CloseItem(value.Id.Value, EnterOwnValue.Kind, "released");
        return default(Done);
    }

    internal sealed record Command(Guid Request, Id<OwnValue> Value, string? Why = null) : ICommand<Command, ReleaseOwnValue, Done>
    {
        public object Subject => new { Value };
    }
}
