using System.Buffers;
using System.Text;

namespace Samverk.Store;

/// <summary>
/// The kinds of files that are kept, recognised by what is in them: a claimed type that does not fit is never stored, so that nothing
/// is later shown as something that it is not. Signatures: ISO 32000-1 §7.5.2, RFC 2083, ITU-T T.81, RFC 9649, ISO 23008-12, APPNOTE.TXT.
/// </summary>
internal static class MediaTypes
{
    // Controls that no text has: all but tab, line feed, form feed, carriage return, and escape (ISO 2022).
    private static readonly SearchValues<byte> NotInText = SearchValues.Create(
        [0, 1, 2, 3, 4, 5, 6, 7, 8, 11, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 28, 29, 30, 31]);

    private static readonly string[] Heic = ["heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1"];

    public static bool Fits(string mediaType, ReadOnlySpan<byte> content) => mediaType switch
    {
        "application/pdf" or "image/png" or "image/jpeg" or "image/webp" or "image/heic" or "application/zip" => Sniff(content) == mediaType,
        "application/xml" or "text/xml" => Sniff(content) is null && IsXml(content),
        "text/plain" or "text/csv" => Sniff(content) is null && !content.ContainsAny(NotInText),
        _ => false,
    };

    private static string? Sniff(ReadOnlySpan<byte> content)
    {
        if (content.StartsWith("%PDF-"u8)) return "application/pdf";
        if (content.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])) return "image/png";
        if (content.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF])) return "image/jpeg";
        if (content.Length >= 12 && content.StartsWith("RIFF"u8) && content[8..].StartsWith("WEBP"u8)) return "image/webp";
        if (content.Length >= 12 && content[4..].StartsWith("ftyp"u8) && Heic.Contains(Encoding.ASCII.GetString(content[8..12]))) return "image/heic";
        // The second is an archive of nothing.
        return content.StartsWith("PK\x03\x04"u8) || content.StartsWith("PK\x05\x06"u8) ? "application/zip" : null;
    }

    // In UTF-8 or in UTF-16 with its mark (XML 1.0, appendix F); a parser judges the rest.
    private static bool IsXml(ReadOnlySpan<byte> content)
    {
        if (content.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || content.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
            return content.Length >= 4 && (content[2..4] is [(byte)'<', 0] || content[2..4] is [0, (byte)'<']);
        if (content.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF])) content = content[3..];
        return content.TrimStart(" \t\r\n"u8) is [(byte)'<', ..] && !content.ContainsAny(NotInText);
    }
}
