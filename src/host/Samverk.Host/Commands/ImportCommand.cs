using System.CommandLine;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Host;

/// <summary><c>samverk import</c>: what another tool knew, from a CSV file, whole or not at all.</summary>
internal static class ImportCommand
{
    public static Command Create()
    {
        var kind = new Argument<string?>("KIND") { Description = $"{string.Join(", ", ImportKind.All.Keys)}; members follow when their room can take them.", Arity = ArgumentArity.ZeroOrOne };
        var file = new Argument<string?>("FILE") { Description = "CSV, UTF-8, commas or semicolons, at most 50 MB; columns as in docs/import.md.", Arity = ArgumentArity.ZeroOrOne };
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
            await Console.Error.WriteLineAsync(kind is "members" ? $"{unknown}: members cannot be imported yet" : $"{unknown}: one of {string.Join(", ", ImportKind.All.Keys)}");
            return 2;
        }

        if (new FileInfo(file) is not { Exists: true, Length: <= CsvFile.LargestFile })
        {
            await Console.Error.WriteLineAsync($"{file}: there is no such file, or it is larger than {CsvFile.LargestFile / 1024 / 1024} MB");
            return 2;
        }

        var command = ImportFile.Command.Of(kind, await File.ReadAllBytesAsync(file));
        await using var node = await OpenNode.Open();
        if (!dry)
        {
            var imported = await LongWork.Show("Import", _ => node.Get<Door>().Run(command, Actor.System));
            if (imported.Refusal is null) return Say(imported.Value, $"batch {imported.Value.Batch} imported");
        }

        // Also after a refusal: the door names the first line that is wrong, the person at the keyboard wants all of them.
        var (report, errors) = await LongWork.Show("Dry run", _ => ImportFile.Rehearse(node.Get<Db>(), command));
        foreach (var error in errors) await Console.Error.WriteLineAsync($"{error}");
        if (report.Refusal is { } refusal) await Console.Error.WriteLineAsync($"{refusal}");
        if (report.Refusal is not null || errors.Count > 0) return 1;
        return Say(report.Value, "dry run, nothing was kept");
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

    private static int Say(ImportFile.Report report, string end)
    {
        foreach (var sum in report.Sums) Console.WriteLine(sum);
        Console.WriteLine($"{Verification.Count(report.Lines)} lines: {end}");
        return 0;
    }
}
