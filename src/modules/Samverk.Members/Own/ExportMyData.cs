using System.IO.Compression;
using System.Text.Json;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Members;

/// <summary>
/// A person takes all own data along, as JSON files in one archive: at any time, whatever state the membership is in (invariant I46).
/// </summary>
internal sealed class ExportMyData(IEnumerable<IOwnData> modules) : IUseCase<ExportMyData.Query, byte[]>
{
    private static readonly JsonSerializerOptions Readable = new(StoreJson.Options) { WriteIndented = true };

    public static Access Access => new(Who.Self) { InPerson = true };

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => tx.RelationTo(actor.Person, actor);

    public async Task<Outcome<byte[]>> Run(Query query, Tx tx, Actor actor)
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            var files = new List<string>();
            foreach (var module in modules)
                foreach (var (file, content) in await module.Of(actor.Person, tx))
                {
                    await Add(archive, file, content, tx);
                    files.Add(file);
                }

            await Add(archive, "about", new { actor.Person, Made = tx.Now, files }, tx);
        }

        return bytes.ToArray();
    }

    private static async Task Add(ZipArchive archive, string file, object content, Tx tx)
    {
        var entry = archive.CreateEntry($"{file}.json");
        entry.LastWriteTime = tx.Now.ToDateTimeOffset();
        await using var stream = await entry.OpenAsync();
        await JsonSerializer.SerializeAsync(stream, content, content.GetType(), Readable);
    }

    public sealed record Query : IQuery<Query, ExportMyData, byte[]>;
}
