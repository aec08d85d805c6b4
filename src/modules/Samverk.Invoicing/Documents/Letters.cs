using System.Globalization;
using Microsoft.Extensions.Localization;
using NodaTime;
using Samverk.Kernel;
using Samverk.Store;
using Samverk.Ui;

namespace Samverk.Invoicing;

/// <summary>What the cooperative writes to clients, in their language.</summary>
internal static class Letters
{
    private static readonly IStringLocalizer Text = new Texts().Of(typeof(Letters).Assembly);

    /// <summary>The client's, where it is complete here; else the seller's.</summary>
    public static string LanguageOf(Client client, Seller seller) => (Language.Of(client.Language) ?? Language.Of(seller.Language) ?? Language.English).Code;

    public static (string Subject, string Text) Invoice(Client client, Seller seller, Paper paper, LocalDate due, string? link) => In(client, seller, () => (
        Text["Invoice {0} from {1}", paper.Number, Line(seller.Name)].Value,
        Letter(seller, link, Text["Here is invoice {0} over {1}, due {2}.", paper.Number, paper.Gross.Shown(), due.Shown()], paper.Reference is null ? null : Text["Please give this reference when you pay: {0}", paper.Reference].Value)));

    public static (string Subject, string Text) CreditNote(Client client, Seller seller, Paper paper, string invoice, string? link) => In(client, seller, () => (
        Text["Credit note {0} from {1}", paper.Number, Line(seller.Name)].Value,
        Letter(seller, link, Text["Here is credit note {0} over {1}. It belongs to invoice {2}.", paper.Number, paper.Gross.Shown(), invoice], null)));

    public static (string Subject, string Text) Reminder(Client client, Seller seller, Invoice invoice, Money open, string? link) => In(client, seller, () => (
        Text["Reminder: invoice {0} from {1}", invoice.Number, Line(seller.Name)].Value,
        Letter(seller, link, Text["Invoice {0} was due {1}, and {2} is still open.", invoice.Number, invoice.Due.Shown(), open.Shown()], Text["If you have paid in these days, thank you: you need not do anything."])));

    public static (string Subject, string Text) Demand(Client client, Seller seller, Invoice invoice, Money open, string? link) => In(client, seller, () => (
        Text["Formal demand: invoice {0} from {1}", invoice.Number, Line(seller.Name)].Value,
        Letter(seller, link, Text["Invoice {0} was due {1}, and {2} is still open.", invoice.Number, invoice.Due.Shown(), open.Shown()], Text["If it is not paid within 14 days, we hand it over for collection."])));

    private static string Letter(Seller seller, string? link, string what, string? more) => string.Join("\n\n", new[]
    {
        Text["Hello,"].Value, what, more, link is null ? null : Text["The invoice, how to pay it, and a way to tell us that something is wrong: {0}", link].Value,
        Text["Kind regards"].Value + "\n" + seller.Name,
    }.Where(part => part is not null));

    // A name with a line break in it would end the subject line.
    private static string Line(string name)
    {
        var line = string.Concat(name.Where(sign => !char.IsControl(sign) && sign is not ('\u2028' or '\u2029')));
        return line.Length > 80 ? line[..80] : line;
    }

    private static T In<T>(Client client, Seller seller, Func<T> write)
    {
        var (culture, ui) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = Language.Of(LanguageOf(client, seller))!.Culture;
        try
        {
            return write();
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, ui);
        }
    }
}
