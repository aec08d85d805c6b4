using NodaTime;
using Samverk.Activities;
using Samverk.Guarantee;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Employment;

/// <summary>Asks for the same salary every month. What the activity cannot bear in some month is refused with what it can.</summary>
internal sealed class AskPlan(PlanOutlook outlook) : IUseCase<AskPlan.Command, Id<SalaryPlan>>
{
    public static Access Access => new((Role.Member, Relation.TeamMember), (Role.Adviser, Relation.AdviserOf));

    public static async Task<Relation> Relate(Command command, Tx tx, Actor actor)
    {
        var relation = await tx.RelationTo(command.Activity, actor);
        return command.Person == actor.Person || relation.HasFlag(Relation.Manager) || actor.Roles.Contains(Role.Adviser) ? relation : Relation.None;
    }

    /// <returns>The plan; <c>field-invalid</c> for its months, <c>plan-not-covered</c> with the month and what would last, <c>tax-facts-missing</c>, and what refuses a wage.</returns>
    public async Task<Outcome<Id<SalaryPlan>>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.LockActivity(command.Activity) is not { } activity) return Refusal.Unknown;
        if (await tx.RelationToPerson(command.Person, actor) is Relation.None) return Refusal.Unknown with { Field = "person" };
        if (command.Cost.Currency != activity.Currency) return new Refusal("other-currency", ("currency", activity.Currency.Code)) { Field = "cost" };
        if (!command.Cost.IsPositive) return new Refusal("amount-not-positive", ("amount", command.Cost)) { Field = "cost" };
        if (command.From.ToYearMonth() < tx.Today.ToYearMonth()) return new Refusal("past-dated", ("date", tx.Today)) { Field = "from" };
        if (command.Months is < 1 or > PlanRules.MostMonths) return new Refusal("field-invalid", ("text", command.Months)) { Field = "months" };
        if ((await tx.LivePlans(activity.Id, command.Person)).FirstOrDefault(one => one.State is PlanState.Requested) is { } waiting) return new Refusal("state-not-allowed", ("state", waiting.State));

        var plan = new SalaryPlan(
            new(command.Request), activity.Entity, activity.Id, command.Person, actor.Hand, command.Cost, command.From.ToYearMonth(), command.From.ToYearMonth().PlusMonths(command.Months - 1), PlanState.Requested, tx.Today);
        if (await PlanGuards.Refuse(tx, activity, plan, outlook) is { } refusal) return refusal;
        await tx.Ask(plan);
        await tx.AskAdviser(plan, activity, await tx.FloorOf((await tx.FindEntity(plan.Entity))!, SalaryPlan.Contract, plan.From.OnDayOfMonth(1)));
        return plan.Id;
    }

    /// <param name="Cost">What a month may cost the activity.</param>
    /// <param name="From">Any day of the first month.</param>
    public sealed record Command(Guid Request, Id<Activity> Activity, Id<Person> Person, Money Cost, LocalDate From, int Months) : ICommand<Command, AskPlan, Id<SalaryPlan>>
    {
        public object Subject => new { Request, Activity, Person, Cost, From, Months };
    }
}

internal static class PlanGuards
{
    /// <summary>Whether the activity may pay the plan, and can in every month. The caller holds the activity's lock.</summary>
    public static async Task<Refusal?> Refuse(Tx tx, Activity activity, SalaryPlan plan, PlanOutlook outlook)
    {
        if (activity.RefuseUnlessOpen("activity") is { } closed) return closed;
        var terms = await tx.Terms(activity.Entity, tx.Today);
        if (terms.Refusal is { } noTerms) return noTerms;
        if (activity.Kind is ActivityKind.Shared && !terms.Value.SharedMayEmploy) return new Refusal("shared-activity-cannot-employ", ("activity", activity.Name));
        if (await tx.HasLeft(activity.Id, plan.Person)) return new Refusal("member-left", ("activity", activity.Name));
        if ((await tx.ForecastOf(plan)).Refusal is { } notComputed) return notComputed.Field is "asked" ? notComputed with { Field = "cost" } : notComputed;

        var wages = (await outlook.Without(plan.Person, tx, activity, plan.To.ToDateInterval().End)).Wages;
        var months = await tx.MonthsAhead(plan);
        return PlanRules.FirstNegative(PlanRules.Months(wages, plan.Cost, months, tx.Today)) is { } negative
            ? new Refusal("plan-not-covered", ("date", negative.OnDayOfMonth(1).PlusDays(-1)), ("available", PlanRules.Sustainable(wages, months, tx.Today))) { Field = "cost" }
            : null;
    }
}
