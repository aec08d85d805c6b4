using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Samverk.Kernel;
using Samverk.Store;
using Samverk.Ui;

namespace Samverk.Activities;

/// <summary>Activities, their teams, balances, transfers and breakdowns. The only wiring of this module.</summary>
public static class ActivitiesModule
{
    public static IServiceCollection AddActivities(this IServiceCollection services) => services
        .AddRoom("activities", typeof(ActivitiesModule).Assembly)
        .AddScoped<RequestActivity>().AddScoped<OpenActivity>().AddScoped<ListEntities>().AddScoped<FindActivityByCode>()
        .AddScoped<RenameActivity>().AddScoped<FreezeActivity>().AddScoped<UnfreezeActivity>()
        .AddScoped<StopOrders>().AddScoped<EndActivity>().AddScoped<ArchiveActivity>()
        .AddScoped<ListActivities>().AddScoped<ReadActivity>().AddScoped<ReadActivityStatement>().AddScoped<ReadBreakdown>()
        .AddScoped<InviteToTeam>().AddScoped<AcceptInvitation>().AddScoped<ReadInvitation>().AddScoped<RevokeDelegation>().AddScoped<LeaveTeam>().AddScoped<ReadTeam>()
        .AddScoped<ProposeTransfer>().AddScoped<AcceptTransfer>().AddScoped<ReleaseTransfer>().AddScoped<DeclineTransfer>().AddScoped<WithdrawTransfer>()
        .AddScoped<ShareOut>().AddScoped<ListTransfers>().AddScoped<ReadCompanies>().AddScoped<ListWaitingTransfers>()
        .AddStates(Activity.States).AddStates(Transfer.States).AddStates(Delegation.States)
        .AddCheck(new("I15", "transfers move their own amount inside one entity", async evidence => new("transfers", await evidence.Tx.TransfersAreWhole())))
        .AddSingleton(provider => new Check("I20", "breakdowns add up to the cent", async evidence =>
            new("activities", await evidence.Tx.BreakdownsAddUp(provider.GetServices<ActivityDocuments>()))))
        .AddRecurring<CloseAssignments>()
        .AddRecurring<ExpireInvitations>()
        .AddSingleton(new NavigationItem(typeof(ActivitiesModule).Assembly, "Activities", "briefcase", "/activities", ListActivities.Access) { Order = 10, Tab = "Activities" })
        .AddSingleton(new NavigationItem(typeof(ActivitiesModule).Assembly, "Large transfers", "coins", "/transfers/waiting", ListWaitingTransfers.Access) { Order = 64 })
        .AddSingleton(new NavigationItem(typeof(ActivitiesModule).Assembly, "Companies and rules", "building-community", "/companies", ReadCompanies.Access) { Order = 78 });

    public static void MapActivities(this IEndpointRouteBuilder api)
    {
        api.MapExports();
        api.MapReading<ReadCompanies.Query, ReadCompanies, ReadCompanies.Result>("/companies");
        api.MapReading<ListEntities.Query, ListEntities, IReadOnlyList<ListEntities.Row>>("/activities/entities");
        api.MapReading<FindActivityByCode.Query, FindActivityByCode, FindActivityByCode.Result>("/activities/by-code");
        api.MapUseCase<RequestActivity.Command, RequestActivity, RequestActivity.Result>("/activities/request");
        api.MapUseCase<OpenActivity.Command, OpenActivity, Done>("/activities/open");
        api.MapUseCase<RenameActivity.Command, RenameActivity, Done>("/activities/rename");
        api.MapUseCase<FreezeActivity.Command, FreezeActivity, Done>("/activities/freeze");
        api.MapUseCase<UnfreezeActivity.Command, UnfreezeActivity, Done>("/activities/unfreeze");
        api.MapUseCase<StopOrders.Command, StopOrders, Done>("/activities/stop-orders");
        api.MapUseCase<EndActivity.Command, EndActivity, Done>("/activities/close");
        api.MapUseCase<ArchiveActivity.Command, ArchiveActivity, Done>("/activities/archive");
        api.MapReading<ListActivities.Query, ListActivities, ListActivities.Result>("/activities");
        api.MapReading<ReadActivity.Query, ReadActivity, ReadActivity.Result>("/activities/one");
        api.MapReading<ReadActivityStatement.Query, ReadActivityStatement, ReadActivityStatement.Result>("/activities/statement");
        api.MapReading<ReadBreakdown.Query, ReadBreakdown, ReadBreakdown.Result>("/activities/breakdown");
        api.MapUseCase<InviteToTeam.Command, InviteToTeam, InviteToTeam.Result>("/activities/team/invite");
        api.MapUseCase<AcceptInvitation.Command, AcceptInvitation, Id<Activity>>("/activities/team/accept");
        api.MapUseCase<RevokeDelegation.Command, RevokeDelegation, Done>("/activities/team/revoke");
        api.MapUseCase<LeaveTeam.Command, LeaveTeam, Done>("/activities/team/leave");
        api.MapReading<ReadTeam.Query, ReadTeam, ReadTeam.Result>("/activities/team");
        api.MapUseCase<ProposeTransfer.Command, ProposeTransfer, Id<Transfer>>("/transfers/propose");
        api.MapUseCase<AcceptTransfer.Command, AcceptTransfer, TransferState>("/transfers/accept");
        api.MapUseCase<ReleaseTransfer.Command, ReleaseTransfer, TransferState>("/transfers/release");
        api.MapUseCase<DeclineTransfer.Command, DeclineTransfer, Done>("/transfers/decline");
        api.MapUseCase<WithdrawTransfer.Command, WithdrawTransfer, Done>("/transfers/withdraw");
        api.MapUseCase<ShareOut.Command, ShareOut, ShareOut.Result>("/transfers/share-out");
        api.MapReading<ListTransfers.Query, ListTransfers, ListTransfers.Result>("/transfers");
        api.MapReading<ListWaitingTransfers.Query, ListWaitingTransfers, ListWaitingTransfers.Result>("/transfers/waiting");
    }
}
