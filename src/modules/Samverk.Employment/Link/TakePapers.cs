using System.IO.Compression;
using System.Text.Json;
using Samverk.EInvoice;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Employment;

/// <summary>By the link: the contract as PDF, with who has signed it and with its exact text attached.</summary>
internal sealed class TakeContract : IUseCase<TakeContract.Query, byte[]>
{
    public static Access Access => ReadEngaged.Access;

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => tx.RelationTo(query.Token);

    public async Task<Outcome<byte[]>> Run(Query query, Tx tx, Actor actor) =>
        await tx.Open(query.Token) is { Work: { } work } && await tx.ContractFor(work) is { } contract ? await tx.PdfOf(contract) : Refusal.Unknown;

    public sealed record Query(EngagementToken Token) : IQuery<Query, TakeContract, byte[]>;
}

/// <summary>By the link: everything that is kept about this engagement, as JSON, with the contract. Nothing of what else the register knows.</summary>
internal sealed class TakeData : IUseCase<TakeData.Query, byte[]>
{
    private static readonly JsonSerializerOptions Readable = new(StoreJson.Options) { WriteIndented = true };

    public static Access Access => ReadEngaged.Access;

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => tx.RelationTo(query.Token);

    public async Task<Outcome<byte[]>> Run(Query query, Tx tx, Actor actor)
    {
        if (await tx.Open(query.Token) is not { } one) return Refusal.Unknown;
        var contract = one.Work is { } work ? await tx.ContractFor(work) : null;
        var facts = one.Person is { } person && one.TaxFacts is { } given ? (await tx.TaxFactsOf(person)).FirstOrDefault(facts => facts.Id == given) : null;
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            await Add(archive, "engagement.json", Json(new { one.Name, one.Email, one.Phone, one.Contract, one.Country, one.Place, one.Role, one.Risk, one.Days, one.State, Steps = await tx.Steps(one.Id.Value) }), tx);
            if (facts is not null) await Add(archive, "tax-facts.json", Json(new { facts.ValidFrom, facts.Facts, facts.State }), tx);
            if (contract is not null)
            {
                await Add(archive, "contract.json", Json(new { contract.Hash, contract.Template, contract.Version, contract.Language, contract.State, contract.Signatures }), tx);
                if (await tx.PdfOf(contract) is { Refusal: null, Value: var pdf }) await Add(archive, "contract.pdf", pdf, tx);
            }

            if (one.Wage is { } wage && await tx.SlipOf(wage) is { } slip) await Add(archive, "payslip.json", Json(slip), tx);
            if (await tx.ClaimsOf(one) is { Count: > 0 } claims) await Add(archive, "wage-claims.json", Json(claims.Select(claim => new { claim.Payslip, claim.Amount, claim.Open, claim.Agreed, claim.AgreedOn, claim.AgreedLink, claim.MadeOn }).ToArray()), tx);
        }

        return bytes.ToArray();
    }

    private static byte[] Json(object content) => JsonSerializer.SerializeToUtf8Bytes(content, content.GetType(), Readable);

    private static async Task Add(ZipArchive archive, string file, byte[] content, Tx tx)
    {
        var entry = archive.CreateEntry(file);
        entry.LastWriteTime = tx.Now.ToDateTimeOffset();
        await using var stream = await entry.OpenAsync();
        await stream.WriteAsync(content);
    }

    public sealed record Query(EngagementToken Token) : IQuery<Query, TakeData, byte[]>;
}

internal static class ContractPdf
{
    /// <returns>The contract as PDF; <c>not-found</c> once its text is erased.</returns>
    public static async Task<Outcome<byte[]>> PdfOf(this Tx tx, Contract contract)
    {
        if (await tx.TextOf(contract) is not { } text || await tx.FindEntity(contract.Entity) is not { } entity) return Refusal.Unknown;
        // Evidence in one language: it is for a court as well as for its reader, and says nothing but names, times and numbers.
        var evidence = contract.Signatures.Select(one =>
            $"{one.Name} · {one.At.InZone(tx.Zone).LocalDateTime.ToString("uuuu-MM-dd HH:mm:ss", null)} · {(one.Key is { } key ? $"link {key}" : $"sign-in {one.Person}")}").Append($"SHA-256 {contract.Hash.Value}");
        var title = text[..text.IndexOf('\n', StringComparison.Ordinal)].TrimStart('#', ' ');
        var written = contract.Signatures.Count is 0 ? contract.Drafted : contract.Signatures.Max(one => one.At);
        return WordsPdf.Write(text, [.. evidence], title, entity.Name, contract.Language, written);
    }
}
