using System.CommandLine;
using System.Runtime.CompilerServices;

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
        await using var database = await NodeDatabase.Open();
        await using var node = Node.Build(new NodeOptions(urls, database.Connection));
        await Node.Prepare(node);
        await node.RunAsync(cancel);
        return 0;
    }
}
