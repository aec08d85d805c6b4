using Dapper;
using NodaTime;
using Samverk.Activities;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Invoicing;

/// <summary>Up to which amounts a member's orders need no adviser, and who said so.</summary>
internal sealed class ReadTrust(IEnumerable<PersonNames> people) : IUseCase<ReadTrust.Query, ReadTrust.Result>
{
    public static Access Access => new((Role.Adviser, Relation.None));

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    public async Task<Outcome<Result>> Run(Query query, Tx tx, Actor actor)
    {
        var rows = (await tx.Connection.QueryAsync<Row>(
            "select currency, amount, reason, given_by, date from invoicing.trust where person = @Person order by number desc limit 50", new { query.Person })).AsList();
        var names = await tx.NamesOf(people, rows.Select(row => row.Given_By).Append(query.Person));
        return new Result(
            names(query.Person), [.. (await tx.Entities()).Select(entity => entity.Currency.Code).Distinct()],
            [.. rows.Select(row => new Given(new Money(row.Amount, row.Currency), row.Reason, names(row.Given_By), row.Date))], tx.Today);
    }

    public sealed record Query(Guid Person) : IQuery<Query, ReadTrust, Result>;

    /// <param name="Currencies">In which the cooperative keeps books.</param>
    /// <param name="History">Newest first; the first of each currency counts.</param>
    public sealed record Result(string Name, IReadOnlyList<string> Currencies, IReadOnlyList<Given> History, LocalDate Today);

    public sealed record Given(Money UpTo, string Why, string By, LocalDate Date);

    private sealed record Row(Currency Currency, long Amount, string Reason, Guid Given_By, LocalDate Date);
}
