using System.CommandLine;
using System.Runtime.CompilerServices;
using Spectre.Console;

namespace Samverk.Host;

/// <summary><c>samverk demo</c>, also what ./samverk does without a word: a cooperative of invented people to look at.</summary>
internal static class DemoCommand
{
    private const string Database = "demo";

    public static Command Create()
    {
        var command = new Command("demo", "Starts a node with a demo cooperative, made on the first start.") { ServeCommand.Urls };
        command.SetAction((parsed, cancel) => Run(parsed.GetValue(ServeCommand.Urls)!, cancel));
        return command;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static async Task<int> Run(string urls, CancellationToken cancel)
    {
        var address = Node.Here(urls).AbsoluteUri;
        await using (var node = await OpenNode.Open(Database))
        {
            var demo = new DemoCooperative(node, address);
            if (await demo.IsEmpty()) await Progress(demo);
            else await demo.MoveTo(address);
        }

        // Whatever mail server this machine knows: no mail of a demo goes anywhere.
        foreach (var name in Environment.GetEnvironmentVariables().Keys.OfType<string>().Where(name => name.Equals("Samverk__Mail__Host", StringComparison.OrdinalIgnoreCase)))
            Environment.SetEnvironmentVariable(name, null);

        Console.WriteLine($"\nSamverk's demo: {address}\n\nSign in as, with the password {DemoCooperative.Password}:");
        foreach (var (email, name, role) in DemoCooperative.SignIns) Console.WriteLine($"  {email,-26} {name} ({role})");
        Console.WriteLine("\nCtrl+C ends it. What you do stays until the next start.\n");
        return await ServeCommand.Serve(urls, Database, cancel);
    }

    private static async Task Progress(DemoCooperative demo)
    {
        if (Console.IsErrorRedirected)
        {
            await demo.Play(_ => { });
            return;
        }

        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        await console.Progress().StartAsync(async bars =>
        {
            var bar = bars.AddTask("Playing five months of a cooperative", maxValue: 1);
            await demo.Play(done => bar.Value = done);
        });
    }
}
