using System.CommandLine;
using System.Runtime.CompilerServices;
using Samverk.Kernel;
using Samverk.Store;

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

    /// <summary>An empty node tells who started it how to begin; the code is in no log and in no page.</summary>
    private static async Task Invite(Db db, Uri here)
    {
        if ((await db.Write(Actor.System, async tx => await tx.NewSetUpCode() is { } made ? Outcome.Of(made) : Refusal.Unknown)) is not { Refusal: null, Value: var code }) return;
        Console.WriteLine($"\nThis node is empty. Say whose it is here; the address works once, for {SetUpCode.Lasts.TotalHours:0} hours:\n\n  {new Uri(here, $"setup?code={code.Value}")}\n");
    }

    // Kept apart: the web host's assemblies load when this method is compiled, not when another command is parsed.
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static async Task<int> Serve(string urls, string name, CancellationToken cancel)
    {
        await using var database = await NodeDatabase.Open(name);
        await using var node = Node.Build(new NodeOptions(urls, database.Connection));
        await Node.Prepare(node);
        await Invite(node.Services.GetRequiredService<Db>(), Node.Here(urls));
        await node.RunAsync(cancel);
        return 0;
    }
}
