using Dapper;
using NodaTime;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Members;
using Samverk.Store;

namespace Samverk.Treasury;

/// <summary>What is due, what holds it back, and the batches.</summary>
internal sealed class ListPayments : IUseCase<ListPayments.Query, ListPayments.Result>
{
    public static Access Access => TreasuryAccess.Look;

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    public async Task<Outcome<Result>> Run(Query query, Tx tx, Actor actor)
    {
        var dues = await tx.OpenDues();
        var held = await tx.Held(dues);
        var names = await tx.Names(dues.Select(due => due.Person).OfType<Id<Person>>());
        var returned = (await tx.Connection.QueryAsync<Guid>("select due from treasury.payment where state = 'Returned'")).ToHashSet();
        var companies = new List<Company>();
        foreach (var entity in await tx.Entities())
            companies.Add(new(
                entity, await tx.EarliestPayDay(entity) is { Refusal: null, Value: var day } ? day : null, await tx.FindBankAccount(entity.Id) is not null,
                [.. dues.Where(due => due.Entity == entity.Id).Select(due => new Row(
                    due.Id, due.Kind, due.Person is { } person ? names.GetValueOrDefault(person) ?? "" : due.Supplier?.Name ?? due.Account.Split(':')[^1], due.Amount, due.On, due.Account, held.GetValueOrDefault(due.Id), returned.Contains(due.Id)))], await tx.ClientCredits(entity)));
        return new Result(tx.Today, companies, await Batches(tx));
    }

    private static async Task<IReadOnlyList<BatchRow>> Batches(Tx tx)
    {
        var batches = await tx.SelectBatches("made_on >= @since", new { since = tx.Today.PlusMonths(-6) });
        var payments = (await tx.SelectPayments("payment.batch = any(@ids)", new { ids = batches.Select(batch => batch.Id).ToArray() })).ToLookup(payment => payment.Batch);
        return [.. batches.Select(batch => new BatchRow(
            batch.Id, batch.Account.Entity, batch.On, batch.State, payments[batch.Id].Count(), payments[batch.Id].Count(payment => payment.State is PaymentState.Paid),
            payments[batch.Id].Count(payment => payment.State is PaymentState.Returned), Money.Sum(payments[batch.Id].Select(payment => payment.Due.Amount), batch.Account.Currency)))];
    }

    public sealed record Query : IQuery<Query, ListPayments, Result>;

    public sealed record Result(LocalDate Today, IReadOnlyList<Company> Companies, IReadOnlyList<BatchRow> Batches);

    /// <param name="Earliest">The first day on which the bank can pay; null where nobody knows its holidays.</param>
    /// <param name="Credits">What clients have paid too much, and nobody has asked back yet.</param>
    public sealed record Company(LegalEntity Entity, LocalDate? Earliest, bool HasAccount, IReadOnlyList<Row> Dues, IReadOnlyList<ClientCredit> Credits);

    /// <param name="Held">Why it cannot be paid now; null when it can.</param>
    /// <param name="Returned">It was paid once, and the money came back.</param>
    public sealed record Row(Guid Id, DueKind Kind, string To, Money Amount, LocalDate On, string Account, Refusal? Held, bool Returned);

    public sealed record BatchRow(Guid Id, Id<LegalEntity> Entity, LocalDate On, BatchState State, int Payments, int Paid, int Returned, Money Sum);
}

/// <summary>One batch with its payments.</summary>
internal sealed class ViewBatch : IUseCase<ViewBatch.Query, ViewBatch.Result>
{
    public static Access Access => TreasuryAccess.Look;

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    public async Task<Outcome<Result>> Run(Query query, Tx tx, Actor actor)
    {
        if ((await tx.SelectBatches("id = @Batch", new { query.Batch })).SingleOrDefault() is not { } batch) return Refusal.Unknown;
        var steps = await tx.Steps(batch.Id);
        var names = await tx.Names(steps.Select(step => step.Person));
        var payments = await tx.SelectPayments("payment.batch = @Id", new { batch.Id });
        return new Result(
            batch.Id, (await tx.FindEntity(batch.Account.Entity))!, batch.Account.Iban, batch.On, batch.State, batch.MadeBy, batch.ReleasedBy, batch.HasFile,
            [.. payments.Select(payment => new Row(payment.Id, payment.Due.Kind, payment.Name, payment.Iban, payment.Due.Amount, payment.Due.Account, payment.State))],
            Money.Sum(payments.Select(payment => payment.Due.Amount), batch.Account.Currency), steps, names.ToDictionary(name => name.Key.Value, name => name.Value), tx.Today);
    }

    public sealed record Query(Guid Batch) : IQuery<Query, ViewBatch, Result>;

    public sealed record Result(
        Guid Id, LegalEntity Entity, string Iban, LocalDate On, BatchState State, Id<Person> MadeBy, Id<Person>? ReleasedBy, bool HasFile, IReadOnlyList<Row> Payments, Money Sum, IReadOnlyList<Step> Steps,
        IReadOnlyDictionary<Guid, string> Names, LocalDate Today);

    public sealed record Row(Guid Id, DueKind Kind, string To, string Iban, Money Amount, string Account, PaymentState State);
}

/// <summary>The file of a released batch, byte for byte as it was released.</summary>
internal sealed class ReadBatchFile : IUseCase<ReadBatchFile.Query, byte[]>
{
    public static Access Access => TreasuryAccess.Desk;

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    /// <returns>The file; <c>not-found</c> while nobody has released it, and after the bank rejected it.</returns>
    public async Task<Outcome<byte[]>> Run(Query query, Tx tx, Actor actor) =>
        await tx.Connection.QuerySingleOrDefaultAsync<byte[]>("select content from treasury.batch where id = @Batch and state = 'Released'", new { query.Batch }) is { } content ? content : Refusal.Unknown;

    public sealed record Query(Guid Batch) : IQuery<Query, ReadBatchFile, byte[]>;
}
