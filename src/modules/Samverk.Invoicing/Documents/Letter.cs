using System.Globalization;
using System.Net;
using System.Text;
using Samverk.Ui;

namespace Samverk.Invoicing;

/// <summary>
/// One mail to somebody outside, as plain text and as the same words in HTML: the sender first and in full at the end, amounts in a table, at
/// most one link, written out, no pictures. What looks like this can be checked by whoever gets it.
/// </summary>
public sealed record Letter(string Subject, string Text, string Html)
{
    /// <param name="sender">Name, register number, address, whom to ask: the first line is the name.</param>
    /// <param name="facts">What it is about, in rows: what is unsure about a mail is answered here.</param>
    /// <param name="link">Words and address.</param>
    /// <param name="after">Below the link.</param>
    public static Letter Of(
        string subject, IReadOnlyList<string> sender, IEnumerable<string> before, IReadOnlyList<(string Label, string Text)> facts, (string Words, string Address)? link, IEnumerable<string> after)
    {
        var (first, last) = (Given(before), Given(after));
        var plain = new StringBuilder().AppendJoin("\n\n", first).Append("\n\n");
        foreach (var (label, text) in facts) plain.Append(CultureInfo.InvariantCulture, $"{label}: {text}\n");
        if (link is { } open) plain.Append(CultureInfo.InvariantCulture, $"\n{open.Words}:\n{open.Address}\n");
        foreach (var line in last) plain.Append(CultureInfo.InvariantCulture, $"\n{line}\n");
        plain.Append("\n-- \n").AppendJoin('\n', sender).Append('\n');

        var html = new StringBuilder("<div style=\"max-width:600px;margin:0 auto;font-family:Inter,Segoe UI,Roboto,Helvetica,Arial,sans-serif;font-size:15px;line-height:1.5;color:#1f2723\">");
        html.Append(CultureInfo.InvariantCulture, $"<p style=\"margin:0 0 20px;padding:0 0 12px;border-bottom:2px solid #0b6e63;font-size:18px;font-weight:700;color:#0b6e63\">{Safe(sender[0])}</p>");
        foreach (var line in first) html.Append(CultureInfo.InvariantCulture, $"<p>{Safe(line)}</p>");
        html.Append("<table style=\"width:100%;border-collapse:collapse;margin:16px 0\">");
        foreach (var (label, text) in facts)
            html.Append(CultureInfo.InvariantCulture, $"<tr><th align=\"left\" valign=\"top\" style=\"padding:8px 16px 8px 0;border-bottom:1px solid #ebe6dc;font-weight:400;color:#5b6270;white-space:nowrap\">{Safe(label)}</th><td style=\"padding:8px 0;border-bottom:1px solid #ebe6dc\">{Safe(text).Replace("\n", "<br>", StringComparison.Ordinal)}</td></tr>");
        html.Append("</table>");
        if (link is { } shown)
            html.Append(CultureInfo.InvariantCulture, $"<p style=\"margin:20px 0 8px\"><a href=\"{Safe(shown.Address)}\" style=\"display:inline-block;padding:12px 20px;border-radius:10px;background:#0b6e63;color:#ffffff;text-decoration:none;font-weight:600\">{Safe(shown.Words)}</a></p><p style=\"margin:0 0 20px;font-size:13px;color:#5b6270;word-break:break-all\">{Safe(shown.Address)}</p>");
        foreach (var line in last) html.Append(CultureInfo.InvariantCulture, $"<p>{Safe(line)}</p>");
        html.Append(CultureInfo.InvariantCulture, $"<p style=\"margin:24px 0 0;padding:12px 0 0;border-top:1px solid #ebe6dc;font-size:13px;color:#5b6270\">{string.Join("<br>", sender.Select(Safe))}</p></div>");
        return new Letter(OneLine(subject, 200), plain.ToString(), html.ToString());
    }

    /// <summary>A name or title with a line break in it would end the subject line.</summary>
    public static string OneLine(string text, int longest)
    {
        var line = string.Concat(text.Select(sign => char.IsControl(sign) || sign is '\u2028' or '\u2029' ? ' ' : sign));
        return line.Length > longest ? line[..longest] : line;
    }

    /// <summary>Writes in the language of the reader, whoever asked for it; English where it is not complete here.</summary>
    public static T In<T>(string language, Func<T> write)
    {
        var (culture, ui) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        var reader = (Language.Of(language) ?? Language.English).Culture;
        try
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (reader, reader);
            return write();
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, ui);
        }
    }

    private static IReadOnlyList<string> Given(IEnumerable<string> lines) => [.. lines.Where(line => line.Length > 0)];

    private static string Safe(string text) => WebUtility.HtmlEncode(text);
}
