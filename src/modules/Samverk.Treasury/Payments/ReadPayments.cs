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
    /// <summary>A run with more wages than this is one line.</summary>
    private const int Together = 25;

    public static Access Access => TreasuryAccess.Look;

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    public async Task<Outcome<Result>> Run(Query query, Tx tx, Actor actor)
    {
        var dues = await tx.OpenDues();
        var held = await tx.Held(dues);
        var large = dues.Where(due => due.Run is not null).GroupBy(due => due.Run).Where(run => run.Count() > Together).ToArray();
        var together = large.Select(run => run.Key!.Value).ToHashSet();
        var names = await tx.Names(dues.Select(due => due.Person).OfType<Id<Person>>());
        var returned = (await tx.Connection.QueryAsync<Guid>("select due from treasury.payment where state = 'Returned'")).ToHashSet();
        var companies = new List<Company>();
        foreach (var entity in await tx.Entities())
            companies.Add(new(
                entity, await tx.EarliestPayDay(entity) is { Refusal: null, Value: var day } ? day : null, await tx.FindBankAccount(entity.Id) is not null,
                [.. large.Where(run => run.First().Entity == entity.Id).Select(run => new WagePayments.RunRow(
                    run.Key!.Value, run.First().On, run.Count(), run.Count(due => held.ContainsKey(due.Id)), Money.Sum(run.Select(due => due.Amount), entity.Currency)))],
                [.. dues.Where(due => due.Entity == entity.Id && !(due.Run is { } run && together.Contains(run))).Select(due => new Row(
                    due.Id, due.Kind, due.Person is { } person ? names.GetValueOrDefault(person) ?? "" : due.Supplier?.Name, due.Amount, due.On, due.Account, held.GetValueOrDefault(due.Id), returned.Contains(due.Id)))],
                await tx.ClientCredits(entity)));
        return new Result(tx.Today, companies, await Batches(tx));
    }

    private static async Task<IReadOnlyList<BatchRow>> Batches(Tx tx)
    {
        var batches = await tx.SelectBatches("made_on >= @since", new { since = tx.Today.PlusMonths(-6) });
        var sums = (await tx.Connection.QueryAsync<(Guid Batch, int Payments, int Paid, int Returned, long Minor)>(
            """
            select batch, count(*)::int, (count(*) filter (where state = 'Paid'))::int, (count(*) filter (where state = 'Returned'))::int, sum(minor)::bigint
            from treasury.payment join treasury.due on due.id = payment.due where batch = any(@ids) group by batch
            """,
            new { ids = batches.Select(batch => batch.Id).ToArray() })).ToDictionary(row => row.Batch);
        return [.. batches.Select(batch => Row(batch, sums[batch.Id]))];

        static BatchRow Row(Batch batch, (Guid Batch, int Payments, int Paid, int Returned, long Minor) sum) =>
            new(batch.Id, batch.Account.Entity, batch.On, batch.State, sum.Payments, sum.Paid, sum.Returned, new(sum.Minor, batch.Account.Currency));
    }

    public sealed record Query : IQuery<Query, ListPayments, Result>;

    internal sealed record Result(LocalDate Today, IReadOnlyList<Company> Companies, IReadOnlyList<BatchRow> Batches);

    /// <param name="Earliest">The first day on which the bank can pay; null where nobody knows its holidays.</param>
    /// <param name="Runs">Large payroll runs, whole.</param>
    /// <param name="Credits">What clients have paid too much, and nobody has asked back yet.</param>
    internal sealed record Company(LegalEntity Entity, LocalDate? Earliest, bool HasAccount, IReadOnlyList<WagePayments.RunRow> Runs, IReadOnlyList<Row> Dues, IReadOnlyList<ClientCredit> Credits);

    /// <param name="To">Null while nobody has said where an authority is paid.</param>
    /// <param name="Held">Why it cannot be paid now; null when it can.</param>
    /// <param name="Returned">It was paid once, and the money came back.</param>
    public sealed record Row(Guid Id, DueKind Kind, string? To, Money Amount, LocalDate On, string Account, Refusal? Held, bool Returned);

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
        // What came back first; of a batch of thousands nobody reads them all.
        var payments = await tx.SelectPayments("payment.batch = @Id", new { batch.Id }, "payment.state <> 'Returned', payment.place limit 200");
        var (count, minor, released) = await tx.Connection.QuerySingleAsync<(int, long, int)>(
            "select count(*)::int, sum(minor - less)::bigint, (count(*) filter (where state = 'Released'))::int from treasury.payment join treasury.due on due.id = payment.due where batch = @Id", new { batch.Id });
        return new Result(
            batch.Id, (await tx.FindEntity(batch.Account.Entity))!, batch.Account.Iban, batch.On, batch.State, batch.MadeBy, batch.ReleasedBy, batch.HasFile,
            [.. payments.Select(payment => new Row(payment.Id, payment.Due.Kind, payment.Name, payment.Iban, payment.Due.Amount, payment.Due.Account, payment.State))],
            count, released == count, new(minor, batch.Account.Currency), steps, names.ToDictionary(name => name.Key.Value, name => name.Value), tx.Today);
    }

    public sealed record Query(Guid Batch) : IQuery<Query, ViewBatch, Result>;

    /// <param name="Payments">The first of them; <paramref name="Count"/> says how many there are.</param>
    /// <param name="Untouched">The bank has said nothing yet about any of them.</param>
    public sealed record Result(
        Guid Id, LegalEntity Entity, string Iban, LocalDate On, BatchState State, Id<Person> MadeBy, Id<Person>? ReleasedBy, bool HasFile, IReadOnlyList<Row> Payments, int Count, bool Untouched, Money Sum,
        IReadOnlyList<Step> Steps,
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
