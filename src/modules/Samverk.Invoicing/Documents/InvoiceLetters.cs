using Microsoft.Extensions.Localization;
using NodaTime;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;
using Samverk.Ui;

namespace Samverk.Invoicing;

/// <summary>What the cooperative writes to clients about invoices, in their language.</summary>
internal static class InvoiceLetters
{
    internal static readonly IStringLocalizer Text = new Texts().Of(typeof(InvoiceLetters).Assembly);

    /// <summary>The client's, where it is complete here; else the seller's.</summary>
    public static string LanguageOf(Client client, Seller seller) => (Language.Of(client.Language) ?? Language.Of(seller.Language) ?? Language.English).Code;

    public static Letter Invoice(Client client, LegalEntity entity, Seller seller, Paper paper, LocalDate due, string? link) => Write(client, entity, seller, link, () => (
        Text["Invoice {0} from {1}", paper.Number, Name(seller)], [Text["Here is invoice {0} over {1}, due {2}.", paper.Number, paper.Gross.Shown(), due.Shown()]],
        [(Text["Invoice"], paper.Number), (Text["To pay"], paper.Gross.Shown()), (Text["Due"], due.Shown()), .. Paying(seller, paper.Gross.Currency), .. Reference(paper.Reference)]));

    public static Letter CreditNote(Client client, LegalEntity entity, Seller seller, Paper paper, string invoice, string? link) => Write(client, entity, seller, link, () => (
        Text["Credit note {0} from {1}", paper.Number, Name(seller)], [Text["Here is credit note {0} over {1}. It belongs to invoice {2}.", paper.Number, paper.Gross.Shown(), invoice]],
        [(Text["Credit note"], paper.Number), (Text["Credited"], paper.Gross.Shown()), (Text["Invoice"], invoice)]));

    public static Letter Reminder(Client client, LegalEntity entity, Seller seller, Invoice invoice, Money open, string? reference, string? link) => Write(client, entity, seller, link, () => (
        Text["Reminder: invoice {0} from {1}", invoice.Number, Name(seller)],
        [Text["Invoice {0} was due {1}, and {2} is still open.", invoice.Number, invoice.Due.Shown(), open.Shown()], Text["If you have paid in these days, thank you: you need not do anything."]],
        [(Text["Invoice"], invoice.Number), (Text["To pay"], open.Shown()), (Text["Due"], invoice.Due.Shown()), .. Paying(seller, open.Currency), .. Reference(reference)]));

    public static Letter Demand(Client client, LegalEntity entity, Seller seller, Invoice invoice, Money open, string? reference, string? link) => Write(client, entity, seller, link, () => (
        Text["Formal demand: invoice {0} from {1}", invoice.Number, Name(seller)],
        [Text["Invoice {0} was due {1}, and {2} is still open.", invoice.Number, invoice.Due.Shown(), open.Shown()], Text["If it is not paid within 14 days, we hand it over for collection."]],
        [(Text["Invoice"], invoice.Number), (Text["To pay"], open.Shown()), (Text["Due"], invoice.Due.Shown()), .. Paying(seller, open.Currency), .. Reference(reference)]));

    private static Letter Write(
        Client client, LegalEntity entity, Seller seller, string? link, Func<(LocalizedString Subject, IReadOnlyList<LocalizedString> Words, IReadOnlyList<(LocalizedString Label, string Text)> Facts)> write) =>
        Letter.In(LanguageOf(client, seller), () =>
        {
            var (subject, words, facts) = write();
            return Letter.Of(
                subject.Value, SenderLines.Of(entity, seller, Text), [Text["Hello,"].Value, .. words.Select(line => line.Value)], [.. facts.Select(fact => (fact.Label.Value, fact.Text))],
                link is null ? null : (Text["See the invoice, how to pay it, or tell us that something is wrong"].Value, link), [Text["Kind regards"].Value]);
        });

    private static IEnumerable<(LocalizedString, string)> Paying(Seller seller, Currency currency) =>
        ReadSeller.Shown(currency == Currency.SEK ? seller : seller with { Bankgiro = null }) is { } account ? [(Text["Account"], account)] : [];

    private static IEnumerable<(LocalizedString, string)> Reference(string? reference) => reference is null ? [] : [(Text["Payment reference"], reference)];

    private static string Name(Seller seller) => Letter.OneLine(seller.Name, 80);
}
