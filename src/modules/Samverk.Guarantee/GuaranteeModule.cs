using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Samverk.Kernel;
using Samverk.Store;
using Samverk.Ui;

namespace Samverk.Guarantee;

/// <summary>Verdicts, fund, exposure and limits. The only wiring of this module.</summary>
public static class GuaranteeModule
{
    public static IServiceCollection AddGuarantee(this IServiceCollection services) => services
        .AddRoom("guarantee", typeof(GuaranteeModule).Assembly)
        .AddScoped<ReadFund>().AddScoped<AllocateFund>()
        .AddScoped<ReadExposure>().AddScoped<ListLimits>().AddScoped<SetExposureLimit>()
        .AddCheck(new("I6", "exposure of past days is what was stored then", async evidence => new("stored days", await evidence.Tx.ExposureIsReproducible())))
        .AddCheck(new("I7", "exposure is the same by client, member and activity", async evidence => new("entities", await evidence.Tx.ExposureAddsUp())))
        .AddCheck(new("I29", "verdicts change only by decision", async evidence => new("verdicts", await evidence.Tx.VerdictsChangeByDecision())))
        .AddRecurring<StoreExposureNightly>()
        .AddSingleton(new NavigationItem(typeof(GuaranteeModule).Assembly, "Guarantee fund", "shield-check", "/fund", ReadFund.Access) { Order = 60 })
        .AddSingleton(new NavigationItem(typeof(GuaranteeModule).Assembly, "Exposure", "scale", "/exposure", ReadExposure.Access) { Order = 61 });

    public static void MapGuarantee(this IEndpointRouteBuilder api)
    {
        api.MapReading<ReadFund.Query, ReadFund, ReadFund.Result>("/fund");
        api.MapUseCase<AllocateFund.Command, AllocateFund, Done>("/fund/allocate");
        api.MapReading<ReadExposure.Query, ReadExposure, ReadExposure.Result>("/exposure");
        api.MapReading<ListLimits.Query, ListLimits, ListLimits.Result>("/exposure/limits");
        api.MapUseCase<SetExposureLimit.Command, SetExposureLimit, Done>("/exposure/limit");
    }
}
