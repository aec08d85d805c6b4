using System.Reflection;
using Samverk.Activities;
using Samverk.Desk;
using Samverk.Employment;
using Samverk.Expenses;
using Samverk.Guarantee;
using Samverk.Identity;
using Samverk.Invoicing;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Members;
using Samverk.Store;
using Samverk.Treasury;

namespace Samverk.Host;

/// <summary>The modules of this node, in the order in which they build on each other. One line each.</summary>
internal static class Modules
{
    /// <summary>Use cases, schemas, jobs and navigation.</summary>
    public static IServiceCollection AddModules(this IServiceCollection services) => services
        .AddIdentity()
        .AddLedger()
        .AddMembers()
        .AddDesk()
        .AddActivities()
        .AddGuarantee()
        .AddInvoicing().AddInvoices()
        .AddStates(Client.States).AddStates(Order.States)
        .AddExpenses()
        .AddEmployment()
        .AddTreasury()
        .AddSingleton(new PersonNames(async (tx, ids) => (await tx.Names(ids.Select(id => new Id<Person>(id)))).ToDictionary(one => one.Key.Value, one => one.Value)))
        .AddHome()
        .AddBookNames()
        .AddHostRooms()
        .AddStepCheck()
        .AddSingleton<Verification>();

    /// <summary>Use cases as addresses of the API.</summary>
    public static void MapModules(this IEndpointRouteBuilder api)
    {
        api.MapIdentity();
        api.MapLedger();
        api.MapMembers();
        api.MapDesk();
        api.MapActivities();
        api.MapGuarantee();
        api.MapInvoicing();
        api.MapInvoices();
        api.MapExpenses();
        api.MapEmployment();
        api.MapTreasury();
        api.MapHostRooms();
        api.MapHome();
    }

    /// <summary>Where pages are, apart from this project.</summary>
    public static readonly IReadOnlyList<Assembly> WithPages =
    [
        typeof(IdentityModule).Assembly, typeof(LedgerModule).Assembly, typeof(MembersModule).Assembly, typeof(DeskModule).Assembly, typeof(ActivitiesModule).Assembly,
        typeof(GuaranteeModule).Assembly, typeof(InvoicingModule).Assembly, typeof(EmploymentModule).Assembly, typeof(ExpensesModule).Assembly, typeof(TreasuryModule).Assembly,
    ];
}
