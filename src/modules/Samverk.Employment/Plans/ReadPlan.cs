using NodaTime;
using NodaTime.Text;
using Samverk.Activities;
using Samverk.Kernel;
using Samverk.Members;
using Samverk.Store;

namespace Samverk.Employment;

/// <summary>How long a monthly salary lasts: the plan that runs, or any other that somebody tries. Nothing is kept.</summary>
internal sealed class ReadPlan(PlanOutlook outlook) : IUseCase<ReadPlan.Query, ReadPlan.Result>
{
    private const int Usual = 6;

    public static Access Access => new((Role.Member, Relation.TeamMember), (Role.Adviser, Relation.AdviserOf));

    public static async Task<Relation> Relate(Query query, Tx tx, Actor actor)
    {
        var relation = await tx.RelationTo(query.Activity, actor);
        return query.Person is null || query.Person == actor.Person.Value || relation.HasFlag(Relation.Manager) || actor.Roles.Contains(Role.Adviser) ? relation : Relation.None;
    }

    public async Task<Outcome<Result>> Run(Query query, Tx tx, Actor actor)
    {
        if (await tx.FindActivity(query.Activity) is not { } activity) return Refusal.Unknown;
        var person = query.Person is { } asked ? new Id<Person>(asked) : actor.Person;
        if (await tx.FindPerson(person) is not { } who) return Refusal.Unknown;
        var live = await tx.LivePlans(activity.Id, person);
        var (runs, waits) = (live.FirstOrDefault(plan => plan.State is PlanState.Approved), live.FirstOrDefault(plan => plan.State is PlanState.Requested));
        var like = waits ?? runs;

        var read = Try(query, activity, like, tx.Today);
        var (from, number) = (read.From, read.Months);
        var view = await outlook.Without(person, tx, activity, from.PlusMonths(number).ToDateInterval().End);
        var trial = new SalaryPlan(default, activity.Entity, activity.Id, person, person, read.Cost ?? Money.Zero(activity.Currency), from, from.PlusMonths(number - 1), PlanState.Requested, tx.Today);
        var ahead = await tx.MonthsAhead(trial);
        var most = PlanRules.Sustainable(view.Wages, ahead, tx.Today);
        trial = trial with { Cost = read.Cost ?? most };
        var months = PlanRules.Months(view.Wages, trial.Cost, ahead, tx.Today);
        var forecast = trial.Cost.IsPositive ? await tx.ForecastOf(trial) : (Outcome<Forecast>?)null;
        var balances = await tx.Balances(activity, tx.Today);
        return new Result(
            tx.Today, activity.Id, activity.Name, activity.Currency, person, who.Name, person == actor.Person, runs, waits,
            actor.Roles.Contains(Role.Adviser) && waits is not null && person != actor.Person && waits.Author != actor.Person,
            trial.Cost, from, number, most, months, PlanRules.FirstNegative(months), new Curve(PlanRules.After(view.Wages, trial.Cost, ahead, tx.Today), null), view,
            forecast is { Refusal: null } slip ? slip.Value : null, forecast?.Refusal, balances.SalaryAvailable, Recovers(view.Wages, tx.Today), read.Wrong,
            balances.SalaryAvailable.IsNegative || (runs is not null && string.IsNullOrWhiteSpace(query.Cost) && PlanRules.FirstNegative(months) is not null));
    }

    /// <summary>What is tried: as typed, else what runs or waits, else half a year from next month on with what lasts.</summary>
    private static (Money? Cost, YearMonth From, int Months, Refusal? Wrong) Try(Query query, Activity activity, SalaryPlan? like, LocalDate today)
    {
        var (first, wrong) = (today.ToYearMonth(), (Refusal?)null);
        var from = like is { From: var planned } && planned > first ? planned : like is null ? first.PlusMonths(1) : first;
        var months = like is null ? Usual : Math.Max(1, ((like.To.Year - from.Year) * 12) + like.To.Month - from.Month + 1);
        if (!string.IsNullOrWhiteSpace(query.From))
        {
            var typed = YearMonthPattern.Iso.Parse(query.From.Trim());
            if (typed.Success && typed.Value >= first && typed.Value <= first.PlusMonths(PlanRules.MostMonths)) from = typed.Value;
            else wrong = new Refusal("field-invalid", ("text", query.From)) { Field = "from" };
        }

        if (query.Months is { } number)
            if (number is >= 1 and <= PlanRules.MostMonths) months = number;
            else wrong = new Refusal("field-invalid", ("text", number)) { Field = "months" };
        if (string.IsNullOrWhiteSpace(query.Cost)) return (like?.Cost, from, months, wrong);
        var cost = Money.Read(query.Cost, activity.Currency);
        return cost.Refusal is null && !cost.Value.IsNegative ? (cost.Value, from, months, wrong) : (like?.Cost, from, months, (cost.Refusal ?? new Refusal("amount-not-positive", ("amount", cost.Value))) with { Field = "cost" });
    }

    /// <summary>The day from which on an activity that has nothing now has something again by what is planned; null where it has, or nothing is.</summary>
    private static LocalDate? Recovers(Curve wages, LocalDate today) =>
        PlanRules.On(wages, today).IsNegative ? wages.Points.Where(point => point.From > today && !point.Amount.IsNegative).Select(point => (LocalDate?)point.From).FirstOrDefault() : null;

    /// <param name="Person">Null = the asker.</param>
    /// <param name="Cost">Of a month, as people type it; empty = what runs, or what lasts.</param>
    /// <param name="From">"2026-05".</param>
    public sealed record Query(Id<Activity> Activity, Guid? Person, string? Cost, string? From, int? Months) : IQuery<Query, ReadPlan, Result>;

    /// <param name="Runs">Approved.</param>
    /// <param name="Waits">Asked for.</param>
    /// <param name="Most">The largest cost that lasts all the months.</param>
    /// <param name="After">For wages, after the months that are tried.</param>
    /// <param name="Without">And without them.</param>
    /// <param name="Forecast">What the cost is as a pay; null where <paramref name="NotComputed"/> says why.</param>
    /// <param name="Wrong">What was typed and cannot be.</param>
    /// <param name="Short">The money is short now, or for the plan that runs: a lower salary, unpaid leave and waiting for the next invoices are offered.</param>
    internal sealed record Result(
        LocalDate Today, Id<Activity> Activity, string Name, Currency Currency, Id<Person> Person, string Who, bool Own, SalaryPlan? Runs, SalaryPlan? Waits, bool MayDecide,
        Money Cost, YearMonth From, int Number, Money Most, IReadOnlyList<PlanMonth> Months, YearMonth? FirstNegative, Curve After, Outlook Without,
        Forecast? Forecast, Refusal? NotComputed, Money Available, LocalDate? Recovers, Refusal? Wrong, bool Short);
}

/// <summary>One's own activities with the salary that each pays.</summary>
internal sealed class ListPlans(PlanOutlook outlook) : IUseCase<ListPlans.Query, IReadOnlyList<ListPlans.Row>>
{
    public static Access Access => new((Role.Member, Relation.None));

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    public async Task<Outcome<IReadOnlyList<Row>>> Run(Query query, Tx tx, Actor actor)
    {
        var (rows, plans) = (new List<Row>(), (await tx.PlansOf(actor.Person)).ToLookup(plan => plan.Activity));
        foreach (var activity in await tx.OpenActivitiesOf(actor.Person))
        {
            var plan = plans[activity.Id].FirstOrDefault();
            LocalDate? lasts = plan is { State: PlanState.Approved } ? PlanRules.FirstWithout(plan, await outlook.Months(tx, activity, plan)).OnDayOfMonth(1).PlusDays(-1) : null;
            rows.Add(new(activity.Id, activity.Name, plan?.Cost, plan?.State, lasts, (await tx.Balances(activity, tx.Today)).SalaryAvailable));
        }

        return Outcome.Of<IReadOnlyList<Row>>(rows);
    }

    public sealed record Query : IQuery<Query, ListPlans, IReadOnlyList<Row>>;

    /// <param name="LastsUntil">Null without a plan that runs.</param>
    internal sealed record Row(Id<Activity> Activity, string Name, Money? Cost, PlanState? State, LocalDate? LastsUntil, Money Available);
}
