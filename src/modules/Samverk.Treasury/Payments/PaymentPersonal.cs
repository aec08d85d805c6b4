using Dapper;
using NodaTime;
using Samverk.Kernel;
using Samverk.Members;
using Samverk.Store;

namespace Samverk.Treasury;

/// <summary>This module's part of a person's data: what was paid to them and where.</summary>
internal sealed class PaymentOwnData : IOwnData
{
    public async Task<IReadOnlyList<(string File, object Content)>> Of(Id<Person> person, Tx tx) =>
        await tx.SelectPayments("due.person = @id", new { id = person.Value }) is { Count: > 0 } payments
            ? [("payments", payments.Select(payment => new { payment.Due.Kind, payment.Due.Amount, payment.Due.On, payment.Name, payment.Iban, payment.State }).ToArray())]
            : [];
}

/// <summary>
/// This module's part in erasing: what is owed is paid first; then name and account of payments are emptied, and the copies of files that
/// named them are given up. What the bank has confirmed stays in its statement, which is a voucher of the books.
/// </summary>
internal sealed class PaymentErase : IErase
{
    public async Task<IReadOnlyList<Retention>> Kept(Id<Person> person, Tx tx) => await tx.Connection.QuerySingleAsync<bool>(
        "select exists (select from treasury.due where person = @id and not exists (select from treasury.payment where payment.due = due.id and payment.state = 'Paid'))", new { id = person.Value })
        ? [new("payments", null)] : [];

    public Task Erase(PersonFacts person, Tx tx) => tx.Connection.ExecuteAsync(
        """
        update treasury.batch set content = null where id in (select batch from treasury.payment join treasury.due on due.id = payment.due where person = @id);
        update treasury.payment set name = '', iban = '', bic = null where due in (select id from treasury.due where person = @id);
        """,
        new { id = person.Id.Value });
}
