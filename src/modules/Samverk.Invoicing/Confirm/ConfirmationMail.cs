using Microsoft.Extensions.Localization;
using NodaTime;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;
using Samverk.Ui;

namespace Samverk.Invoicing;

/// <summary>What is written to the client's people about an order, in the client's language.</summary>
internal sealed class ConfirmationMail(IStringLocalizer<ConfirmationMail> text)
{
    public IStringLocalizer Text => text;

    /// <summary>Asks for an answer.</summary>
    public Mail Ask(
        Id<Mail> id, string recipient, string name, Order order, OrderDocument document, Client client, LegalEntity entity, Seller? seller, string author, LocalDate validUntil, Uri link) =>
        Letter.In(client.Language, () => Of(id, recipient, order, Letter.Of(
            text["{0} asks you to confirm order {1}", entity.Name, order.Number], SenderLines.Of(entity, seller, text),
            [
                text["Dear {0},", name],
                author.Length > 0 ? text["You and {0} agreed on the work below. {0} works for {1}, which employs the people who do it and sends you the invoice.", author, entity.Name]
                    : text["{0} agreed with you on the work below. It employs the people who do it and sends you the invoice.", entity.Name],
                text["Please open the link to read the whole order. There you can accept it, ask for changes or refuse it. You need no account and no password."],
            ],
            document.Lines, (text["Read and answer the order"], link.ToString()), [text["The link is only for you and is valid until {0}.", validUntil.Shown()]])));

    /// <summary>Tells who has accepted what was accepted, when, and under which hash.</summary>
    public Mail Receipt(Id<Mail> id, string recipient, Order order, OrderDocument document, Client client, LegalEntity entity, Seller? seller, Answer answer, string hash, ZonedDateTime at) =>
        Letter.In(client.Language, () => Of(id, recipient, order, Letter.Of(
            text["Receipt: order {0} is confirmed", order.Number], SenderLines.Of(entity, seller, text),
            [
                text["Thank you. {0} ({1}) accepted this order from {2} on {3} at {4}.", answer.Name, answer.Role, entity.Name, at.Date.Shown(), at.TimeOfDay.ToString("HH:mm", null)],
                answer.Reference.Length > 0 ? text["Your reference: {0}", answer.Reference] : "",
                text["Nothing else is needed from you. The invoice follows."],
            ],
            document.Lines, null, [text["Fingerprint of the document (SHA-256): {0}", hash]])));

    private static Mail Of(Id<Mail> id, string recipient, Order order, Letter letter) => new(id, recipient, letter.Subject, letter.Text, letter.Html, Document: order.Id.Value);
}
