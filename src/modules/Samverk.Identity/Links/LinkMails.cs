using System.Globalization;
using Samverk.Kernel;
using Samverk.Store;
using Samverk.Ui;

namespace Samverk.Identity;

/// <summary>Mails with a link, in the account's own language.</summary>
internal sealed class LinkMails(Texts texts)
{
    /// <summary>What a link looks like; for the operator at the machine, who hands it over personally.</summary>
    public static async Task<string> Address(Tx tx, LinkKind kind, Secret key) =>
        $"{await tx.Address() ?? NodeAddress.Usual}{kind switch { LinkKind.Invitation => "invitation", LinkKind.Reset => "reset", _ => "security/email/confirm" }}?key={key.Value}";

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

    /// <summary>To an address that a person wants to be reached at from now on: whoever reads it there may confirm it.</summary>
    public async Task<Outcome<Id<Link>>> SendToNew(Tx tx, Account account, string email)
    {
        var (id, secret) = (Id<Link>.New(), Secret.New());
        await tx.Save(id, account.Person, LinkKind.Email, secret, email);
        var (link, cooperative) = (await Address(tx, LinkKind.Email, secret), await tx.CooperativeName());
        var (subject, body) = In(account.Language, () => Written(LinkKind.Email, link, cooperative));
        var queued = await tx.QueueMail(new Mail(new(id.Value), email, subject, body, Document: id.Value));
        return queued.Refusal is { } refusal ? refusal : id;
    }

    /// <summary>To the address until now, so that nobody loses an account without hearing of it. Does not name the new one.</summary>
    public async Task<Outcome<Done>> TellOld(Tx tx, Account account, string old, Guid change)
    {
        var cooperative = await tx.CooperativeName();
        var (subject, body) = In(account.Language, () =>
        {
            var Text = texts.Of(typeof(LinkMails).Assembly);
            return (Text["Your address at {0} has changed", cooperative], Letter(
                Text["From now on {0} writes to another address, and you sign in with that one.", cooperative],
                Text["If it was not you, call the cooperative at once: somebody has been in your account."]));
        });
        return (await tx.QueueMail(new Mail(Id<Mail>.Named(change, "old address"), old, subject, body, Document: change))).Then<Done>(_ => default(Done));
    }

    private (string Subject, string Body) Written(LinkKind kind, string link, string cooperative)
    {
        var Text = texts.Of(typeof(LinkMails).Assembly);
        if (kind is LinkKind.Email)
            return (Text["Your new address at {0}", cooperative], Letter(
                Text["You want to be reached at this address by {0} and sign in with it. Confirm it here, where you are signed in:", cooperative], link,
                Text["The link works once, for one hour. If it was not you, nothing has changed and there is nothing to do."]));
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
