using Dapper;
using Samverk.Kernel;

namespace Samverk.Store;

/// <summary>A file as it was stored. Hand it out with its media type and <c>X-Content-Type-Options: nosniff</c>; XML and archives as a download.</summary>
public sealed record StoredFile(FileHash Hash, string MediaType, byte[] Content);

public static class FileSql
{
    /// <summary>20 MiB.</summary>
    public const int LargestFile = 20 * 1024 * 1024;

    /// <summary>Stores a document under the hash of its content. The same content again is the same file and keeps the type of the first time.</summary>
    /// <param name="mediaType">PDF, PNG, JPEG, WebP, HEIC, plain text, CSV, XML or ZIP, without parameters.</param>
    /// <returns><c>field-invalid</c> for a file that is empty, too large, or not of the claimed type.</returns>
    public static async Task<Outcome<FileHash>> StoreFile(this Tx tx, byte[] content, string mediaType)
    {
        if (content.Length is 0) return Invalid("content-missing");
        if (content.Length > LargestFile) return new Refusal("field-invalid", ("why", "too-large"), ("largest", LargestFile)) { Field = "file" };
        if (!MediaTypes.Fits(mediaType, content)) return Invalid("media-type");
        var hash = FileHash.Of(content);
        await tx.Connection.ExecuteAsync(
            """
            insert into store.file (hash, media_type, content, stored_at)
            select @hash, @mediaType, @content, @now
            where not exists (select from store.file where hash = @hash)
            on conflict do nothing
            """,
            new { hash = hash.Bytes, mediaType, content, now = tx.Now });
        return hash;
    }

    /// <returns>The file, or <c>not-found</c>. Who may see it is for the module whose document names it.</returns>
    public static async Task<Outcome<StoredFile>> LoadFile(this Tx tx, FileHash hash)
    {
        var row = await tx.Connection.QuerySingleOrDefaultAsync<(string MediaType, byte[] Content)?>(
            "select media_type, content from store.file where hash = @hash", new { hash = hash.Bytes });
        return row is { } file ? new StoredFile(hash, file.MediaType, file.Content) : Refusal.Unknown;
    }

    /// <summary>The file is gone: for erasing a person, by the module whose document it is. Whoever names the same content elsewhere loses it, too.</summary>
    public static Task ForgetFile(this Tx tx, FileHash hash) => tx.Connection.ExecuteAsync("delete from store.file where hash = @hash", new { hash = hash.Bytes });

    private static Refusal Invalid(string why) => new("field-invalid", ("why", why)) { Field = "file" };
}
