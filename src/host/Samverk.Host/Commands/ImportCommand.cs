using System.CommandLine;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Host;

/// <summary><c>samverk import</c>: what another tool knew, from a CSV file, whole or not at all.</summary>
internal static class ImportCommand
{
    public static Command Create()
    {
        var kind = new Argument<string?>("KIND") { Description = $"{string.Join(", ", ImportKind.All.Keys)}.", Arity = ArgumentArity.ZeroOrOne };
        var file = new Argument<string?>("FILE") { Description = "CSV, UTF-8, commas or semicolons, at most 20 MB; columns as in docs/import.md.", Arity = ArgumentArity.ZeroOrOne };
        var dry = new Option<bool>("--dry-run") { Description = "Says what would be taken over, line by line what is wrong, and the sums; keeps nothing." };
        var undo = new Option<Guid?>("--undo") { Description = "Number of a batch that is taken back whole, while nothing rests on it." };
        var why = new Option<string>("--why") { Description = "Reason of an undo; kept with it.", DefaultValueFactory = _ => "undone at the command line" };
        var command = new Command("import", "Takes over what another tool knew.") { kind, file, dry, undo, why };
        command.Validators.Add(parsed =>
        {
            if (parsed.GetValue(undo) is null == parsed.GetValue(file) is null) parsed.AddError("Say either KIND and FILE, or --undo BATCH.");
        });
        command.SetAction(parsed => parsed.GetValue(undo) is { } batch
            ? Undo(batch, parsed.GetValue(why)!)
            : Run(parsed.GetValue(kind)!, parsed.GetValue(file)!, parsed.GetValue(dry)));
        return command;
    }

    private static async Task<int> Run(string kind, string file, bool dry)
    {
        if (ImportKind.Of(kind).Refusal is { } unknown)
        {
            await Console.Error.WriteLineAsync($"{unknown}: one of {string.Join(", ", ImportKind.All.Keys)}");
            return 2;
        }

        if (new FileInfo(file) is not { Exists: true, Length: <= CsvFile.LargestFile })
        {
            await Console.Error.WriteLineAsync($"{file}: there is no such file, or it is larger than {CsvFile.LargestFile / 1024 / 1024} MB");
            return 2;
        }

        var content = await File.ReadAllBytesAsync(file);
        await using var node = await OpenNode.Open();
        await using var scope = node.Scope();
        var door = scope.ServiceProvider.GetRequiredService<Door>();
        // First a trial: the person at the keyboard wants to see all that is wrong, not the first line of it.
        var trial = await LongWork.Show("Dry run", _ => door.Run(CheckImport.Command.Of(kind, content), Actor.System));
        if (trial.Refusal is { } refusal)
        {
            await Console.Error.WriteLineAsync($"{refusal}");
            return 1;
        }

        foreach (var error in trial.Value.Errors) await Console.Error.WriteLineAsync($"{error}");
        if (trial.Value.Errors.Count > 0) return 1;
        if (dry) return Say(trial.Value.Lines, trial.Value.Sums, "dry run, nothing was kept");
        var imported = await LongWork.Show("Import", _ => door.Run(ImportFile.Command.Of(kind, content, Path.GetFileName(file)), Actor.System));
        if (imported.Refusal is { } stopped)
        {
            await Console.Error.WriteLineAsync($"{stopped}");
            return 1;
        }

        var report = imported.Value;
        return Say(report.Lines, report.Sums, report.Waits ? $"batch {report.Batch} waits: a person of finance or the board releases it at /imports/{report.Batch}" : $"batch {report.Batch} imported");
    }

    private static async Task<int> Undo(Guid batch, string why)
    {
        await using var node = await OpenNode.Open();
        var undone = await node.Get<Door>().Run(new UndoImport.Command(Guid.CreateVersion7(), new(batch), why), Actor.System);
        if (undone.Refusal is { } refusal)
        {
            await Console.Error.WriteLineAsync($"{refusal}");
            return 1;
        }

        Console.WriteLine($"batch {batch} undone");
        return 0;
    }

    private static int Say(int lines, IReadOnlyList<string> sums, string end)
    {
        foreach (var sum in sums) Console.WriteLine(sum);
        Console.WriteLine($"{Verification.Count(lines)} lines: {end}");
        return 0;
    }
}
