using NodaTime;
using Samverk.Activities;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Members;
using Samverk.Store;

namespace Samverk.Expenses;

/// <summary>Claims: one's own for a member; all that were handed in for those who decide and for auditors.</summary>
internal sealed class ListClaims : IUseCase<ListClaims.Query, ListClaims.Result>
{
    private const int Most = 200;

    public static Access Access => new((Role.Member, Relation.None), (Role.Adviser, Relation.None), (Role.Finance, Relation.None), (Role.Auditor, Relation.None));

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    public async Task<Outcome<Result>> Run(Query query, Tx tx, Actor actor)
    {
        var all = actor.Roles.Any(role => role is Role.Adviser or Role.Finance or Role.Auditor);
        var like = Sql.Containing(query.Search);
        var claims = await tx.SelectClaims(
            $"""
            {(all ? "(member = @me or state <> 'Draft')" : "member = @me")}
            {Sql.And(query.State is not null, "state = @state")}
            {Sql.And(like is not null, "concat_ws(' ', supplier, number, what, journey #>> '{drive,from}', journey #>> '{drive,to}', journey #>> '{stay,place}') ilike @like")}
            """,
            new { me = actor.Person.Value, state = query.State?.ToString(), like }, $"order by created desc, id desc limit {Most}");
        var names = await tx.Names(claims.Select(claim => claim.Member));
        var activities = new Dictionary<Id<Activity>, string>();
        foreach (var id in claims.Select(claim => claim.Content.Activity).Distinct()) activities[id] = (await tx.FindActivity(id))!.Name;
        return new Result(all, tx.Today, [.. claims.Select(claim => new Row(
            claim.Id, claim.Kind, claim.State, claim.Content.Date, claim.From, claim.Content.What, claim.Gross, activities[claim.Content.Activity],
            names.GetValueOrDefault(claim.Member) ?? "", claim.Member == actor.Person))]);
    }

    public sealed record Query(string? Search, ClaimState? State) : IQuery<Query, ListClaims, Result>;

    /// <param name="All">Also those of others.</param>
    public sealed record Result(bool All, LocalDate Today, IReadOnlyList<Row> Rows);

    public sealed record Row(Guid Id, CostKind Kind, ClaimState State, LocalDate Date, string Supplier, string What, Money Gross, string Activity, string Member, bool Own);
}

/// <summary>What a claim can be written for.</summary>
internal sealed class ClaimChoices : IUseCase<ClaimChoices.Query, ClaimChoices.Result>
{
    public static Access Access => new((Role.Member, Relation.None));

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    public async Task<Outcome<Result>> Run(Query query, Tx tx, Actor actor) => new Result(
        tx.Today, [.. (await tx.OpenActivitiesOf(actor.Person)).Select(one => new Choice(one.Id, one.Name, one.Currency))], await tx.Setting<int?>(SubmitClaim.LatestDays),
        await NextPayment(tx, actor));

    /// <summary>Where somebody works for two companies, that of the first activity: their pay days are the same setting.</summary>
    internal static async Task<ExpensePayment?> NextPayment(Tx tx, Actor actor) =>
        (await tx.OpenActivitiesOf(actor.Person)) is [var first, ..] && await tx.FindEntity(first.Entity) is { } entity ? await tx.PaymentFor(entity, tx.Today) : null;

    public sealed record Query : IQuery<Query, ClaimChoices, Result>;

    /// <param name="LatestDays">How old a receipt may be; null where there is no last day.</param>
    /// <param name="NextPayment">Of what is handed in today; null where no day is promised.</param>
    public sealed record Result(LocalDate Today, IReadOnlyList<Choice> Activities, int? LatestDays, ExpensePayment? NextPayment);

    public sealed record Choice(Id<Activity> Activity, string Name, Currency Currency);
}
