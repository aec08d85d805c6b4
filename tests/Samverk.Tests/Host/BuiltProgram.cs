using System.Diagnostics;
using Npgsql;
using Samverk.Store;

namespace Samverk.Tests.Host;

/// <summary>The built program in a data folder of its own, to be killed for real; the database's server is held here, so that there is one to look into.</summary>
internal sealed class BuiltProgram : IAsyncDisposable
{
    private static readonly string Program = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../Samverk.Host/release/samverk"));

    private BuiltProgram(string folder, EmbeddedPostgres server) => (Folder, Server) = (folder, server);

    public string Folder { get; }

    public EmbeddedPostgres Server { get; }

    /// <summary>Given to every process that is started from here on.</summary>
    public Dictionary<string, string> Environment { get; } = new(StringComparer.Ordinal);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Skips the test where the program is not built or cannot be killed by a signal.</summary>
    public static async Task<BuiltProgram> InNewFolder()
    {
        Assert.SkipUnless(File.Exists(Program), $"the program is not built: dotnet build src/host/Samverk.Host -c Release ({Program})");
        Assert.SkipUnless(OperatingSystem.IsLinux(), "kills by signal");
        var folder = Path.Combine(Path.GetTempPath(), "samverk-test-" + Guid.NewGuid().ToString("N")[..8]);
        Directory.CreateDirectory(folder);
        return new(folder, await EmbeddedPostgres.Start(new(await EmbeddedPostgres.ReachableFolder(Path.Combine(folder, "postgres")))));
    }

    public Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo(Program, arguments) { RedirectStandardOutput = true };
        start.Environment.Remove("SAMVERK_DATABASE");
        start.Environment["SAMVERK_DATA"] = Folder;
        foreach (var (name, value) in Environment) start.Environment[name] = value;
        return Process.Start(start)!;
    }

    public async Task<(int Exit, string Output)> Run(params string[] arguments)
    {
        using var process = Start(arguments);
        var output = await process.StandardOutput.ReadToEndAsync(Cancel);
        await process.WaitForExitAsync(Cancel);
        return (process.ExitCode, output);
    }

    /// <summary>kill -9, the program's or the database server's own process.</summary>
    public static async Task Kill(Process process)
    {
        process.Kill();
        await process.WaitForExitAsync(Cancel);
    }

    public void KillServer()
    {
        using var postgres = Process.GetProcessById(Server.ProcessId!.Value);
        postgres.Kill();
    }

    /// <summary>The server again, whoever has ended it.</summary>
    public async Task Recover()
    {
        NpgsqlConnection.ClearAllPools();
        await Server.EnsureRunning();
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        if (Directory.Exists(Folder)) Directory.Delete(Folder, recursive: true);
    }
}
