using Microsoft.Extensions.DependencyInjection;
using Samverk.Store;

namespace Samverk.Ledger;

/// <summary>Legal entities, journal, periods, seal, exports. The only wiring of this module.</summary>
public static class LedgerModule
{
    /// <summary>The ledger's own part of the database; after the store's.</summary>
    public static readonly Room Room = new("ledger", typeof(LedgerModule).Assembly);

    public static IServiceCollection AddLedger(this IServiceCollection services) => services
        .AddScoped<CloseEntityPeriod>()
        .AddScoped<ReadTrialBalance>()
        .AddScoped<ReadStatement>()
        .AddScoped<ReadEntry>()
        .AddLedgerChecks()
        .AddHostedService<SealService>();
}
