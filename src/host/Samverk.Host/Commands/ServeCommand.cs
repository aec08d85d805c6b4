using System.CommandLine;
using System.Runtime.CompilerServices;
using Samverk.Store;

namespace Samverk.Host;

/// <summary><c>samverk serve</c>: the pages and the API.</summary>
internal static class ServeCommand
{
    public static Command Create()
    {
        var urls = new Option<string>("--urls")
        {
            Description = "Where to listen; several with a semicolon between them.", DefaultValueFactory = _ => "http://127.0.0.1:5080",
        };
        var command = new Command("serve", "Runs the pages and the API until it is stopped.") { urls };
        command.SetAction((parsed, cancel) => Run(parsed.GetValue(urls)!, cancel));
        return command;
    }

    // Kept apart: the web host's assemblies load when this method is compiled, not when another command is parsed.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<int> Run(string urls, CancellationToken cancel)
    {
        if (Environment.GetEnvironmentVariable("SAMVERK_DATABASE") is not { Length: > 0 } database)
        {
            await Console.Error.WriteLineAsync("SAMVERK_DATABASE is not set: give the connection text of a PostgreSQL database, \"Host=…;Database=…\".");
            return 2;
        }

        await using var node = Node.Build(new NodeOptions(urls, database));
        await Migrations.Run(node.Services.GetRequiredService<Db>().Source, Node.Rooms);
        await node.RunAsync(cancel);
        return 0;
    }
}
