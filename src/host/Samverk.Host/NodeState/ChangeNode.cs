using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Host;

/// <summary>The node gets another name or moves to another address. Links that are under way keep leading to the old one.</summary>
internal sealed class ChangeNode(Ui.Cooperative cooperative) : IUseCase<ChangeNode.Command, Done>
{
    public static Access Access => new((Role.Administrator, Relation.None)) { InPerson = true };

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    public async Task<Outcome<Done>> Run(Command command, Tx tx, Actor actor)
    {
        if (command.Name.Trim() is not { Length: > 0 and <= 120 } name || name.Any(char.IsControl)) return new Refusal("field-invalid", ("text", command.Name)) { Field = "name" };
        var address = NodeAddress.Read(command.Address);
        if (address.Refusal is { } refusal) return refusal;
        await tx.NameCooperative(name);
        await tx.SetAddress(address.Value);
        cooperative.Forget();
        return default(Done);
    }

    internal sealed record Command(Guid Request, string Name, string Address) : ICommand<Command, ChangeNode, Done>
    {
        public object Subject => new { Name, Address };
    }
}
