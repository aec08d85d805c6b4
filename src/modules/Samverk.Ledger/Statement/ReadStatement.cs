using NodaTime;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Ledger;

/// <summary>What happened on one account between two days, a page at a time; every line opens to its entry.</summary>
public sealed class ReadStatement(IEnumerable<BookNames> names) : IUseCase<ReadStatement.Query, ReadStatement.Result>
{
    public const int PageSize = 100;

    public static Access Access => LedgerAccess.Books;

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    public async Task<Outcome<Result>> Run(Query query, Tx tx, Actor actor)
    {
        var read = await tx.Statement(query);
        if (read.Refusal is { } refusal) return refusal;
        return read.Value with
        {
            Names = await names.Find(tx, read.Value.Lines.Select(line => (Guid?)line.Document)),
            Whose = (await tx.NamesOf(names, query.Entity, [query.Account])).GetValueOrDefault(query.Account),
        };
    }

    /// <param name="Account">Without the entity's code.</param>
    /// <param name="To">The last day, included.</param>
    /// <param name="After">The last line of the page before; null for the first page.</param>
    /// <param name="Search">Only lines whose text has this, or whose amount it is; balances still run over all lines.</param>
    /// <param name="Whole">Not by pages: for export.</param>
    public sealed record Query(Id<LegalEntity> Entity, string Account, LocalDate From, LocalDate To, Cursor? After = null, string? Search = null, bool Whole = false)
        : IQuery<Query, ReadStatement, Result>;

    /// <summary>A line's place in the statement: by date, then by posting.</summary>
    public sealed record Cursor(LocalDate Date, long Number, short Line);

    /// <param name="Opening">What the account held before the first day, in each currency; nothing = an empty list.</param>
    /// <param name="Closing">What it held at the end of the last day.</param>
    /// <param name="Next">Where the next page starts; null on the last one.</param>
    public sealed record Result(LegalEntity Entity, IReadOnlyList<Money> Opening, IReadOnlyList<Row> Lines, IReadOnlyList<Money> Closing, Cursor? Next)
    {
        /// <summary>What the documents of the lines are called.</summary>
        public IReadOnlyDictionary<Guid, Named> Names { get; init; } = new Dictionary<Guid, Named>();

        /// <summary>Whose account it is; null for one of the whole entity.</summary>
        public Named? Whose { get; init; }
    }

    /// <param name="Balance">What the account held in this currency after this line.</param>
    public sealed record Row(
        Id<Entry> Entry, Cursor Place, LocalDate DocumentDate, Guid Document, string Kind, string Text, Money Amount, Money Balance,
        Guid? Activity, Guid? Member, Guid? Client);
}
