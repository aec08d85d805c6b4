using Dapper;
using NodaTime;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Treasury;

internal static class PaymentSql
{
    public static async Task<IReadOnlyList<Payment>> SelectPayments(this Tx tx, string where, object values, string order = "payment.batch, payment.place") => [.. (await tx.Connection.QueryAsync<Row, DueSql.Row, Payment>(
        $"""
         select payment.id, payment.batch, payment.name, payment.iban, payment.bic, payment.state, {DueSql.Columns}
         from {DueSql.Dues} join treasury.payment on payment.due = due.id
         where {where} order by {order}
         """,
        (row, due) => new Payment(row.Id, row.Batch, due.ToDue(), row.Name, row.Iban, row.Bic, row.State), values))];

    /// <summary>Two decisions about a batch take turns.</summary>
    public static async Task<Batch?> LockBatch(this Tx tx, Guid id)
    {
        await tx.Connection.ExecuteAsync("select from treasury.batch where id = @id for update", new { id });
        return (await tx.SelectBatches("batch.id = @id", new { id })).SingleOrDefault();
    }

    public static async Task<IReadOnlyList<Batch>> SelectBatches(this Tx tx, string where, object values)
    {
        var accounts = (await tx.BankAccounts()).ToDictionary(account => account.Id.Value);
        return [.. (await tx.Connection.QueryAsync<BatchRow>(
            $"select id, account, pay_on, state, made_on, made_by, released_by, content is not null as has_file from treasury.batch where {where} order by made_on desc, id desc", values))
            .Select(row => new Batch(row.Id, accounts[row.Account], row.Pay_On, row.State, row.Made_On, new(row.Made_By), row.Released_By is { } by ? new Id<Person>(by) : null, row.Has_File))];
    }

    public static async Task Save(this Tx tx, Batch batch, IReadOnlyList<Payment> payments)
    {
        await tx.Connection.ExecuteAsync(
            """
            insert into treasury.batch (id, entity, account, pay_on, state, made_on, made_by) values (@Id, @entity, @account, @On, 'Made', @Today, @by);
            """,
            new { batch.Id, entity = batch.Account.Entity.Value, account = batch.Account.Id.Value, batch.On, tx.Today, by = batch.MadeBy.Value });
        await tx.Connection.ExecuteAsync(
            """
            insert into treasury.payment (id, batch, due, place, name, iban, bic, state)
            select id, @Id, due, place - 1, name, iban, bic, 'Ordered' from unnest(@ids, @dues, @names, @ibans, @bics) with ordinality as payment (id, due, name, iban, bic, place)
            """,
            new
            {
                batch.Id, ids = payments.Select(payment => payment.Id).ToArray(), dues = payments.Select(payment => payment.Due.Id).ToArray(), names = payments.Select(payment => payment.Name).ToArray(),
                ibans = payments.Select(payment => payment.Iban).ToArray(), bics = payments.Select(payment => payment.Bic).ToArray(),
            });
        await tx.TakeStep<BatchState>(Batch.States, batch.Id, null, BatchState.Made, "made", "");
        await tx.TakeSteps<PaymentState>(Payment.States, [.. payments.Select(payment => payment.Id)], null, PaymentState.Ordered, "ordered", "");
    }

    public static async Task Move(this Tx tx, Batch batch, BatchState to, string @event, string why)
    {
        await tx.Connection.ExecuteAsync("update treasury.batch set state = @to where id = @Id", new { batch.Id, to = to.ToString() });
        await tx.TakeStep(Batch.States, batch.Id, batch.State, to, @event, why);
    }

    /// <summary>Brings all payments to a state, from the one that they are in.</summary>
    public static async Task MoveAll(this Tx tx, IReadOnlyList<Payment> payments, PaymentState to, string @event, string why = "")
    {
        var ids = payments.Select(payment => payment.Id).ToArray();
        await tx.Connection.ExecuteAsync("update treasury.payment set state = @to where id = any(@ids)", new { ids, to = to.ToString() });
        foreach (var group in payments.GroupBy(payment => payment.State))
            await tx.TakeSteps<PaymentState>(Payment.States, [.. group.Select(payment => payment.Id)], group.Key, to, @event, why);
    }

    private sealed record Row(Guid Id, Guid Batch, string Name, string Iban, string? Bic, PaymentState State);

    private sealed record BatchRow(Guid Id, Guid Account, LocalDate Pay_On, BatchState State, LocalDate Made_On, Guid Made_By, Guid? Released_By, bool Has_File);
}
