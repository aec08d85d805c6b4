using Dapper;
using NodaTime;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Invoicing;

/// <summary>Up to which amount a member's orders go straight to the client, and who said so when and why.</summary>
internal sealed class ReadTrust(IEnumerable<BookNames> names) : IUseCase<ReadTrust.Query, ReadTrust.Result>
{
    public static Access Access => new((Role.Adviser, Relation.None), (Role.Finance, Relation.None), (Role.Board, Relation.None), (Role.Auditor, Relation.None));

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => Task.FromResult(query.Person == actor.Person.Value ? Relation.Own : Relation.None);

    public async Task<Outcome<Result>> Run(Query query, Tx tx, Actor actor)
    {
        var rows = (await tx.Connection.QueryAsync<Found>(
            "select currency, amount, reason, given_by, date from invoicing.trust where person = @Person order by number desc", new { query.Person })).AsList();
        var told = await tx.NamesOf(names, rows.Select(row => (Guid?)row.Given_By).Append(query.Person));
        if (rows.Count is 0 && !told.ContainsKey(query.Person)) return Refusal.Unknown;
        var currencies = (await tx.Entities()).Select(entity => entity.Currency).Distinct().ToArray();
        var present = new List<Money>();
        foreach (var currency in currencies) present.Add(await tx.TrustOf(new(query.Person), currency));
        return new Result(
            told.GetValueOrDefault(query.Person)?.Words ?? "", tx.Today, present,
            [.. rows.Select(row => new Given(row.Date, new Money(row.Amount, row.Currency), row.Reason, told.GetValueOrDefault(row.Given_By)?.Words))]);
    }

    public sealed record Query(Guid Person) : IQuery<Query, ReadTrust, Result>;

    /// <param name="Now">In each currency of the cooperative's books; zero = an adviser looks at every order.</param>
    /// <param name="Earlier">All that was ever given, latest first.</param>
    public sealed record Result(string Name, LocalDate Today, IReadOnlyList<Money> Now, IReadOnlyList<Given> Earlier);

    public sealed record Given(LocalDate Date, Money UpTo, string Reason, string? By);

    private sealed record Found(Currency Currency, long Amount, string Reason, Guid Given_By, LocalDate Date);
}
