using System.CommandLine;
using System.Text;
using Samverk.Store;

namespace Samverk.Host;

/// <summary>
/// The passphrase of a backup: from a file, from SAMVERK_PASSPHRASE, or typed unseen. Never an argument, because arguments are shown to
/// everybody on the machine.
/// </summary>
internal static class Passphrase
{
    private const int Shortest = 12;

    public static Option<string?> FileOption() => new("--passphrase-file") { Description = "Its first line is the passphrase; else SAMVERK_PASSPHRASE, else it is asked for." };

    /// <param name="twice">A new one, so that a slip does not lock the cooperative out: typed twice, and not too short.</param>
    /// <exception cref="BackupException">There is none, or it is too short.</exception>
    public static string Read(string? file, bool twice)
    {
        var given = file is null ? Environment.GetEnvironmentVariable("SAMVERK_PASSPHRASE") : FirstLine(file);
        if (given is not { Length: > 0 })
        {
            if (Console.IsInputRedirected || file is not null) throw new BackupException("there is no passphrase: name a file with --passphrase-file, or set SAMVERK_PASSPHRASE");
            given = Typed("Passphrase: ");
            if (twice && Typed("Once more: ") != given) throw new BackupException("the two passphrases differ");
        }

        return !twice || given.Length >= Shortest ? given : throw new BackupException($"a passphrase has at least {Shortest} characters: five words that belong together for nobody else are a good one");
    }

    private static string? FirstLine(string file)
    {
        try
        {
            return File.ReadLines(file).FirstOrDefault();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new BackupException($"{file}: {fault.Message}", fault);
        }
    }

    private static string Typed(string prompt)
    {
        Console.Error.Write(prompt);
        var typed = new StringBuilder();
        for (ConsoleKeyInfo key; (key = Console.ReadKey(intercept: true)).Key is not ConsoleKey.Enter;)
        {
            if (key.Key is ConsoleKey.Backspace) typed.Length = Math.Max(0, typed.Length - 1);
            else if (!char.IsControl(key.KeyChar)) typed.Append(key.KeyChar);
        }

        Console.Error.WriteLine();
        return typed.ToString();
    }
}
