using System.Globalization;
using System.Text;
using Samverk.Kernel;
using Samverk.Members;
using Samverk.Store;
using Samverk.Ui;

namespace Samverk.Desk;

/// <summary>
/// A member writes to the staff about a thing, or is written to. The other side gets a mail with a link, never with the text or a name; a
/// member's message is on the desk until it is answered.
/// </summary>
internal sealed class PostMessage(Texts texts) : IUseCase<PostMessage.Command, Guid>
{
    public const int Longest = 4000;

    public const string Kind = "desk.message";

    public static Access Access => new([.. Enum.GetValues<Role>().Where(role => role is not (Role.Visitor or Role.System)).Select(role => (role, Relation.Own)), .. Who.Staff]);

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) =>
        Task.FromResult(command.Member == actor.Person ? Relation.Own : Relation.None);

    public async Task<Outcome<Guid>> Run(Command command, Tx tx, Actor actor)
    {
        var text = command.Text.ReplaceLineEndings("\n").Trim();
        if (text.Length is 0) return new Refusal("field-missing") { Field = "text" };
        if (text.Length > Longest || !IsText(text)) return new Refusal("field-invalid") { Field = "text" };
        if (!IsPlace(command.Href)) return new Refusal("field-invalid") { Field = "href" };
        if (command.Noun.Length is 0 or > 100) return new Refusal("field-invalid") { Field = "noun" };
        if (await tx.FindPerson(command.Member) is not { ErasedOn: null } member) return Refusal.Unknown;

        var thread = ThreadSql.ThreadId(command.Object, command.Member);
        var fromMember = actor.Person == command.Member;
        await tx.Add(thread, command.Noun, command.Object, command.Member, command.Href, new Message(command.Request, actor.Person.Value, fromMember, tx.Now, text));
        return fromMember ? await AskStaff(command, tx, member, thread) : await Answer(command, tx, member, thread);
    }

    private async Task<Outcome<Guid>> AskStaff(Command command, Tx tx, PersonFacts member, Guid thread)
    {
        var waits = await tx.LockCase(thread, Kind);
        if (waits is { State: CaseState.Waiting }) await tx.Resume(waits, "answered");
        var item = await tx.OpenItem(new Item(Kind, command.Noun, thread, "A message to answer", command.Href) { Member = member.Id });
        // One mail until it is answered: the queue shows the rest.
        var isNew = waits is null or { State: CaseState.Resolved or CaseState.Waiting };
        if (isNew && member.Adviser is { } adviser && await tx.FindPerson(adviser) is { ErasedOn: null, Email: not null } recipient)
            if (await Send(tx, command.Request, recipient, "A member has written to you", $"/desk?item={item}", thread) is { } refusal) return refusal;
        return command.Request;
    }

    private async Task<Outcome<Guid>> Answer(Command command, Tx tx, PersonFacts member, Guid thread)
    {
        await tx.CloseItem(thread, Kind, "answered");
        if (member.Email is not null && await Send(tx, command.Request, member, "Your cooperative has written to you", command.Href, thread) is { } refusal) return refusal;
        return command.Request;
    }

    private async Task<Refusal?> Send(Tx tx, Guid id, PersonFacts recipient, string subject, string path, Guid thread)
    {
        var address = await tx.Address();
        var (title, body) = In(recipient.Language, text => (
            text[subject].Value,
            address is null ? text["Sign in to read the message and answer it."].Value : $"{text["Read the message and answer it here:"]}\n\n{new Uri(address, path)}"));
        return (await tx.QueueMail(new Mail(new(id), recipient.Email!, title, body, Document: thread))).Refusal;
    }

    // Texts follow the culture of whoever is at work; a mail speaks its recipient's language.
    private T In<T>(string language, Func<Microsoft.Extensions.Localization.IStringLocalizer, T> say)
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = (Language.Of(language) ?? Language.English).Culture;
        try
        {
            return say(texts.Of(typeof(PostMessage).Assembly));
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    // Line breaks and tabs are fine; other controls, and letters that PostgreSQL or a mail cannot carry, are not.
    private static bool IsText(string text) => text.EnumerateRunes().All(rune =>
        rune != Rune.ReplacementChar && (rune.Value is '\n' or '\t' || Rune.GetUnicodeCategory(rune) is not UnicodeCategory.Control));

    // Only a place inside this node: a mail must not lead elsewhere.
    private static bool IsPlace(string href) =>
        href.Length <= 300 && href is "/" or ['/', not ('/' or '\\'), ..] && href.All(letter => char.IsAsciiLetterOrDigit(letter) || "/-_.?=&%#".Contains(letter, StringComparison.Ordinal));

    /// <param name="Request">Also the id of the message.</param>
    /// <param name="Href">The page on which the conversation is shown to the member.</param>
    public sealed record Command(Guid Request, string Noun, Guid Object, Id<Person> Member, string Href, string Text) : ICommand<Command, PostMessage, Guid>
    {
        public object Subject => new { Noun, Object, Member, Text.Length };
    }
}
