using System.Globalization;
using Samverk.Kernel;
using Samverk.Store;
using Samverk.Ui;

namespace Samverk.Identity;

/// <summary>Mails with a link to choose a password, in the account's own language.</summary>
internal sealed class LinkMails(Texts texts)
{
    /// <summary>What a link looks like; for the operator at the machine, who hands it over personally.</summary>
    public static async Task<string> Address(Tx tx, LinkKind kind, Secret key) =>
        $"{await tx.Address() ?? NodeAddress.Usual}{(kind is LinkKind.Invitation ? "invitation" : "reset")}?key={key.Value}";

    /// <summary>An invitation by mail; or without one, when the operator brought the key to hand it over personally.</summary>
    /// <returns><c>not-found</c> without an account; anybody else with a key of their own.</returns>
    public async Task<Outcome<Id<Link>>> Invite(Tx tx, Id<Person> person, Secret? key)
    {
        if (key is not { } own) return await Send(tx, person, LinkKind.Invitation);
        // Whoever knows the key chooses the password: no administrator may make a way into somebody else's account.
        if (!tx.Actor.Roles.Contains(Role.System)) return Refusal.Unknown;
        var id = Id<Link>.New();
        await tx.Save(id, person, LinkKind.Invitation, own);
        return id;
    }

    /// <returns><c>not-found</c> without an account.</returns>
    public async Task<Outcome<Id<Link>>> Send(Tx tx, Id<Person> person, LinkKind kind)
    {
        if (await tx.EmailOf(person) is not { } email || await tx.LanguageOf(person) is not { } language) return Refusal.Unknown;
        var (id, secret) = (Id<Link>.New(), Secret.New());
        await tx.Save(id, person, kind, secret);
        var (link, cooperative) = (await Address(tx, kind, secret), await tx.CooperativeName());
        var (subject, body) = In(language, () => Written(kind, link, cooperative));
        var queued = await tx.QueueMail(new Mail(new(id.Value), email, subject, body, Document: id.Value));
        return queued.Refusal is { } refusal ? refusal : id;
    }

    private (string Subject, string Body) Written(LinkKind kind, string link, string cooperative)
    {
        var Text = texts.Of(typeof(LinkMails).Assembly);
        return kind is LinkKind.Invitation
            ? (Text["Your account at {0}", cooperative], Letter(
                Text["You have an account at {0}. Choose a password and sign in here:", cooperative], link, Text["The link works once, for 14 days."]))
            : (Text["A new password at {0}", cooperative], Letter(
                Text["Somebody, hopefully you, asked for a new password at {0}. Choose it here:", cooperative], link,
                Text["The link works once, for one hour. If it was not you, nothing has changed and there is nothing to do."]));
    }

    private static string Letter(params string[] paragraphs) => $"{string.Join("\n\n", paragraphs)}\n";

    private static T In<T>(string language, Func<T> write)
    {
        var reader = CultureInfo.CurrentUICulture;
        try
        {
            CultureInfo.CurrentUICulture = (Language.Of(language) ?? Language.English).Culture;
            return write();
        }
        finally
        {
            CultureInfo.CurrentUICulture = reader;
        }
    }
}
