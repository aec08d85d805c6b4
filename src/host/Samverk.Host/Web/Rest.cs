using System.Runtime.InteropServices;

namespace Samverk.Host;

/// <summary>
/// Gives memory back when work has ended: program and database share one small machine, and the runtime by itself keeps what a busy hour took
/// until it is busy again.
/// </summary>
internal sealed class Rest : BackgroundService
{
    private const long Idle = 2 << 20, Worthwhile = 32 << 20;

    private static readonly TimeSpan Look = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var (before, tidied) = (0L, 0L);
        while (!stoppingToken.IsCancellationRequested)
        {
            var made = GC.GetTotalAllocatedBytes();
            if (made - before < Idle && made - tidied > Worthwhile)
            {
                GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
                TrimNative();
                tidied = made;
            }

            before = made;
            // The node's end is no failure.
            await Task.Delay(Look, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static void TrimNative()
    {
        if (!OperatingSystem.IsLinux()) return;
        try
        {
            _ = MallocTrim(0);
        }
        catch (EntryPointNotFoundException)
        {
            // Another C library than glibc, with no such stock of its own.
        }
    }

    [DllImport("libc", EntryPoint = "malloc_trim")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int MallocTrim(nuint keep);
}
