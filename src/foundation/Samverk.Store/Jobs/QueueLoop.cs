using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Samverk.Store;

/// <summary>Looks for due jobs and recurring work twice a second.</summary>
internal sealed class JobLoop(Db db, JobRunner runner, ILogger<JobLoop> log) : QueueLoop(db, TimeSpan.FromMilliseconds(500), log)
{
    protected override Task RunDue(CancellationToken stopping) => runner.RunUntil(int.MaxValue, stopping);
}

/// <summary>Looks for due mails every few seconds. Beside the jobs, so that a slow mail server holds up nothing else.</summary>
internal sealed class MailLoop(Db db, MailSender sender, ILogger<MailLoop> log) : QueueLoop(db, TimeSpan.FromSeconds(5), log)
{
    protected override Task RunDue(CancellationToken stopping) => sender.SendUntil(stopping);
}

/// <summary>Looks for due work in a rhythm, and at once after this process has committed some.</summary>
internal abstract partial class QueueLoop(Db db, TimeSpan pause, ILogger log) : BackgroundService
{
    private static readonly TimeSpan PauseWhenBroken = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim nudge = new(0);

    public override void Dispose()
    {
        base.Dispose();
        nudge.Dispose();
    }

    protected abstract Task RunDue(CancellationToken stopping);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        void Nudge() => nudge.Release();
        db.WorkCommitted += Nudge;
        try
        {
            while (!stoppingToken.IsCancellationRequested) await nudge.WaitAsync(await Round(stoppingToken), stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The program ends.
        }
        finally
        {
            db.WorkCommitted -= Nudge;
        }
    }

    /// <returns>How long to wait at most before the next look.</returns>
    private async Task<TimeSpan> Round(CancellationToken stopping)
    {
        // Nudges up to here are for work that this round sees.
        while (nudge.Wait(0)) { }
        try
        {
            await RunDue(stopping);
            return pause;
        }
        catch (Exception broken) when (!stopping.IsCancellationRequested)
        {
            // The database is away, not a job: look again rather than end the program.
            RoundFailed(Guarded.Name(broken), broken.StackTrace);
            return PauseWhenBroken;
        }
    }

    [LoggerMessage(4, LogLevel.Error, "Looking for due work failed: {Error}\n{Stack}")]
    private partial void RoundFailed(string error, string? stack);
}
