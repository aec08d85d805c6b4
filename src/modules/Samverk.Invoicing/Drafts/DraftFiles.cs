using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Invoicing;

/// <summary>Puts a file to a draft: a time sheet, a receipt. It stands inside the XML (EN 16931, BG-24) and goes with the mail.</summary>
internal sealed class AttachToDraft : IUseCase<AttachToDraft.Command, FileHash>
{
    public const int MostFiles = 5;

    /// <summary>5 MiB together: networks and mail programs refuse larger invoices.</summary>
    public const int LargestTogether = 5 * 1024 * 1024;

    // What both EN 16931 (BR-CL-24) and this node's store know.
    private static readonly string[] Kinds = ["application/pdf", "image/png", "image/jpeg", "text/csv"];

    public static Access Access => DraftAccess.Write;

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => DraftAccess.To(command.Draft, tx, actor);

    public async Task<Outcome<FileHash>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.LockDraft(command.Draft) is not var (_, draft)) return Refusal.Unknown;
        if (draft.RefuseChange() is { } refusal) return refusal;
        if (OrderFile.NameOf(command.Name) is not { } name || !Kinds.Contains(command.MediaType)) return Typed.Invalid("file", command.Name);
        var kept = draft.Files.Where(file => file.Hash != FileHash.Of(command.Content)).ToArray();
        var size = (long)command.Content.Length;
        foreach (var file in kept) size += (await tx.LoadFile(file.Hash)).Value.Content.Length;
        if (kept.Length >= MostFiles || size > LargestTogether) return Typed.Invalid("file", name);

        var stored = await tx.StoreFile(command.Content, command.MediaType);
        if (stored.Refusal is { } notStored) return notStored;
        // German law on electronic invoices wants names apart (BR-DE-22), and people do too.
        var unique = kept.Any(file => string.Equals(file.Name, name, StringComparison.OrdinalIgnoreCase)) ? $"{kept.Length + 1} {name}" : name;
        await tx.Save(draft with { Files = [.. kept, new OrderFile(unique, stored.Value)] }, draft.State, "changed");
        return stored.Value;
    }

    public sealed record Command(Guid Request, Id<Invoice> Draft, string Name, string MediaType, byte[] Content) : ICommand<Command, AttachToDraft, FileHash>
    {
        public object Subject => new { Draft, Bytes = Content.Length };
    }
}

/// <summary>Takes a file of a draft away again.</summary>
internal sealed class DetachFromDraft : IUseCase<DetachFromDraft.Command, Done>
{
    public static Access Access => DraftAccess.Write;

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => DraftAccess.To(command.Draft, tx, actor);

    public async Task<Outcome<Done>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.LockDraft(command.Draft) is not var (_, draft)) return Refusal.Unknown;
        if (draft.RefuseChange() is { } refusal) return refusal;
        await tx.Save(draft with { Files = [.. draft.Files.Where(file => file.Hash != command.File)] }, draft.State, "changed");
        return default(Done);
    }

    public sealed record Command(Guid Request, Id<Invoice> Draft, FileHash File) : ICommand<Command, DetachFromDraft, Done>
    {
        public object Subject => new { Draft, File };
    }
}

/// <summary>A file that goes with an invoice, for who may see the invoice or its draft.</summary>
internal sealed class ReadInvoiceFile : IUseCase<ReadInvoiceFile.Query, ReadPaper.Result>
{
    public static Access Access => DraftAccess.Read;

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => DraftAccess.To(query.Invoice, tx, actor);

    public Task<Outcome<ReadPaper.Result>> Run(Query query, Tx tx, Actor actor) => Find(tx, query.Invoice, query.File);

    internal static async Task<Outcome<ReadPaper.Result>> Find(Tx tx, Id<Invoice> invoice, FileHash hash)
    {
        if (await tx.FindDraft(invoice) is not { } draft || draft.Files.FirstOrDefault(one => one.Hash == hash) is not { } file) return Refusal.Unknown;
        return (await tx.LoadFile(hash)).Then<ReadPaper.Result>(stored => new ReadPaper.Result(file.Name, stored.MediaType, stored.Content));
    }

    public sealed record Query(Id<Invoice> Invoice, FileHash File) : IQuery<Query, ReadInvoiceFile, ReadPaper.Result>;
}

/// <summary>The same by the client's link.</summary>
internal sealed class ReadLinkedFile : IUseCase<ReadLinkedFile.Query, ReadPaper.Result>
{
    public static Access Access => LinkAccess.Holder;

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => LinkAccess.To(query.Token, tx);

    public async Task<Outcome<ReadPaper.Result>> Run(Query query, Tx tx, Actor actor) =>
        await tx.OpenLink(query.Token) is { } id ? await ReadInvoiceFile.Find(tx, id, query.File) : Refusal.Unknown;

    public sealed record Query(string Token, FileHash File) : IQuery<Query, ReadLinkedFile, ReadPaper.Result>;
}
