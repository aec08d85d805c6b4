using System.CommandLine;
using System.Runtime.CompilerServices;

namespace Samverk.Host;

/// <summary><c>samverk serve</c>: the pages and the API.</summary>
internal static class ServeCommand
{
    /// <summary>Also of the demo.</summary>
    public static readonly Option<string> Urls = new("--urls")
    {
        Description = "Where to listen; several with a semicolon between them.", DefaultValueFactory = _ => "http://127.0.0.1:5080",
    };

    public static Command Create()
    {
        var command = new Command("serve", "Runs the pages and the API until it is stopped.") { Urls };
        command.SetAction((parsed, cancel) => Serve(parsed.GetValue(Urls)!, "samverk", cancel));
        return command;
    }

    // Kept apart: the web host's assemblies load when this method is compiled, not when another command is parsed.
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static async Task<int> Serve(string urls, string name, CancellationToken cancel)
    {
        await using var database = await NodeDatabase.Open(name);
        await using var node = Node.Build(new NodeOptions(urls, database.Connection));
        await Node.Prepare(node);
        await node.RunAsync(cancel);
        return 0;
    }
}
