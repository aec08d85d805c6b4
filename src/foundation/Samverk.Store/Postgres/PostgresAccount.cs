using System.Globalization;
using System.Runtime.InteropServices;

namespace Samverk.Store;

/// <summary>
/// The user of the operating system that the server runs as. PostgreSQL refuses root, so root hands over to a user without rights
/// (samverk-pg); everybody else runs it as himself.
/// </summary>
internal sealed class PostgresAccount
{
    private const string SystemUser = "samverk-pg";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly (uint User, uint Group)? other;
    private readonly string[] handOver;

    private PostgresAccount((uint, uint)? other, string[] handOver) => (this.other, this.handOver) = (other, handOver);

    /// <summary>True when the server's user is not the program's.</summary>
    public bool IsOther => other is not null;

    /// <summary>Of a folder that the program owns and the server's user must be able to pass through, but not to list or change.</summary>
    public UnixFileMode OuterMode => IsOther ? OwnerOnly | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute : OwnerOnly;

    /// <summary>The caller holds the lock of the cache folder, so that two programs do not create the user at once.</summary>
    public static async Task<PostgresAccount> Find()
    {
        if (OperatingSystem.IsWindows()) throw new EmbeddedPostgresException("The embedded PostgreSQL runs on Linux and macOS. Set SAMVERK_DATABASE.");
        if (!Environment.IsPrivilegedProcess) return new(null, []);
        if (!OperatingSystem.IsLinux())
            throw new EmbeddedPostgresException("PostgreSQL does not run as the superuser. Run Samverk as an ordinary user, or set SAMVERK_DATABASE.");

        var found = Look(SystemUser);
        if (found is null)
        {
            await Create();
            // A system without means to add users, or with a read-only /etc, has "nobody" for such work.
            found = Look(SystemUser) ?? Look("nobody")
                ?? throw new EmbeddedPostgresException($"PostgreSQL does not run as root, and the user {SystemUser} could not be created. Create it, run Samverk as an ordinary user, or set SAMVERK_DATABASE.");
        }

        var (name, user, group) = found.Value;
        return new((user, group), HandOver(name, user, group));
    }

    /// <summary>The command line that runs <paramref name="command"/> as the server's user.</summary>
    public string[] As(string[] command) => [.. handOver, .. command];

    /// <summary>Makes a folder that only the server's user (and root) may enter.</summary>
    public void CreatePrivateFolder(string path)
    {
        if (!OperatingSystem.IsWindows()) Directory.CreateDirectory(path, OwnerOnly);
        if (other is var (user, group) && chown(path, user, group) != 0)
            throw new EmbeddedPostgresException($"The folder {path} could not be given to the server's user: {Marshal.GetLastPInvokeErrorMessage()}");
    }

    /// <summary>Whether the server's user can reach <paramref name="path"/>, as far as the folders that already exist tell.</summary>
    public async Task<bool> CanReach(string path)
    {
        if (!IsOther || OperatingSystem.IsWindows()) return true;
        for (var folder = new DirectoryInfo(Path.GetFullPath(path)); folder is not null; folder = folder.Parent)
            if (folder.Exists && !File.GetUnixFileMode(folder.FullName).HasFlag(UnixFileMode.OtherExecute))
                // The mode says no; an access list or the owner may still say yes, so the folder is tried.
                return await Tool.Run(this, "test", "-x", Path.Combine(folder.FullName, ".")) is { Exit: 0 };
        return true;
    }

    private static (string Name, uint User, uint Group)? Look(string name) =>
        File.ReadLines("/etc/passwd").Select(line => line.Split(':')).Where(fields => fields.Length >= 4 && fields[0] == name)
            .Select(fields => ((string, uint, uint)?)(name, uint.Parse(fields[2], CultureInfo.InvariantCulture), uint.Parse(fields[3], CultureInfo.InvariantCulture)))
            .FirstOrDefault();

    private static async Task Create()
    {
        var self = new PostgresAccount(null, []);
        if (Tool.Which("useradd") is { } useradd)
            await Tool.Run(self, useradd, "--system", "--user-group", "--no-create-home", "--home-dir", "/nonexistent", "--shell", "/usr/sbin/nologin", SystemUser);
        else if (Tool.Which("adduser") is { } adduser) // BusyBox
            await Tool.Run(self, adduser, "-S", "-D", "-H", "-h", "/nonexistent", "-s", "/sbin/nologin", SystemUser);
    }

    private static string[] HandOver(string name, uint user, uint group)
    {
        if (Tool.Which("setpriv") is { } setpriv) return [setpriv, $"--reuid={user}", $"--regid={group}", "--clear-groups", "--"];
        if (Tool.Which("runuser") is { } runuser) return [runuser, "-u", name, "--"];
        if (Tool.Which("su") is { } su) return [su, "-s", "/bin/sh", name, "-c", "exec \"$0\" \"$@\"", "--"];
        throw new EmbeddedPostgresException("PostgreSQL does not run as root, and neither setpriv, runuser nor su is here to hand over to another user. Run Samverk as an ordinary user, or set SAMVERK_DATABASE.");
    }

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int chown([MarshalAs(UnmanagedType.LPUTF8Str)] string path, uint owner, uint group);
}
