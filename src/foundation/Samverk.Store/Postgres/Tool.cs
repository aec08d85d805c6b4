using System.Diagnostics;

namespace Samverk.Store;

/// <summary>Runs a program of the operating system or of PostgreSQL to its end.</summary>
internal static class Tool
{
    /// <summary>Where system programs are even if the caller's PATH leaves out the sbin folders.</summary>
    private static readonly string[] Places = ["/usr/sbin", "/usr/bin", "/sbin", "/bin"];

    public static string? Which(string name) => Places.Select(place => Path.Combine(place, name)).FirstOrDefault(File.Exists);

    public static async Task<(int Exit, string Output)> Run(PostgresAccount account, params string[] command)
    {
        var line = account.As(command);
        var start = new ProcessStartInfo(line[0], line[1..])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
            // The caller's folder may be closed to the server's user.
            WorkingDirectory = "/",
        };
        // PGDATA, PGPORT and the like of the operator's other servers must not leak in; messages are compared in English.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("PG", StringComparison.Ordinal)).ToList()) start.Environment.Remove(name);
        start.Environment["LC_ALL"] = "C";

        using var process = Process.Start(start) ?? throw new EmbeddedPostgresException($"{line[0]} could not be run.");
        process.StandardInput.Close();
        var output = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, string.Concat(output).Trim());
    }

    /// <exception cref="EmbeddedPostgresException">The program failed; the message holds what it said.</exception>
    public static async Task Must(PostgresAccount account, params string[] command)
    {
        var (exit, output) = await Run(account, command);
        if (exit != 0) throw new EmbeddedPostgresException($"{Path.GetFileName(command[0])} failed ({exit}): {output}");
    }
}
