using System.Globalization;
using System.Text;

namespace Samverk.Store;

/// <summary>
/// An embedded server's folder and the server on it. The folder belongs to the program's user; inside it, "cluster" and "socket" belong to
/// the server's. Only used under the folder's start lock.
/// </summary>
internal sealed class PostgresCluster(EmbeddedPostgresOptions options, PostgresAccount account, PostgresPrograms programs)
{
    /// <summary>The longest path of a unix socket: sun_path has 108 bytes with its final zero on Linux, 104 on macOS.</summary>
    private static readonly int LongestSocket = OperatingSystem.IsMacOS() ? 103 : 107;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(20);

    private string Folder => options.Folder;

    private string Data => Path.Combine(Folder, "cluster");

    private string StartLog => Path.Combine(Data, "start.log");

    /// <summary>Where its socket is; its name is kept across restarts, so that connection strings stay right.</summary>
    public string SocketFolder { get; private set; } = "";

    /// <summary>Makes the cluster if it is not there. It appears whole or not at all, even if the power fails half way.</summary>
    public async Task Initialise()
    {
        if (Directory.Exists(Data)) return;
        var draft = Data + ".new";
        if (Directory.Exists(draft)) Directory.Delete(draft, recursive: true);
        account.CreatePrivateFolder(draft);
        if (options.Durable) await Initdb(draft);
        else
        {
            // A copy takes a fraction of initdb's time. It shares its system identifier, which matters to replication only.
            using var cache = await PostgresCache.Lock();
            var template = await PostgresCache.Entry($"template-{programs.Version}", account, Initdb);
            await Tool.Must(account, "cp", OperatingSystem.IsMacOS() ? "-cR" : "-R", Path.Combine(template, "."), draft);
        }

        Directory.Move(draft, Data);
    }

    /// <summary>The process id of the running server; null when there is none on this folder, whatever its pid file says.</summary>
    public int? Postmaster()
    {
        var pidFile = PidFile();
        if (pidFile is not [var first, ..] || !int.TryParse(first, CultureInfo.InvariantCulture, out var pid) || pid <= 0) return null;
        // The number may belong to a stranger by now. A server's working folder is its cluster.
        if (OperatingSystem.IsLinux()) return SameFolder(LinkTarget($"/proc/{pid}/cwd"), Data) ? pid : null;
        try
        {
            using var process = System.Diagnostics.Process.GetProcessById(pid);
            return process.ProcessName == "postgres" ? pid : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Whether the running server answers; waits as long as it starts or recovers. False once it is gone.</summary>
    public async Task<bool> Answers()
    {
        if (PidFile() is [_, _, _, _, { Length: > 0 } socket, ..]) SocketFolder = socket;
        for (var deadline = Environment.TickCount64 + (long)Patience.TotalMilliseconds; Postmaster() is { } pid;)
        {
            // The last line of the pid file is the server's state, kept for pg_ctl: "starting", "ready", "stopping".
            if (PidFile() is [.., var state] && state.Trim() == "ready") return true;
            if (Environment.TickCount64 > deadline)
                throw new EmbeddedPostgresException($"The PostgreSQL server {pid} on {Folder} has been neither ready nor gone for {Patience.TotalSeconds} seconds. {LastWords()}");

            // Nothing to await: a server that another program started tells its state by this file only.
            await Task.Delay(Step);
        }

        return false;
    }

    /// <summary>Starts the server detached: a session of its own, so that Ctrl+C in the program's terminal does not reach it.</summary>
    public async Task Start()
    {
        SocketFolder = PrepareSocketFolder();
        // The settings lie outside the cluster, where the server's user cannot change them.
        var settings = Path.Combine(Folder, "samverk.conf");
        await File.WriteAllTextAsync(settings, PostgresSettings.Write(options, SocketFolder));
        if (account.IsOther && !OperatingSystem.IsWindows())
            File.SetUnixFileMode(settings, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        for (var deadline = Environment.TickCount64 + (long)Patience.TotalMilliseconds; ; await Task.Delay(Step))
        {
            await ForgetDeadServer();
            var (exit, output) = await Tool.Run(account, programs.PgCtl, "start", "-D", Data, "-l", StartLog, "-w", "-t", "600", "-s");
            if (exit == 0) return;

            // After a kill of the postmaster alone its children hold the shared memory until they notice; only they know when.
            var words = LastWords();
            if (!words.Contains("still in use", StringComparison.Ordinal) || Environment.TickCount64 > deadline)
                throw new EmbeddedPostgresException($"PostgreSQL did not start on {Folder}: {output} {words}");
        }
    }

    public async Task Stop()
    {
        if (Postmaster() is null) return;
        var (exit, output) = await Tool.Run(account, programs.PgCtl, "stop", "-D", Data, "-m", options.Durable ? "fast" : "immediate", "-w", "-t", "60", "-s");
        if (exit != 0 && Postmaster() is not null) throw new EmbeddedPostgresException($"PostgreSQL on {Folder} did not stop: {output}");
    }

    /// <summary>Removes everything, with the socket's folder if that lies elsewhere.</summary>
    public void Delete()
    {
        if (File.Exists(ElsewhereFile) && File.ReadAllText(ElsewhereFile) is var elsewhere && Directory.Exists(elsewhere)) Directory.Delete(elsewhere, recursive: true);
        Directory.Delete(Folder, recursive: true);
    }

    private async Task Initdb(string place)
    {
        // The builtin provider sorts the same on every system and after every update of it; ICU and libc do not.
        string[] command =
        [
            programs.Initdb, "-D", place, "-U", EmbeddedPostgres.User, "--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8",
            // Whoever can enter the socket's private folder is the owner; there is no other way in.
            "--auth-local=trust", "--auth-host=reject", "--data-checksums", "--set", "include_if_exists=../samverk.conf",
        ];
        await Tool.Must(account, options.Durable ? command : [.. command, "--no-sync"]);
    }

    private string ElsewhereFile => Path.Combine(Folder, "socket-folder");

    private string PrepareSocketFolder()
    {
        var inside = Path.Combine(Folder, "socket");
        if (Fits(inside))
        {
            account.CreatePrivateFolder(inside);
            return inside;
        }

        if (File.Exists(ElsewhereFile) && File.ReadAllText(ElsewhereFile) is var known && Directory.Exists(known)) return known;
        // Of root below /run, which only root writes. Made with mode 0700 under a random name that was free, so nobody can have prepared it.
        var place = account.IsOther && Directory.Exists("/run") ? $"/run/samverk-{Guid.NewGuid():N}" : Directory.CreateTempSubdirectory("samverk-").FullName;
        if (!Fits(place)) throw new EmbeddedPostgresException($"No folder with a path short enough for a socket: {place}. Set TMPDIR to a shorter one.");
        account.CreatePrivateFolder(place);
        File.WriteAllText(ElsewhereFile, place);
        return place;
    }

    private static bool Fits(string folder) => Encoding.UTF8.GetByteCount(folder) + "/.s.PGSQL.5432".Length <= LongestSocket;

    /// <summary>
    /// The two lock files left by a dead server may hold a number that now belongs to a stranger (or a zombie), and PostgreSQL would refuse
    /// to start. The socket's lock goes: its folder is this server's alone. In the pid file the number is replaced by one that no process
    /// has; the rest stays, because PostgreSQL finds surviving children by it. Done as the server's user: root must not write where that
    /// user could have put a link.
    /// </summary>
    private async Task ForgetDeadServer()
    {
        if (Postmaster() is not null) return;
        File.Delete(Path.Combine(SocketFolder, ".s.PGSQL.5432.lock"));
        if (PidFile() is not null)
            await Tool.Must(account, "sh", "-c", "{ echo 2147483647; tail -n +2 \"$0\"; } > \"$0.new\" && mv \"$0.new\" \"$0\"", Path.Combine(Data, "postmaster.pid"));
    }

    private string[]? PidFile()
    {
        try
        {
            return File.ReadAllLines(Path.Combine(Data, "postmaster.pid"));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>The ends of the log of the start and of the newest log after it.</summary>
    private string LastWords()
    {
        var folder = new DirectoryInfo(Path.Combine(Data, "log"));
        var newest = folder.Exists ? folder.EnumerateFiles().MaxBy(file => file.LastWriteTimeUtc)?.FullName : null;
        return string.Join(" ", ((string?[])[StartLog, newest]).Where(File.Exists).SelectMany(log => File.ReadLines(log!).TakeLast(4)));
    }

    private static string? LinkTarget(string link)
    {
        try
        {
            return new FileInfo(link).LinkTarget;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static bool SameFolder(string? one, string other) =>
        one is not null && (one == other || Directory.Exists(one) && one.EndsWith("/cluster", StringComparison.Ordinal) && Real(one) == Real(other));

    /// <summary>Without symbolic links on the way.</summary>
    private static string Real(string path)
    {
        var parent = Path.GetDirectoryName(path);
        if (parent is null) return path;
        var here = new DirectoryInfo(Path.Combine(Real(parent), Path.GetFileName(path)));
        return here.ResolveLinkTarget(returnFinalTarget: true)?.FullName is { } target ? Real(target) : here.FullName;
    }
}
