using Dapper;
using NodaTime;
using Samverk.Kernel;
using Samverk.Members;
using Samverk.Store;

namespace Samverk.Desk;

/// <summary>This module's part of a person's data: their conversations, and what they wrote as staff.</summary>
internal sealed class DeskOwnData : IOwnData
{
    public async Task<IReadOnlyList<(string File, object Content)>> Of(Id<Person> person, Tx tx) =>
    [
        ("messages", (await tx.Connection.QueryAsync<Written>(
            """
            select noun, object, from_member, at, text
            from desk.message join desk.thread on thread.id = message.thread
            where member = @id or author = @id
            order by number
            """,
            new { id = person.Value })).ToArray()),
    ];

    private sealed record Written(string Noun, Guid Object, bool From_Member, Instant At, string Text);
}
