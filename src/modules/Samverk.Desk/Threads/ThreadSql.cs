using Dapper;
using NodaTime;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Desk;

/// <summary>One message of a conversation.</summary>
/// <param name="Text">Empty once the member was erased.</param>
public sealed record Message(Guid Id, Guid Author, bool FromMember, Instant At, string Text);

/// <summary>What a conversation is about, and where its member sees it.</summary>
public sealed record Conversation(string Noun, Guid Object, string Href);

internal static class ThreadSql
{
    /// <summary>The conversation of one member about one thing.</summary>
    public static Guid ThreadId(Guid @object, Id<Person> member) => NamedGuid.Of(@object, $"thread {member}");

    public static async Task<IReadOnlyList<Message>> Messages(this Tx tx, Guid thread) =>
        [.. await tx.Connection.QueryAsync<Message>(
            "select id, author, from_member, at, text from desk.message where thread = @thread order by number desc limit 200", new { thread })];

    public static Task<Conversation?> FindThread(this Tx tx, Guid thread) =>
        tx.Connection.QuerySingleOrDefaultAsync<Conversation?>("select noun, object, href from desk.thread where id = @thread", new { thread });

    public static Task<bool> IsToAnswer(this Tx tx, Guid thread) => tx.Connection.QuerySingleAsync<bool>(
        "select exists (select from desk.item where object = @thread and kind = @kind and state <> 'Resolved')", new { thread, kind = PostMessage.Kind });

    public static Task Add(this Tx tx, Guid thread, string noun, Guid @object, Id<Person> member, string href, Message message) => tx.Connection.ExecuteAsync(
        """
        insert into desk.thread (id, noun, object, member, href) values (@thread, @noun, @object, @member, @href) on conflict (id) do nothing;
        insert into desk.message (id, thread, author, from_member, at, text) values (@Id, @thread, @Author, @FromMember, @At, @Text);
        """,
        new { thread, noun, @object, member = member.Value, href, message.Id, message.Author, message.FromMember, message.At, message.Text });
}
