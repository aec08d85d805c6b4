namespace Samverk.Store;

/// <summary>
/// What may be thrown away and is made again: the server's programs in a place its user can read, an initialised cluster to copy for
/// temporary servers, and the temporary servers themselves. Of root: /var/lib/samverk; of others: their local data folder; or SAMVERK_CACHE.
/// </summary>
internal static class PostgresCache
{
    public static string Folder { get; } = Find();

    public static string Temporary => Path.Combine(Folder, "temporary");

    /// <summary>A free place for a temporary server; the name cannot be guessed, because everybody may write to the memory's folder.</summary>
    public static string NewTemporary(bool inMemory) =>
        Path.Combine(inMemory && HasMemory() ? Memory : Temporary, "samverk-" + Guid.NewGuid().ToString("N")[..20]);

    /// <summary>The temporary servers' folders, in memory or here. Those in memory are known by a link here, never by a look around there.</summary>
    public static IEnumerable<string> Temporaries()
    {
        foreach (var entry in Directory.GetFileSystemEntries(Temporary))
            if ((new FileInfo(entry).LinkTarget ?? entry) is var folder && Directory.Exists(folder)) yield return folder;
            else Forget(folder);
    }

    public static void Remember(string temporary)
    {
        if (Path.GetDirectoryName(temporary) != Temporary) File.CreateSymbolicLink(Path.Combine(Temporary, Path.GetFileName(temporary)), temporary);
    }

    public static void Forget(string temporary) => File.Delete(Path.Combine(Temporary, Path.GetFileName(temporary)));

    public static Task<FileStream> Lock()
    {
        CreateOpenFolder(Folder);
        return FileLock.Exclusive(Path.Combine(Folder, "cache.lock"));
    }

    /// <summary>A folder that everybody may read, whatever the operator's umask is. One that exists stays as it is.</summary>
    public static void CreateOpenFolder(string path)
    {
        if (OperatingSystem.IsWindows() || Directory.Exists(path)) return;
        if (Path.GetDirectoryName(path) is { } parent) CreateOpenFolder(parent);
        Directory.CreateDirectory(path);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
            | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
    }

    /// <summary>An entry that appears whole or not at all: made beside its place, then renamed. The caller holds the lock.</summary>
    public static async Task<string> Entry(string name, PostgresAccount? owner, Func<string, Task> make)
    {
        var place = Path.Combine(Folder, name);
        if (Directory.Exists(place)) return place;

        var draft = place + ".new";
        if (Directory.Exists(draft)) Directory.Delete(draft, recursive: true);
        if (owner is null) CreateOpenFolder(draft);
        else owner.CreatePrivateFolder(draft);
        await make(draft);
        Directory.Move(draft, place);
        return place;
    }

    private const string Memory = "/dev/shm";

    /// <summary>Containers often have 64 MB there, which is too little for a server.</summary>
    private static bool HasMemory() => OperatingSystem.IsLinux() && Directory.Exists(Memory) && new DriveInfo(Memory).AvailableFreeSpace > 2L << 30;

    private static string Find()
    {
        if (Environment.GetEnvironmentVariable("SAMVERK_CACHE") is { Length: > 0 } chosen) return Path.GetFullPath(chosen);
        if (Environment.IsPrivilegedProcess) return "/var/lib/samverk";
        var local = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        // Not the system's temporary folder: whoever came first could put programs of his own there.
        return local.Length > 0 ? Path.Combine(local, "samverk")
            : throw new EmbeddedPostgresException("There is no home folder to keep the embedded PostgreSQL's programs in. Set HOME or SAMVERK_CACHE, or set SAMVERK_DATABASE.");
    }
}
