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
        .AddScoped<ReadExposure>().AddScoped<SetExposureLimit>()
        .AddRecurring<StoreExposureNightly>()
        .AddSingleton(new NavigationItem(typeof(GuaranteeModule).Assembly, "Guarantee fund", "shield-check", "/fund", ReadFund.Access) { Order = 60 })
        .AddSingleton(new NavigationItem(typeof(GuaranteeModule).Assembly, "Exposure", "scale", "/exposure", ReadExposure.Access) { Order = 61 });

    public static void MapGuarantee(this IEndpointRouteBuilder api)
    {
        api.MapReading<ReadFund.Query, ReadFund, ReadFund.Result>("/fund");
        api.MapUseCase<AllocateFund.Command, AllocateFund, Done>("/fund/allocate");
        api.MapReading<ReadExposure.Query, ReadExposure, ReadExposure.Result>("/exposure");
        api.MapUseCase<SetExposureLimit.Command, SetExposureLimit, Done>("/exposure/limit");
    }
}
