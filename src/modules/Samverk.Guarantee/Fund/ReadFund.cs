using Dapper;
using NodaTime;
using Samverk.Activities;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Guarantee;

/// <summary>The guarantee fund: how large it was when, and what made it so. Every member may look at it: it is theirs.</summary>
internal sealed class ReadFund(IEnumerable<PersonNames> people, IEnumerable<ActivityDocuments> documents) : IUseCase<ReadFund.Query, ReadFund.Result>
{
    public static Access Access => new(
        (Role.Member, Relation.None), (Role.Adviser, Relation.None), (Role.Finance, Relation.None), (Role.Board, Relation.None), (Role.Auditor, Relation.None));

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    public async Task<Outcome<Result>> Run(Query query, Tx tx, Actor actor)
    {
        var entities = await tx.Entities();
        if ((query.Entity is { } wanted ? entities.SingleOrDefault(one => one.Id == wanted) : entities.FirstOrDefault()) is not { } entity) return Refusal.Unknown;

        var lines = await tx.LinesUnder(entity.Id, "equity:guarantee-fund", tx.Today);
        // Names of clients and members are nobody's business here: only staff may see which invoice a claim was for.
        var staff = actor.Roles.Any(role => role is Role.Adviser or Role.Finance or Role.Board or Role.Auditor);
        var told = staff ? await tx.Told(documents, lines.Select(line => line.Document)) : new Dictionary<Guid, ActivityDocument>();
        var decisions = (await tx.Connection.QueryAsync<(Guid Id, string Decision, Guid Person)>(
            "select id, decision, person from guarantee.allocation where entity = @entity", new { entity = entity.Id.Value })).ToDictionary(row => row.Id);
        var names = await tx.NamesOf(people, decisions.Values.Select(row => row.Person));
        var size = Money.Zero(entity.Currency);
        var points = new List<Point>();
        foreach (var day in lines.GroupBy(line => line.Date).OrderBy(day => day.Key))
            points.Add(new(day.Key, size -= Money.Sum(day.Select(line => line.Amount), entity.Currency)));
        return new Result(
            entity.Id, entity.Name, entity.Currency, tx.Today, [.. entities.Select(one => new Choosable(one.Id, one.Name))], size,
            Part(Account.FundOpening), Part(Account.FundAllocations), -Part(Account.FundClaims), Part(Account.FundRecoveries), points,
            [.. lines.Reverse().Select(line => Moved(line, decisions, names, told.GetValueOrDefault(line.Document)))],
            actor.Roles.Contains(Role.Board), actor.ReadsBooks(), -await tx.Balance(entity.Id, Account.Reserves, entity.Currency, tx.Today));

        Money Part(string account) => -Money.Sum(lines.Where(line => line.Account == account).Select(line => line.Amount), entity.Currency);
    }

    private static Movement Moved(LineOn line, Dictionary<Guid, (Guid Id, string Decision, Guid Person)> decisions, Func<Guid, string> names, ActivityDocument? told)
    {
        var decided = decisions.TryGetValue(line.Document, out var decision);
        return new(line.Entry, line.Date, PartOf(line.Account), told?.Words, told?.Href, decided ? decision.Decision : null, decided ? names(decision.Person) : null, -line.Amount);
    }

    private static FundPart PartOf(string account) => account switch
    {
        Account.FundAllocations => FundPart.Allocation,
        Account.FundClaims => FundPart.Claim,
        Account.FundRecoveries => FundPart.Recovery,
        _ => FundPart.Opening,
    };

    /// <param name="Entity">Null = the first.</param>
    public sealed record Query(Id<LegalEntity>? Entity) : IQuery<Query, ReadFund, Result>;

    /// <param name="Size">Opening + allocations + recoveries − claims.</param>
    /// <param name="Books">The reader may open whole entries.</param>
    /// <param name="Reserves">From which the board adds to the fund.</param>
    public sealed record Result(
        Id<LegalEntity> Id, string Entity, Currency Currency, LocalDate Today, IReadOnlyList<Choosable> Entities, Money Size, Money Opening, Money Allocations, Money Claims,
        Money Recoveries, IReadOnlyList<Point> Points, IReadOnlyList<Movement> Movements, bool MayAllocate, bool Books, Money Reserves);

    public sealed record Choosable(Id<LegalEntity> Id, string Name);

    /// <summary>From this day on the fund has this size.</summary>
    public sealed record Point(LocalDate From, Money Size);

    /// <param name="Words">The document, for staff.</param>
    /// <param name="Decision">The board's words, where it was an allocation of theirs.</param>
    /// <param name="Amount">Positive makes the fund larger.</param>
    public sealed record Movement(Id<Entry> Entry, LocalDate Date, FundPart Part, string? Words, string? Href, string? Decision, string? By, Money Amount);
}

/// <summary>What made the fund larger or smaller.</summary>
public enum FundPart { Opening, Allocation, Claim, Recovery }
