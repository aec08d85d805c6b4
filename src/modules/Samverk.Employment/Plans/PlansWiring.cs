using System.Reflection;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Samverk.Activities;
using Samverk.Desk;
using Samverk.Kernel;
using Samverk.Store;
using Samverk.Ui;

namespace Samverk.Employment;

/// <summary>The part of this room's wiring that is about salary plans.</summary>
internal static class PlansWiring
{
    public static IServiceCollection AddPlans(this IServiceCollection services, Assembly here) => services
        .AddScoped<PlanOutlook>().AddScoped<PlannedWages>().AddScoped<IPlannedChange>(provider => provider.GetRequiredService<PlannedWages>())
        .AddScoped<AskPlan>().AddScoped<DecidePlan>().AddScoped<EndPlan>().AddScoped<ReadPlan>().AddScoped<ListPlans>()
        .AddStates(SalaryPlan.States).AddRecurring<WarnPlans>()
        .AddHomeLines(here, PlanLines.Access, PlanLines.Of)
        .AddSingleton(new NavigationItem(here, "Salary plan", "chart-line", "/salary", ListPlans.Access) { Order = 23 })
        .AddDeskKind(PlanItems.Plan, here, "Salary plan", Role.Adviser)
        .AddDeskKind(PlanItems.Ends, here, "Salary ends", Role.Adviser)
        .AddDeskKind(PlanItems.NotAsked, here, "Salary not paid", Role.Adviser)
        .AddDeskAction(PlanItems.Plan, async (door, plan, request, actor) => (await door.Run(new DecidePlan.Command(request, new(plan), true, null), actor)).Refusal);

    public static void MapPlans(this IEndpointRouteBuilder api)
    {
        api.MapReading<ListPlans.Query, ListPlans, IReadOnlyList<ListPlans.Row>>("/salary-plans");
        api.MapReading<ReadPlan.Query, ReadPlan, ReadPlan.Result>("/salary-plans/outlook");
        api.MapUseCase<AskPlan.Command, AskPlan, Id<SalaryPlan>>("/salary-plans/ask");
        api.MapUseCase<DecidePlan.Command, DecidePlan, PlanState>("/salary-plans/decide");
        api.MapUseCase<EndPlan.Command, EndPlan, PlanState>("/salary-plans/end");
    }
}
