using System.CommandLine;
using System.Text.Json;
using Samverk.Store;

namespace Samverk.Host;

/// <summary><c>samverk replay</c>: plays a money-path file in a book of its own, which is thrown away.</summary>
internal static class ReplayCommand
{
    // A file of a few thousand events is 1 MB; more than this is no money path.
    private const long MaxBytes = 64 * 1024 * 1024;

    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "A money-path file." };
        var json = new Option<bool>("--json") { Description = "One line per event, then all balances." };
        var format = new Option<string?>("--format") { Description = "Prints the journal instead: hledger." };
        format.AcceptOnlyFromAmong("hledger");
        var command = new Command("replay", "Plays a money-path file through the posting rules and prints every posting, balance and refusal.") { file, json, format };
        command.Validators.Add(parsed =>
        {
            if (parsed.GetValue(json) == parsed.GetValue(format) is not null) parsed.AddError("Say either --json or --format hledger.");
        });
        command.SetAction(parsed => Run(parsed.GetValue(file)!, parsed.GetValue(format) is not null));
        return command;
    }

    private static async Task<int> Run(string file, bool hledger)
    {
        using var content = await Read(file);
        if (content is null) return 2;

        // Loaded while the server starts: two things that do not wait for each other.
        await using var server = await EmbeddedPostgres.StartTemporary(inMemory: true);
        var clock = new FileClock();
        await using var db = new Db(await server.EnsureDatabase("replay"), clock);
        await Migrations.Run(db.Source, Node.Rooms);
        try
        {
            return await Play(new Replay(db, clock), content.RootElement, hledger);
        }
        catch (FileFault fault)
        {
            await Console.Error.WriteLineAsync($"{file}: {fault.Refusal}{(fault.Refusal.Field is { } field ? $" in {field}" : "")}");
            return 1;
        }
    }

    private static async Task<int> Play(Replay replay, JsonElement content, bool hledger)
    {
        var malformed = false;
        await foreach (var played in replay.Play(content))
        {
            malformed |= played.Malformed;
            if (!hledger) Console.WriteLine(ReplayJson.Line(played));
        }

        if (hledger) await replay.WriteJournal(Console.Out);
        else Console.WriteLine(ReplayJson.Line(await replay.Balances()));
        return malformed ? 1 : 0;
    }

    private static async Task<JsonDocument?> Read(string file)
    {
        try
        {
            await using var stream = File.OpenRead(file);
            if (stream.Length > MaxBytes)
            {
                await Console.Error.WriteLineAsync($"{file}: larger than {MaxBytes / 1024 / 1024} MB");
                return null;
            }

            return await JsonDocument.ParseAsync(stream, new JsonDocumentOptions { MaxDepth = 16 });
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or JsonException)
        {
            await Console.Error.WriteLineAsync($"{file}: {fault.Message}");
            return null;
        }
    }
}
