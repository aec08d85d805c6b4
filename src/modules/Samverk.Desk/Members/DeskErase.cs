using Dapper;
using Samverk.Kernel;
using Samverk.Members;
using Samverk.Store;

namespace Samverk.Desk;

/// <summary>
/// This module's part in erasing a person: what they and the staff wrote in their conversations, what they wrote as staff, and the facts in
/// titles about them. That something was asked and when stays.
/// </summary>
internal sealed class DeskErase : IErase
{
    public Task<IReadOnlyList<Retention>> Kept(Id<Person> person, Tx tx) => Task.FromResult<IReadOnlyList<Retention>>([]);

    public Task Erase(PersonFacts person, Tx tx) => tx.Connection.ExecuteAsync(
        """
        update desk.message set text = '' where author = @id or thread in (select id from desk.thread where member = @id);
        update desk.item set facts = '[]' where member = @id;
        """,
        new { id = person.Id.Value });
}
