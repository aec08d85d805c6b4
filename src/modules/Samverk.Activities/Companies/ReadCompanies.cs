using System.Text.Json;
using Dapper;
using NodaTime;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Members;
using Samverk.Store;

namespace Samverk.Activities;

/// <summary>The companies of the cooperative and what each has agreed with its members, now and before. Members read what their price follows from.</summary>
internal sealed class ReadCompanies : IUseCase<ReadCompanies.Query, ReadCompanies.Result>
{
    public static Access Access => new(
        (Role.Member, Relation.None), (Role.Adviser, Relation.None), (Role.Finance, Relation.None), (Role.Board, Relation.None), (Role.Auditor, Relation.None),
        (Role.Administrator, Relation.None));

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    public async Task<Outcome<Result>> Run(Query query, Tx tx, Actor actor)
    {
        var terms = (await tx.Connection.QueryAsync<(Guid Entity, LocalDate From, string Terms, string Source)>(
            "select entity, valid_from, terms::text, source::text from activities.terms order by valid_from desc")).ToLookup(row => row.Entity);
        var companies = new List<Company>();
        foreach (var entity in await tx.Entities())
            companies.Add(new(
                entity, [.. terms[entity.Id.Value].Select(row => new Agreed(row.From, JsonSerializer.Deserialize<Terms>(row.Terms, StoreJson.Options)!, row.Source))],
                await tx.Statutes(entity.Id)));
        return new Result(tx.Today, companies);
    }

    public sealed record Query : IQuery<Query, ReadCompanies, Result>;

    public sealed record Result(LocalDate Today, IReadOnlyList<Company> Companies);

    /// <param name="Terms">Latest first.</param>
    /// <param name="Statutes">Latest first.</param>
    public sealed record Company(LegalEntity Entity, IReadOnlyList<Agreed> Terms, IReadOnlyList<DatedStatute> Statutes);

    /// <param name="Source">Where each value came from, as JSON.</param>
    public sealed record Agreed(LocalDate From, Terms Terms, string Source);
}
