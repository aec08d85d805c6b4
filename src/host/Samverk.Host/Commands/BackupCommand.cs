using System.CommandLine;
using System.Text.Json;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Host;

/// <summary><c>samverk backup</c>: everything this installation keeps, in one file that only the passphrase opens.</summary>
internal static class BackupCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "Where to write it; must not be there yet." };
        var passphrase = Passphrase.FileOption();
        var of = new Option<string>("--of") { Description = "Name of the database on this installation's server: demo for the demo.", DefaultValueFactory = _ => NodeDatabase.Usual };
        var command = new Command("backup", "Writes an encrypted copy of everything, while others go on working.") { file, passphrase, of };
        command.SetAction(parsed => Run(parsed.GetValue(file)!, parsed.GetValue(passphrase), parsed.GetValue(of)!));
        return command;
    }

    private static async Task<int> Run(string file, string? passphraseFile, string of)
    {
        try
        {
            if (File.Exists(file)) throw new BackupException($"{file} is there already: choose another name");
            var passphrase = Passphrase.Read(passphraseFile, twice: true);
            await using var node = await OpenNode.Open(of);
            var manifest = await LongWork.Show("Backup", progress => Write(node.Get<Db>(), file, passphrase, progress));
            Console.WriteLine($"{file}: {Verification.Count(manifest.Rows)} rows of {manifest.Tables.Count} tables, as of {manifest.At}");
            return 0;
        }
        catch (Exception fault) when (fault is BackupException or IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync(fault.Message);
            return 1;
        }
    }

    /// <summary>Under another name until it is whole, so that nobody takes a half one for a backup.</summary>
    internal static async Task<BackupManifest> Write(Db db, string file, string passphrase, Action<long, long>? progress)
    {
        var unfinished = file + ".unfinished";
        var written = await db.Read(Actor.System, async tx =>
        {
            var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            await using var stream = new FileStream(unfinished, options);
            var checkpoint = JsonSerializer.Serialize(await tx.Checkpoint(), StoreJson.Options);
            var manifest = await Backup.Write(tx, stream, passphrase, Node.Rooms, checkpoint, progress);
            stream.Flush(flushToDisk: true);
            return Outcome.Of(manifest);
        });
        File.Move(unfinished, file);
        return written.Value;
    }
}
