using System.Globalization;
using System.Text;
using MimeKit;
using Samverk.Kernel;

namespace Samverk.Store;

/// <summary>One message to one person, waiting or sent.</summary>
/// <param name="Recipient">A plain address, without a display name.</param>
/// <param name="Subject">One line, at most 200 characters.</param>
/// <param name="Text">Plain text, always; who cannot or will not see HTML reads this.</param>
/// <param name="Document">What it is about, for the timeline of that thing.</param>
public sealed record Mail(
    Id<Mail> Id, string Recipient, string Subject, string Text,
    string? Html = null, IReadOnlyList<Attachment>? Attachments = null, Guid? Document = null)
{
    private const int LongestSubject = 200, LongestBody = 200_000, MostAttachments = 10;

    // RFC 5321 §4.5.3.1.3: a path of 256 with its angle brackets.
    private const int LongestAddress = 254;

    internal IReadOnlyList<Attachment> Files => Attachments ?? [];

    /// <returns>Null, or <c>field-missing</c> or <c>field-invalid</c> with the field.</returns>
    internal Refusal? Refuse() =>
        string.IsNullOrWhiteSpace(Recipient) ? Missing(nameof(Recipient))
        : !IsAddress(Recipient) ? Invalid(nameof(Recipient))
        : string.IsNullOrWhiteSpace(Subject) ? Missing(nameof(Subject))
        : Subject.Length > LongestSubject || !IsOneLine(Subject) ? Invalid(nameof(Subject))
        : string.IsNullOrWhiteSpace(Text) ? Missing(nameof(Text))
        : Text.Length > LongestBody || Text.Contains('\0') ? Invalid(nameof(Text))
        : Html is { } html && (html.Length > LongestBody || html.Contains('\0')) ? Invalid(nameof(Html))
        : Files.Count > MostAttachments || !Files.All(file => IsSafeName(file.Name)) ? Invalid(nameof(Attachments))
        : null;

    /// <summary>A plain address, as RFC 5321 has them.</summary>
    public static bool IsAddress(string text) =>
        text.Length <= LongestAddress && IsOneLine(text)
        && MailboxAddress.TryParse(text, out var mailbox) && mailbox.Address == text && mailbox.Route.Count is 0
        && mailbox.LocalPart.Length is > 0 and <= 64 && mailbox.Domain.Length > 0;

    /// <summary>Without line breaks and other controls: a line break in a header would begin another header.</summary>
    public static bool IsOneLine(string text) => text.EnumerateRunes().All(rune => rune != Rune.ReplacementChar
        && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator));

    // It becomes a file on the reader's disk: no folders, no drive, no hidden file, and no characters that turn "fdp.exe" round.
    private static bool IsSafeName(string name) =>
        name.Length is > 0 and <= 120 && IsOneLine(name) && name[0] is not ('.' or ' ') && name[^1] is not ('.' or ' ')
        && !name.AsSpan().ContainsAny("/\\:*?\"<>|") && !name.EnumerateRunes().Any(rune => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format);

    private static Refusal Missing(string field) => new("field-missing") { Field = Camel(field) };

    private static Refusal Invalid(string field) => new("field-invalid") { Field = Camel(field) };

    private static string Camel(string field) => char.ToLowerInvariant(field[0]) + field[1..];
}

/// <summary>A stored file that goes with a mail, under a name for its reader.</summary>
public sealed record Attachment(string Name, FileHash Hash);
