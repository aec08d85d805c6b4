using System.Reflection;
using Samverk.Activities;
using Samverk.Guarantee;
using Samverk.Invoicing;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Host;

/// <summary>The modules of this node, in the order in which they build on each other. One line each.</summary>
internal static class Modules
{
    /// <summary>Use cases, schemas, jobs and navigation.</summary>
    public static IServiceCollection AddModules(this IServiceCollection services) => services
        .AddLedger()
        .AddActivities()
        .AddGuarantee()
        .AddRoom("invoicing", typeof(Invoice).Assembly).AddSingleton(InvoiceDocuments.Source).AddInvoices()
        .AddStates(Client.States).AddStates(Order.States)
        .AddStepCheck()
        .AddSingleton<Verification>();

    /// <summary>Use cases as addresses of the API.</summary>
    public static void MapModules(this IEndpointRouteBuilder api)
    {
        api.MapLedger();
        api.MapActivities();
        api.MapGuarantee();
        api.MapInvoices();
    }

    /// <summary>Where pages are, apart from this project.</summary>
    public static readonly IReadOnlyList<Assembly> WithPages = [typeof(ActivitiesModule).Assembly, typeof(GuaranteeModule).Assembly, typeof(Invoice).Assembly];
}
