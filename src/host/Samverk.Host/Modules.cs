using System.Reflection;
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
        .AddRoom("activities", typeof(Activities.Activity).Assembly)
        .AddRoom("guarantee", typeof(Guarantee.FundVerbs).Assembly)
        .AddRoom("invoicing", typeof(Invoicing.Invoice).Assembly)
        .AddInvoices()
        .AddStates(Activities.Activity.States).AddStates(Invoicing.Client.States).AddStates(Invoicing.Order.States)
        .AddStepCheck()
        .AddSingleton<Verification>();

    /// <summary>Use cases as addresses of the API.</summary>
    public static void MapModules(this IEndpointRouteBuilder api)
    {
        api.MapLedger();
        api.MapInvoices();
    }

    /// <summary>Where pages are, apart from this project.</summary>
    public static readonly IReadOnlyList<Assembly> WithPages = [typeof(Invoicing.Invoice).Assembly];
}
