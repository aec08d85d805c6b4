namespace Samverk.Store;

/// <summary>
/// An advisory lock on a file (flock), by which programs agree. The kernel frees it when its holder ends, however it ends.
/// .NET takes flock for FileShare: None is exclusive, Read by a reader is shared, and it never waits.
/// </summary>
internal static class FileLock
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(10);

    public static Task<FileStream> Exclusive(string path) => Wait(() => Open(path, FileAccess.ReadWrite, FileShare.None), path);

    public static Task<FileStream> Shared(string path) => Wait(() => Open(path, FileAccess.Read, FileShare.Read), path);

    /// <summary>Null when somebody else holds the lock.</summary>
    public static FileStream? TryExclusive(string path)
    {
        try
        {
            return Open(path, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException busy) when (IsBusy(busy))
        {
            return null;
        }
    }

    private static FileStream Open(string path, FileAccess access, FileShare share)
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = access, Share = share };
        // Who can open the file can hold the lock and stop everybody.
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new(path, options);
    }

    private static async Task<FileStream> Wait(Func<FileStream> open, string path)
    {
        var deadline = Environment.TickCount64 + (long)Patience.TotalMilliseconds;
        while (true)
            try
            {
                return open();
            }
            catch (IOException busy) when (IsBusy(busy))
            {
                if (Environment.TickCount64 > deadline)
                    throw new EmbeddedPostgresException($"Another program has held {path} for {Patience.TotalMinutes} minutes. Is it hanging?", busy);

                // Nothing to await: .NET offers no lock on a file that waits.
                await Task.Delay(Step);
            }
    }

    private static bool IsBusy(IOException e) => e is not (FileNotFoundException or DirectoryNotFoundException or PathTooLongException or DriveNotFoundException);
}
