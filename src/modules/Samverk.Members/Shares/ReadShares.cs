using Dapper;
using NodaTime;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Members;

/// <summary>The register of shares: whose, how much, where each stands and how it came so; sums beside the books; values by approved accounts.</summary>
public sealed class ReadShares : IUseCase<ReadShares.Query, ReadShares.Register>
{
    public const int PageSize = 25;

    /// <summary>More than any cooperative of this house has; an export is one answer.</summary>
    private const int Most = 200_000;

    public static Access Access => new((Role.Finance, Relation.None), (Role.Board, Relation.None), (Role.Auditor, Relation.None));

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    public async Task<Outcome<Register>> Run(Query query, Tx tx, Actor actor)
    {
        var limit = query.All ? Most : PageSize;
        var found = (await tx.Connection.QueryAsync<(Guid Id, string Code, string Name)>(
            $"""
            select share.id, code, name
            from members.share join members.person on person.id = share.person
            where true
              {Sql.And(!string.IsNullOrWhiteSpace(query.Search), "concat_ws(' ', name, code) ilike @search")}
              {Sql.And(query.State is not null, "share.state = @state")}
              {Sql.And(query.After is not null, "(name, share.id) > (select name, share.id from members.share join members.person on person.id = share.person where share.id = @after)")}
            order by name, share.id
            limit @limit + 1
            """,
            new { search = Sql.Containing(query.Search), state = query.State?.ToString(), after = query.After, limit })).AsList();
        var (shown, ids) = (found.Take(limit).ToArray(), found.Take(limit).Select(row => row.Id).ToArray());
        var shares = (await tx.SelectShares("share.id = any(@ids)", new { ids })).ToDictionary(share => share.Id.Value);
        var steps = await tx.StepsOf(query.All ? [] : ids);
        var names = await tx.Names(steps.SelectMany(of => of).Select(step => step.Person));
        var companies = await Companies(tx);
        var people = await tx.Names(companies.SelectMany(company => company.Values).SelectMany(one => new[] { one.Value.EnteredBy, one.Value.DecidedBy }).OfType<Id<Person>>());
        return new Register(
            [.. shown.Select(row => new Row(shares[row.Id], row.Code, row.Name, [.. steps[row.Id]]))], found.Count > limit ? shown[^1].Id : null, companies,
            names.Concat(people).DistinctBy(one => one.Key).ToDictionary(one => one.Key.Value, one => one.Value), tx.Today);
    }

    private static async Task<IReadOnlyList<Company>> Companies(Tx tx)
    {
        var sums = (await tx.Connection.QueryAsync<(Guid Entity, string State, string Currency, long Count, long Amount, long Payout)>(
            "select entity, state, currency, count(*), sum(amount)::bigint, coalesce(sum(payout), 0)::bigint from members.share group by entity, state, currency")).AsList();
        var (values, companies) = (await tx.ShareValues(), new List<Company>());
        foreach (var entity in await tx.Entities())
        {
            var shown = new List<Valued>();
            foreach (var value in values.Where(value => value.Entity == entity.Id))
                shown.Add(new(value, value.State is ShareValueState.Entered ? await tx.SharesToRedeem(value) : await tx.SelectShares("share.value = @id", new { id = value.Id.Value })));
            companies.Add(new(
                entity, -await tx.Balance(entity.Id, Account.ShareCapital, entity.Currency, tx.Today),
                [.. sums.Where(sum => sum.Entity == entity.Id.Value && sum.Currency == entity.Currency.Code).Select(sum => new StateSum(
                    Enum.Parse<ShareState>(sum.State), sum.Count, new(sum.Amount, entity.Currency), new(sum.Payout, entity.Currency))).OrderBy(sum => sum.State)], shown));
        }

        return companies;
    }

    /// <param name="Search">Part of a name or a code.</param>
    /// <param name="After">The last share of the page before.</param>
    /// <param name="All">Everything at once, without steps, for an export.</param>
    public sealed record Query(string? Search = null, ShareState? State = null, Guid? After = null, bool All = false) : IQuery<Query, ReadShares, Register>;

    /// <param name="Next">Ask for what comes after this share; null on the last page.</param>
    /// <param name="Names">Of who took steps, entered and decided.</param>
    public sealed record Register(IReadOnlyList<Row> Rows, Guid? Next, IReadOnlyList<Company> Companies, IReadOnlyDictionary<Guid, string> Names, LocalDate Today);

    public sealed record Row(Share Share, string Code, string Name, IReadOnlyList<Step> Steps);

    /// <param name="Capital">The account of the books.</param>
    public sealed record Company(LegalEntity Entity, Money Capital, IReadOnlyList<StateSum> Sums, IReadOnlyList<Valued> Values)
    {
        /// <summary>What the register has as capital.</summary>
        public Money Registered => Money.Sum(Sums.Where(sum => sum.State is ShareState.Paid or ShareState.Active or ShareState.Noticed).Select(sum => sum.Amount), Entity.Currency);
    }

    public sealed record StateSum(ShareState State, long Count, Money Amount, Money Payout);

    /// <param name="Shares">That it redeems, or has redeemed.</param>
    public sealed record Valued(ShareValue Value, IReadOnlyList<Share> Shares);
}
