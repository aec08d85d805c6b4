using NodaTime;
using Samverk.Kernel;
using Samverk.Members;
using Samverk.Store;

namespace Samverk.Desk;

/// <summary>A conversation, newest first: for the member whose it is, and for staff.</summary>
internal sealed class ListMessages : IUseCase<ListMessages.Query, ListMessages.Listed>
{
    public static Access Access => PostMessage.Access;

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => Task.FromResult(query.Member == actor.Person ? Relation.Own : Relation.None);

    public async Task<Outcome<Listed>> Run(Query query, Tx tx, Actor actor)
    {
        var thread = ThreadSql.ThreadId(query.Object, query.Member);
        var messages = await tx.Messages(thread);
        var names = await tx.Names(messages.Select(message => new Id<Person>(message.Author)).Append(query.Member));
        var open = await tx.IsToAnswer(thread);
        return new Listed(messages, names.ToDictionary(name => name.Key.Value, name => name.Value), open, tx.Now, tx.Today, tx.Zone.Id);
    }

    public sealed record Query(Guid Object, Id<Person> Member) : IQuery<Query, ListMessages, Listed>;

    /// <param name="ToAnswer">The member's last word is on the desk.</param>
    public sealed record Listed(IReadOnlyList<Message> Messages, IReadOnlyDictionary<Guid, string> Names, bool ToAnswer, Instant Now, LocalDate Today, string Zone);
}
