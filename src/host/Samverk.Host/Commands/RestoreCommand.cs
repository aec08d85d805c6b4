using System.CommandLine;
using Npgsql;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Host;

/// <summary><c>samverk restore</c>: a backup into an empty database, and the proof that it is what it was.</summary>
internal static class RestoreCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "Written by samverk backup." };
        var into = new Option<string>("--into") { Description = "Name of an empty database on this installation's server.", DefaultValueFactory = _ => NodeDatabase.Usual };
        var passphrase = Passphrase.FileOption();
        var command = new Command("restore", "Takes a backup back into an empty database and checks it; ends with 1 when something does not agree.") { file, into, passphrase };
        command.SetAction(parsed => Run(parsed.GetValue(file)!, parsed.GetValue(into)!, parsed.GetValue(passphrase)));
        return command;
    }

    private static async Task<int> Run(string file, string into, string? passphraseFile)
    {
        try
        {
            await using var stream = File.OpenRead(file);
            var passphrase = Passphrase.Read(passphraseFile, twice: false);
            await using var node = await OpenNode.OpenAsItIs(into);
            var (manifest, report) = await LongWork.Show("Restore", progress => Load(node, stream, passphrase, progress));
            Console.WriteLine($"{file}: {Verification.Count(manifest.Rows)} rows of {manifest.Tables.Count} tables, as of {manifest.At}, by {manifest.Program}");
            foreach (var line in report.Lines) Console.WriteLine(line);
            return report.Breached ? 1 : 0;
        }
        catch (Exception fault) when (fault is BackupException or IOException or UnauthorizedAccessException or NpgsqlException)
        {
            await Console.Error.WriteLineAsync(fault.Message);
            return 1;
        }
    }

    private static async Task<(BackupManifest Manifest, VerificationReport Report)> Load(OpenNode node, Stream stream, string passphrase, Action<long, long>? progress)
    {
        var (manifest, checkpoint) = await node.Get<Restore>().Load(stream, passphrase, progress);
        await Migrations.Run(node.Get<Db>().Source, Node.Rooms);
        // What had been posted in the last second before the backup was not sealed yet.
        await node.Get<Db>().Write<int>(Actor.System, async tx => await tx.Seal());
        return (manifest, await node.Get<Verification>().Run(checkpoint));
    }
}
