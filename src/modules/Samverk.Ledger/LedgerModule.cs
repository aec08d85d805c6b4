using Microsoft.Extensions.DependencyInjection;
using Microsoft.AspNetCore.Routing;
using Samverk.Kernel;
using Samverk.Store;
using Samverk.Ui;

namespace Samverk.Ledger;

/// <summary>Legal entities, journal, periods, seal, exports. The only wiring of this module.</summary>
public static class LedgerModule
{
    /// <summary>The ledger's own part of the database; after the store's.</summary>
    public static readonly Room Room = new("ledger", typeof(LedgerModule).Assembly);

    public static IServiceCollection AddLedger(this IServiceCollection services) => services
        .AddRoom(Room.Name, Room.Assembly)
        .AddScoped<CloseEntityPeriod>()
        .AddScoped<ReadTrialBalance>()
        .AddScoped<ReadStatement>()
        .AddScoped<ReadEntry>()
        .AddLedgerChecks()
        .AddHostedService<SealService>();

    public static void MapLedger(this IEndpointRouteBuilder api)
    {
        api.MapUseCase<CloseEntityPeriod.Command, CloseEntityPeriod, Done>("/ledger/periods/close");
        api.MapReading<ReadTrialBalance.Query, ReadTrialBalance, ReadTrialBalance.Result>("/ledger/trial-balance");
        api.MapReading<ReadStatement.Query, ReadStatement, ReadStatement.Result>("/ledger/statement");
        api.MapReading<ReadEntry.Query, ReadEntry, ReadEntry.Result>("/ledger/entry");
    }
}
