using Dapper;
using NodaTime;
using Samverk.Activities;
using Samverk.Guarantee;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Invoicing;

/// <summary>
/// What a client owes, is owed and has cost, for staff only. Invoices that were issued to clients merged into this one are counted here: they
/// stay under the number and name they were issued with.
/// </summary>
internal sealed class ReadClientAccount(IEnumerable<PersonNames> people) : IUseCase<ReadClientAccount.Query, ReadClientAccount.Result>
{
    public static Access Access => new((Role.Adviser, Relation.AdviserOf), (Role.Finance, Relation.AdviserOf));

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => tx.RelationTo(query.Client, actor);

    public async Task<Outcome<Result>> Run(Query query, Tx tx, Actor actor)
    {
        if (await tx.FindClient(query.Client) is not { } client) return Refusal.Unknown;
        var id = query.Client.Value;
        var sums = (await tx.Connection.QueryAsync<Sums>(
            """
            select invoice.currency, count(*)::int as invoices, sum(gross)::bigint as invoiced,
                   sum(greatest(gross - coalesce(gone.amount, 0), 0))::bigint as open,
                   sum(case when due < @Today then greatest(gross - coalesce(gone.amount, 0), 0) else 0 end)::bigint as late,
                   sum(coalesce(gone.written, 0))::bigint as written_off,
                   (avg(gone.paid_on - invoice.date) filter (where gone.amount >= gross))::int as days
            from invoicing.invoice join invoicing.client on client.id = invoice.client
            left join lateral (
                select sum(amount) filter (where kind <> 'Recovery') as amount, sum(amount) filter (where kind = 'WriteOff') as written, max(date) filter (where kind = 'Payment') as paid_on
                from invoicing.settlement where settlement.invoice = invoice.id) gone on true
            where client.id = @id or client.merged_into = @id
            group by invoice.currency order by invoice.currency
            """,
            new { id, tx.Today })).Select(row => row.ToSum()).ToArray();
        var verdicts = new List<Judged>();
        foreach (var (order, number) in await tx.Connection.QueryAsync<(Guid, string)>(
            "select id, number from invoicing.client_order where client = @id and state in ('Active', 'Completed', 'Cancelled') order by created desc, id desc limit 20", new { id }))
            if (await tx.VerdictOf(order) is { } verdict) verdicts.Add(new(new(order), number, verdict.Eligible, verdict.Decision, verdict.Date));
        var credits = new List<Credit>();
        foreach (var entity in await tx.Entities())
            if (-await tx.Balance(entity.Id, Account.ClientCredit(client.Code), entity.Currency, tx.Today) is { IsPositive: true } owed) credits.Add(new(entity.Id, entity.Name, owed));
        var merged = (await tx.Connection.QueryAsync<(Guid Id, string Name)>("select id, name from invoicing.client where merged_into = @id order by name, id", new { id }))
            .Select(row => new Earlier(new(row.Id), row.Name)).ToArray();
        var by = await tx.Connection.QuerySingleOrDefaultAsync<Guid?>("select entered_by from invoicing.client where id = @id", new { id });
        var standing = await tx.Standing(query.Client);
        return new Result(
            sums, verdicts, credits, merged, by is { } person ? (await tx.NamesOf(people, [person]))(person) : null,
            await tx.Connection.QuerySingleOrDefaultAsync<string?>("select reason from invoicing.unblock_request where client = @id and not decided", new { id }),
            standing.Refusal is null && standing.Value.Late, tx.Today);
    }

    public sealed record Query(Id<Client> Client) : IQuery<Query, ReadClientAccount, Result>;

    /// <param name="Credits">What the client has paid too much and gets back.</param>
    /// <param name="EnteredBy">The member or adviser who entered it; null where it was taken over.</param>
    /// <param name="UnblockBecause">Why somebody asked to lift the block.</param>
    public sealed record Result(
        IReadOnlyList<Sum> Sums, IReadOnlyList<Judged> Verdicts, IReadOnlyList<Credit> Credits, IReadOnlyList<Earlier> Merged, string? EnteredBy, string? UnblockBecause, bool Late,
        LocalDate Today);

    /// <param name="Days">From the invoice to its last payment, on average; null while nothing is paid.</param>
    public sealed record Sum(int Invoices, Money Invoiced, Money Open, Money Late, Money WrittenOff, int? Days);

    /// <summary>What was decided about the guarantee of one of its orders.</summary>
    /// <param name="Decision">Null when its activation fixed it.</param>
    public sealed record Judged(Id<Order> Order, string Number, bool Eligible, string? Decision, LocalDate Date);

    public sealed record Credit(Id<LegalEntity> Entity, string Name, Money Amount);

    public sealed record Earlier(Id<Client> Client, string Name);

    private sealed record Sums(Currency Currency, int Invoices, long Invoiced, long Open, long Late, long Written_Off, int? Days)
    {
        public Sum ToSum() => new(Invoices, new(Invoiced, Currency), new(Open, Currency), new(Late, Currency), new(Written_Off, Currency), Days);
    }
}
