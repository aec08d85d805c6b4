using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Invoicing;

/// <summary>The stored file of an invoice or credit note: the bytes that were sent.</summary>
internal sealed class ReadPaper : IUseCase<ReadPaper.Query, ReadPaper.Result>
{
    public static Access Access => DraftAccess.Read;

    public static async Task<Relation> Relate(Query query, Tx tx, Actor actor) =>
        await tx.FindPaper(query.Document) is { } paper ? await DraftAccess.ToInvoice(paper.Invoice, tx, actor) : Relation.None;

    public async Task<Outcome<Result>> Run(Query query, Tx tx, Actor actor) =>
        await tx.FindPaper(query.Document) is { } paper ? await File(tx, paper, query.Pdf) : Refusal.Unknown;

    /// <returns><c>not-found</c> while the page is still being printed.</returns>
    internal static async Task<Outcome<Result>> File(Tx tx, Paper paper, bool pdf)
    {
        if ((pdf ? paper.Pdf : paper.Xml) is not { } hash) return Refusal.Unknown;
        var file = await tx.LoadFile(hash);
        return file.Refusal is { } refusal ? refusal : new Result($"{paper.Number}.{(pdf ? "pdf" : "xml")}", file.Value.MediaType, file.Value.Content);
    }

    public sealed record Query(Guid Document, bool Pdf) : IQuery<Query, ReadPaper, Result>;

    public sealed record Result(string Name, string MediaType, byte[] Content);
}
