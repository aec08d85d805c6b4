using System.Globalization;
using Dapper;
using Microsoft.Extensions.Localization;
using Samverk.Kernel;
using Samverk.Store;
using Samverk.Ui;

namespace Samverk.Members;

/// <summary>
/// What a person hears when their bank account is changed. It goes to every address that they ever gave, because who has changed the account
/// may have changed the address before; it names nobody and no number but the last four signs.
/// </summary>
internal static class PayAccountLetter
{
    private static readonly IStringLocalizer Text = new Texts().Of(typeof(PayAccountLetter).Assembly);

    public static async Task<Outcome<Done>> TellOfPayAccount(this Tx tx, PersonFacts person, PayAccount account)
    {
        var (subject, body) = Write(person.Language, await tx.CooperativeName(), account, await tx.Address());
        foreach (var address in await tx.Connection.QueryAsync<string>("select email from members.mail_address where person = @id order by email", new { id = person.Id.Value }))
            if ((await tx.QueueMail(new Mail(Id<Mail>.Named(account.Id, address), address, subject, body, Document: account.Id))).Refusal is { } refusal) return refusal;
        return default(Done);
    }

    private static (string Subject, string Body) Write(string language, string cooperative, PayAccount account, Uri? node)
    {
        var (culture, ui) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        var reader = (Language.Of(language) ?? Language.English).Culture;
        try
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (reader, reader);
            string[] lines =
            [
                Text["Hello,"],
                Text["Somebody signed in as you has given another bank account for the money that you get from {0}. It ends in {1}.", cooperative, account.Ending],
                Text["If it was you, you need not do anything: money goes there from {0}. Until then nothing is paid out to you.", account.UsableFrom.Shown()],
                Text["If it was not you, stop it on the page of your data before that day, change your password, and call the office. Nothing is lost until then."],
                .. node is null ? (string[])[] : [new Uri(node, "/me/account").ToString()],
                Text["Kind regards"],
                cooperative,
            ];
            return (Text["Your bank account was changed"], string.Join("\n\n", lines) + "\n");
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, ui);
        }
    }
}
