using System.Text.Json;
using NodaTime;
using Samverk.Desk;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Host;

/// <summary>Somebody of finance or the board writes down the cooperative's own dated value with its source. It waits for a second person.</summary>
internal sealed class EnterOwnValue(IEnumerable<OwnValuePack> packs) : IUseCase<EnterOwnValue.Command, Id<OwnValue>>
{
    /// <summary>What the desk calls it.</summary>
    public const string Kind = "facts.own-value";

    public static Access Access => FactAccess.Writers;

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    public async Task<Outcome<Id<OwnValue>>> Run(Command command, Tx tx, Actor actor)
    {
        if (packs.SingleOrDefault(one => one.Name == command.Pack) is not { } pack) return new Refusal("unknown-kind", ("kind", command.Pack)) { Field = "pack" };
        if (string.IsNullOrWhiteSpace(command.Source)) return new Refusal("field-missing") { Field = "source" };
        if (command.Source.Length > 500) return new Refusal("field-invalid") { Field = "source" };
        if (command.ValidTo < command.ValidFrom) return new Refusal("field-invalid", ("text", command.ValidTo)) { Field = "validTo" };
        var value = new OwnValue(
            new(command.Request), command.Pack, command.Name, command.ValidFrom, command.ValidTo, command.Value.GetRawText(), command.Source.Trim(), OwnValueState.Entered, actor.Hand, tx.Today, null, null);
        if ((pack.Refuse(value) ?? await tx.Try(value)) is { } refusal) return refusal;
        await tx.Enter(value);
        await tx.OpenItem(new Item(Kind, OwnValue.States.Noun, value.Id.Value, "Own value for {fact}", pack.PageOf(value.Name))
        {
            Under = "From {from}, by {source}", Facts = [("fact", value.Name), ("from", value.ValidFrom), ("source", value.Source)],
            FourEyes = true, IfApproved = "If you release it: decisions use it from its first day on, under your name.",
        });
        return value.Id;
    }

    /// <param name="Pack">"facts" or "wages".</param>
    /// <param name="Name">The whole id: "se.fee".</param>
    /// <param name="ValidTo">The last day; null = no end known.</param>
    /// <param name="Value">In the form of the pack's own file.</param>
    internal sealed record Command(Guid Request, string Pack, string Name, LocalDate ValidFrom, LocalDate? ValidTo, JsonElement Value, string Source) : ICommand<Command, EnterOwnValue, Id<OwnValue>>
    {
        public object Subject => new { Pack, Name, ValidFrom, ValidTo };
    }
}
