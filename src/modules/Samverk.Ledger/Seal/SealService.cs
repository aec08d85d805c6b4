using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Ledger;

/// <summary>Seals what was posted, every second, on every instance; the verb's lock lets them take turns.</summary>
internal sealed partial class SealService(Db db, ILogger<SealService> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var ticks = new PeriodicTimer(Pause);
        try
        {
            while (await ticks.WaitForNextTickAsync(stoppingToken)) await SealOnce();
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The program ends; what is unsealed is sealed by whoever starts next.
        }
    }

    private async Task SealOnce()
    {
        try
        {
            await db.Write<int>(Actor.System, async tx => await tx.Seal());
        }
        catch (NpgsqlException gone)
        {
            // A database that restarts: entries wait unsealed, which verify reports, and the next second tries again.
            NotSealed(log, gone.GetType().Name);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "entries wait for their seal: {Error}")]
    private static partial void NotSealed(ILogger log, string error);
}
