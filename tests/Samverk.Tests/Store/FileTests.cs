using System.Text;
using CsCheck;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Tests;

public sealed class FileTests
{
    private static readonly (string Type, byte[] Content)[] Samples =
    [
        ("application/pdf", "%PDF-1.7\n"u8.ToArray()),
        ("image/png", [0x89, .. "PNG\r\n"u8, 0x1A, 0x0A, 0, 0, 0, 13]),
        ("image/jpeg", [0xFF, 0xD8, 0xFF, 0xE0, 0, 16]),
        ("image/webp", [.. "RIFF"u8, 1, 2, 3, 4, .. "WEBPVP8 "u8]),
        ("image/heic", [0, 0, 0, 24, .. "ftypheic"u8, 0, 0]),
        ("application/zip", [.. "PK\x03\x04"u8, 20, 0]),
        ("application/xml", "<?xml version=\"1.0\"?><Invoice/>"u8.ToArray()),
        ("text/xml", [0xEF, 0xBB, 0xBF, .. " \n<Invoice/>"u8]),
        ("application/xml", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("<Invoice/>")]),
        ("text/plain", "Grüße"u8.ToArray()),
        ("text/csv", Encoding.Latin1.GetBytes("date;amount\r\n2026-03-02;60,00\r\nGrüße;1\r\n")),
    ];

    [Fact]
    public async Task What_was_stored_is_loaded_again_and_the_same_content_is_stored_once()
    {
        await using var store = await StoreFixture.Fresh();
        foreach (var (type, content) in Samples)
        {
            var hash = (await store.Write(tx => tx.StoreFile(content, type))).Value;
            Assert.Equal(hash, (await store.Write(tx => tx.StoreFile([.. content], type))).Value);
            var loaded = (await store.Read(tx => tx.LoadFile(hash))).Value;
            Assert.Equal((hash, type), (loaded.Hash, loaded.MediaType));
            Assert.Equal(content, loaded.Content);
        }

        Assert.Equal(Samples.Length, await store.Ask<int>("select count(*) from store.file"));
        Assert.Equal(Refusal.Unknown, (await store.Read(tx => tx.LoadFile(FileHash.Of("nothing"u8)))).Refusal);
    }

    [Fact]
    public void Content_fits_its_own_kind_only()
    {
        foreach (var (type, content) in Samples)
            foreach (var claimed in Samples.Select(sample => sample.Type).Distinct())
                Assert.True(MediaTypes.Fits(claimed, content) == MayBe(type, claimed, content), $"{type} as {claimed}");

        // XML is text too, unless it is in UTF-16.
        static bool MayBe(string type, string claimed, byte[] content) =>
            Family(claimed) == Family(type) || (Family(type) is "xml" && Family(claimed) is "text" && content[0] is not 0xFF);

        static string Family(string type) => type switch
        {
            "application/xml" or "text/xml" => "xml",
            "text/plain" or "text/csv" => "text",
            _ => type,
        };
    }

    [Fact]
    public void Bytes_with_a_zero_in_them_are_no_text() =>
        Gen.Byte.Array[1, 64].Sample(bytes => Assert.False(MediaTypes.Fits("text/plain", [(byte)'a', .. bytes, 0])));

    [Theory]
    [InlineData("text/html", "<html><script>alert(1)</script>")]
    [InlineData("image/svg+xml", "<svg/>")]
    [InlineData("application/pdf", "MZ not a PDF")]
    [InlineData("text/plain", "%PDF-1.7")]
    [InlineData("text/plain", "")]
    [InlineData("", "text")]
    public async Task What_is_not_of_the_claimed_kind_is_refused(string type, string content)
    {
        await using var store = await StoreFixture.Fresh();

        var refused = (await store.Write(tx => tx.StoreFile(Encoding.UTF8.GetBytes(content), type))).Refusal;

        Assert.Equal(("field-invalid", "file"), (refused?.Code, refused?.Field));
    }

    [Fact]
    public async Task Twenty_mebibytes_are_stored_and_one_byte_more_is_refused()
    {
        await using var store = await StoreFixture.Fresh();
        var largest = new byte[FileSql.LargestFile];
        Array.Fill(largest, (byte)'a');

        Assert.Null((await store.Write(tx => tx.StoreFile(largest, "text/plain"))).Refusal);
        Assert.Equal("field-invalid", (await store.Write(tx => tx.StoreFile([.. largest, (byte)'a'], "text/plain"))).Refusal?.Code);
    }

    [Fact]
    public void A_hash_reads_back_from_its_text() => Gen.Byte.Array.Sample(bytes =>
    {
        var hash = FileHash.Of(bytes);
        return FileHash.TryParse(hash.ToString(), null, out var read) && read == hash && !FileHash.TryParse(hash + "a", null, out _);
    });
}
