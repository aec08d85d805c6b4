using Dapper;
using NodaTime;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Treasury;

/// <summary>The latest statements, and whether bank and books agree on them.</summary>
public sealed class ListStatements : IUseCase<ListStatements.Query, IReadOnlyList<ListStatements.Row>>
{
    public const int Most = 30;

    public static Access Access => TreasuryAccess.Look;

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    public async Task<Outcome<IReadOnlyList<Row>>> Run(Query query, Tx tx, Actor actor) => Outcome.Of<IReadOnlyList<Row>>(
        [.. await tx.Connection.QueryAsync<Row>(
            """
            select statement.id, account.id as account, account.iban, statement.bank_id as bankid, statement.first, statement.last, statement.closing, account.currency,
                   (select count(*)::int from treasury.line where line.statement = statement.id and state not in ('Matched', 'Returned', 'Reconciled')) as waiting,
                   statement.sums_fit is distinct from false as fits, statement.changed, statement.closed_at is not null as closed
            from treasury.statement join treasury.account on account.id = statement.account
            order by statement.last desc nulls last, statement.id
            limit @Most
            """,
            new { Most })]);

    public sealed record Query : IQuery<Query, ListStatements, IReadOnlyList<Row>>;

    /// <param name="Closing">As the bank says, in units of the currency.</param>
    /// <param name="Waiting">Lines that wait.</param>
    /// <param name="Fits">The lines lead from the opening to the closing balance.</param>
    /// <param name="Changed">It came earlier with other content.</param>
    public sealed record Row(
        Guid Id, Guid Account, string Iban, string? BankId, LocalDate? First, LocalDate? Last, decimal? Closing, Currency Currency, int Waiting, bool Fits, bool Changed, bool Closed);
}
