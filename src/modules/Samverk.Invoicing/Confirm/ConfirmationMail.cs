using System.Net;
using Microsoft.Extensions.Localization;
using NodaTime;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;
using Samverk.Ui;

namespace Samverk.Invoicing;

/// <summary>What is written to the client's people, in the client's language: plain words, the sender first, no pictures, one link.</summary>
internal sealed class ConfirmationMail(IStringLocalizer<ConfirmationMail> text)
{
    public IStringLocalizer Text => text;

    /// <summary>Asks for an answer.</summary>
    public Mail Ask(Id<Mail> id, string recipient, string name, Order order, OrderDocument document, Client client, LegalEntity entity, string author, LocalDate validUntil, Uri link) =>
        InLanguage.Of(client.Language, () => Compose(
            id, recipient, text["{0} asks you to confirm order {1}", entity.Name, order.Number],
            [
                text["Dear {0},", name],
                author.Length > 0 ? text["You and {0} agreed on the work below. {0} works for {1}, which employs the people who do it and sends you the invoice.", author, entity.Name]
                    : text["{0} agreed with you on the work below. It employs the people who do it and sends you the invoice.", entity.Name],
                text["Please open the link to read the whole order. There you can accept it, ask for changes or refuse it. You need no account and no password."],
                link.ToString(),
                text["The link is only for you and is valid until {0}.", validUntil.Shown()],
            ],
            document, order.Id.Value));

    /// <summary>Tells who has accepted what was accepted, when, and under which hash.</summary>
    public Mail Receipt(Id<Mail> id, string recipient, Order order, OrderDocument document, Client client, LegalEntity entity, Answer answer, string hash, ZonedDateTime at) =>
        InLanguage.Of(client.Language, () => Compose(
            id, recipient, text["Receipt: order {0} is confirmed", order.Number],
            [
                text["Thank you. {0} ({1}) accepted this order from {2} on {3} at {4}.", answer.Name, answer.Role, entity.Name, at.Date.Shown(), at.TimeOfDay.ToString("HH:mm", null)],
                answer.Reference.Length > 0 ? text["Your reference: {0}", answer.Reference] : "",
                text["Nothing else is needed from you. The invoice follows."],
                text["Fingerprint of the document (SHA-256): {0}", hash],
            ],
            document, order.Id.Value));

    private static Mail Compose(Id<Mail> id, string recipient, string subject, IReadOnlyList<string> before, OrderDocument document, Guid order)
    {
        var paragraphs = before.Where(line => line.Length > 0).ToArray();
        var plain = string.Join("\n\n", paragraphs) + "\n\n" + string.Join('\n', document.Lines.Select(line => $"{line.Label}: {line.Text}")) + "\n";
        var html = string.Concat(paragraphs.Select(line => $"<p>{(Uri.TryCreate(line, UriKind.Absolute, out var link) && link.Scheme is "http" or "https" && !line.Contains(' ', StringComparison.Ordinal) ? $"<a href=\"{Safe(line)}\">{Safe(line)}</a>" : Safe(line))}</p>"))
            + $"<table>{string.Concat(document.Lines.Select(line => $"<tr><th align=\"left\" valign=\"top\">{Safe(line.Label)}</th><td>{Safe(line.Text).Replace("\n", "<br>", StringComparison.Ordinal)}</td></tr>"))}</table>";
        return new Mail(id, recipient, Line(subject), plain, html, Document: order);
    }

    private static string Safe(string text) => WebUtility.HtmlEncode(text);

    // A title with a line break in it would not be one line any more.
    private static string Line(string subject) => string.Concat(subject.Select(letter => char.IsControl(letter) ? ' ' : letter)) is var line && line.Length > 200 ? line[..200] : line;
}
