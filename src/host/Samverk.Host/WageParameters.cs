using System.Security.Cryptography;
using Samverk.Employment;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Host;

/// <summary>Newer parameter files of wages that were laid into a folder beside the program: taken when the node starts, each once.</summary>
internal static partial class WageParameters
{
    /// <summary>The folder; without it the node computes by the files of its release and what it has taken before.</summary>
    public const string Setting = "SAMVERK_WAGE_PARAMETERS";

    /// <exception cref="InvalidOperationException">A file cannot be read: wages of a law that somebody believes to be loaded must not be computed by an older one.</exception>
    public static async Task Load(Db db, ILogger log, string folder)
    {
        foreach (var file in Directory.GetFiles(folder, "*.json").Order(StringComparer.Ordinal))
        {
            var (name, bytes) = (Path.GetFileName(file), await File.ReadAllBytesAsync(file));
            var loaded = await db.Write(Actor.System, tx => tx.LoadWageFile(name, System.Text.Encoding.UTF8.GetString(bytes)));
            if (loaded.Refusal is { } refusal) throw new InvalidOperationException($"{file}: {refusal}");
            if (loaded.Value) Taken(log, name, Convert.ToHexStringLower(SHA256.HashData(bytes)));
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Parameters of wages taken from {File}, SHA-256 {Hash}")]
    private static partial void Taken(ILogger log, string file, string hash);
}
