using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Invoicing;

/// <summary>A client takes the PDF or XML by the link.</summary>
internal sealed class ReadLinkedPaper : IUseCase<ReadLinkedPaper.Query, ReadPaper.Result>
{
    public static Access Access => LinkAccess.Holder;

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => LinkAccess.To(query.Token, tx);

    public async Task<Outcome<ReadPaper.Result>> Run(Query query, Tx tx, Actor actor) =>
        await tx.OpenLink(query.Token) is { } id && await tx.FindPaper(id.Value) is { } paper ? await ReadPaper.File(tx, paper, query.Pdf) : Refusal.Unknown;

    public sealed record Query(string Token, bool Pdf) : IQuery<Query, ReadLinkedPaper, ReadPaper.Result>;
}
