using Samverk.Kernel;
using Samverk.Members;
using Samverk.Store;
using Samverk.Ui;

namespace Samverk.Invoicing;

/// <summary>Keeps a draft as it is, at any time and however little is in it; also an order for which changes were asked.</summary>
internal sealed class SaveOrder : IUseCase<SaveOrder.Command, Guid>
{
    public static Access Access => new((Role.Member, Relation.Own));

    public static async Task<Relation> Relate(Command command, Tx tx, Actor actor)
    {
        var relation = await tx.RelationTo(new Id<Order>(command.Order), actor);
        // A new one has no author yet; who saves it first becomes it.
        return relation is Relation.None && await tx.FindStored(new(command.Order)) is null ? Relation.Own : relation;
    }

    public async Task<Outcome<Guid>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.LockOrder(new(command.Order)) is { State: not OrderState.ChangesAsked } order)
            return new Refusal("state-not-allowed", ("state", order.State));
        if (OrderChecks.RefuseDraft(command.Content) is { } refusal) return refusal;
        if (command.Content.Client is { } client && await tx.FindClient(new(client)) is null) return Refusal.Unknown with { Field = "client" };

        var kept = await tx.FindStored(new(command.Order));
        // Files come in by AttachFile only: nobody names a file of somebody else's by its hash.
        var content = command.Content with { Files = kept?.Content.Files ?? [], OwnContract = kept?.Content.OwnContract };
        await tx.Save(kept is null
            ? new StoredOrder(new(command.Order), actor.Person, await NameOf(actor.Person, tx), content, [], tx.Today)
            : kept with { Content = content });
        return command.Order;
    }

    /// <summary>The client reads it: the person's name and nothing of the account, whose name may be an e-mail address.</summary>
    private static async Task<string> NameOf(Id<Person> person, Tx tx) => (await tx.Names([person])).GetValueOrDefault(person) ?? "";

    public sealed record Command(Guid Request, Guid Order, OrderContent Content) : ICommand<Command, SaveOrder, Guid>
    {
        public object Subject => new { Order };
    }
}

/// <summary>Puts a file to an order while its content can still change.</summary>
internal sealed class AttachFile : IUseCase<AttachFile.Command, FileHash>
{
    public static Access Access => new((Role.Member, Relation.Own));

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => tx.RelationTo(new Id<Order>(command.Order), actor);

    public async Task<Outcome<FileHash>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.LockOrder(new(command.Order)) is { State: not OrderState.ChangesAsked } order)
            return new Refusal("state-not-allowed", ("state", order.State));
        if (await tx.FindStored(new(command.Order)) is not { } kept) return Refusal.Unknown;
        if (OrderFile.NameOf(command.Name) is not { } name) return Typed.Invalid("name", command.Name);

        var stored = await tx.StoreFile(command.Content, command.MediaType);
        if (stored.Refusal is { } refusal) return refusal;
        var file = new OrderFile(name, stored.Value);
        var content = command.OwnContract
            ? kept.Content with { OwnContract = file }
            : kept.Content with { Files = [.. kept.Content.Files.Where(one => one.Hash != file.Hash), file] };
        if (OrderChecks.RefuseDraft(content) is { } tooMany) return tooMany;
        await tx.Save(kept with { Content = content });
        return stored.Value;
    }

    /// <param name="OwnContract">It takes the place of the client's confirmation.</param>
    public sealed record Command(Guid Request, Guid Order, string Name, string MediaType, byte[] Content, bool OwnContract) : ICommand<Command, AttachFile, FileHash>
    {
        public object Subject => new { Order, Bytes = Content.Length, OwnContract };
    }
}

/// <summary>Takes a file or the own contract away again.</summary>
internal sealed class DetachFile : IUseCase<DetachFile.Command, Done>
{
    public static Access Access => new((Role.Member, Relation.Own));

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => tx.RelationTo(new Id<Order>(command.Order), actor);

    public async Task<Outcome<Done>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.LockOrder(new(command.Order)) is { State: not OrderState.ChangesAsked } order)
            return new Refusal("state-not-allowed", ("state", order.State));
        if (await tx.FindStored(new(command.Order)) is not { } kept) return Refusal.Unknown;
        await tx.Save(kept with
        {
            Content = kept.Content with
            {
                Files = [.. kept.Content.Files.Where(file => file.Hash != command.File)],
                OwnContract = kept.Content.OwnContract?.Hash == command.File ? null : kept.Content.OwnContract,
            },
        });
        return default(Done);
    }

    public sealed record Command(Guid Request, Guid Order, FileHash File) : ICommand<Command, DetachFile, Done>
    {
        public object Subject => new { Order, File };
    }
}

/// <summary>One file of an order, for who may see the order.</summary>
internal sealed class ReadOrderFile : IUseCase<ReadOrderFile.Query, StoredFile>
{
    public static Access Access => ViewOrder.Access;

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => tx.RelationTo(new Id<Order>(query.Order), actor);

    public async Task<Outcome<StoredFile>> Run(Query query, Tx tx, Actor actor) =>
        await tx.FindStored(new(query.Order)) is { } kept && (kept.Content.Files.Any(file => file.Hash == query.File) || kept.Content.OwnContract?.Hash == query.File)
            ? await tx.LoadFile(query.File)
            : Refusal.Unknown;

    public sealed record Query(Guid Order, FileHash File) : IQuery<Query, ReadOrderFile, StoredFile>;
}
