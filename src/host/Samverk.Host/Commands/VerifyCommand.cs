using System.CommandLine;
using System.Text.Json;
using Samverk.Store;

namespace Samverk.Host;

/// <summary><c>samverk verify</c>: one line per invariant that a machine can check.</summary>
internal static class VerifyCommand
{
    public static Command Create()
    {
        var checkpoints = new Option<string[]>("--checkpoint")
        {
            Description = "Sealed heads that an earlier backup or export kept: finds a chain that was computed anew.", AllowMultipleArgumentsPerToken = true,
        };
        var json = new Option<bool>("--json") { Description = "One JSON object per line." };
        var command = new Command("verify", "Checks the books and everything that must agree with them; ends with 1 when something does not.") { checkpoints, json };
        command.SetAction(parsed => Run(parsed.GetValue(checkpoints) ?? [], parsed.GetValue(json)));
        return command;
    }

    private static async Task<int> Run(string[] files, bool json)
    {
        var checkpoints = new List<string>();
        foreach (var file in files)
        {
            if (!File.Exists(file))
            {
                await Console.Error.WriteLineAsync($"{file}: there is no such file");
                return 2;
            }

            checkpoints.Add(await File.ReadAllTextAsync(file));
        }

        await using var node = await OpenNode.Open();
        var report = await node.Get<Verification>().Run(checkpoints);
        foreach (var line in report.Lines) Console.WriteLine(json ? Line(line) : line);
        return report.Breached ? 1 : 0;
    }

    // "I1 ok words": the report's lines have three parts.
    private static string Line(string line) => line.Split(' ', 3) is [var invariant, var verdict, var words]
        ? JsonSerializer.Serialize(new { invariant, ok = verdict is "ok", words }, JsonSerializerOptions.Web)
        : JsonSerializer.Serialize(new { words = line }, JsonSerializerOptions.Web);
}
