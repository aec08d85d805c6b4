using System.CommandLine;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Samverk.Identity;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Host;

/// <summary><c>samverk setup</c>: what the page /setup does, from a file.</summary>
internal static class SetupCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "JSON, as docs/setup.md describes it." };
        var dry = new Option<bool>("--dry-run") { Description = "Says whether the file would do, and keeps nothing." };
        var command = new Command("setup", "Sets up an empty node from a file and prints the link with which the first administrator chooses a password.") { file, dry };
        command.SetAction(parsed => Run(parsed.GetValue(file)!, parsed.GetValue(dry)));
        return command;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<int> Run(string file, bool dry)
    {
        Foundation? wanted;
        try
        {
            wanted = JsonSerializer.Deserialize<Foundation>(await File.ReadAllTextAsync(file), StoreJson.Options);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or JsonException)
        {
            await Console.Error.WriteLineAsync($"{file}: {fault.Message}");
            return 2;
        }

        if (wanted is null)
        {
            await Console.Error.WriteLineAsync($"{file}: says nothing");
            return 2;
        }

        await using var node = await OpenNode.Open();
        return await Begin(node, wanted, dry);
    }

    private static async Task<int> Begin(OpenNode node, Foundation wanted, bool dry)
    {
        if (dry)
        {
            var read = (await node.Get<Db>().Read(Actor.System, async tx => await tx.IsTaken() ? new Refusal("set-up-already") : wanted.Checked(Actor.System.Person, tx.Today)));
            if (Told(read.Refusal)) return 1;
            foreach (var (name, use) in read.Value.Uses) Console.WriteLine($"{name}: {use.Status.ToString().ToLowerInvariant()}, {use.Source}");
            Console.WriteLine("dry run, nothing was kept");
            return 0;
        }

        var key = Secret.New();
        await using var scope = node.Scope();
        var begun = await scope.ServiceProvider.GetRequiredService<Door>().Run(new SetUp.Command(Guid.CreateVersion7(), wanted, Key: key), Actor.System);
        if (Told(begun.Refusal)) return 1;
        Console.WriteLine((await node.Get<Db>().Read(Actor.System, async tx => Outcome.Of(await LinkMails.Address(tx, LinkKind.Invitation, key)))).Value);
        return 0;
    }

    private static bool Told(Refusal? refusal)
    {
        if (refusal is null) return false;
        Console.Error.WriteLine($"refused: {refusal}{(refusal.Field is { } field ? $" in {field}" : "")}");
        return true;
    }
}
