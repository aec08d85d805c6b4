using System.Globalization;
using System.Runtime.CompilerServices;

namespace Samverk.Tests;

/// <summary>
/// The specification's data, in the folder "shared" beside the checkout. Tests that need it are skipped with a clear message where it is
/// absent; ./test fails when it is there and one of them was skipped all the same.
/// </summary>
internal static class Shared
{
    private static readonly string? Folder = Find();

    /// <summary>The full path of a file or folder of the shared data; skips the test when the data is not there.</summary>
    public static string Path(string relative)
    {
        if (Folder is null) Assert.Skip($"needs shared data: {relative}");
        var path = System.IO.Path.Combine(Folder, relative);
        Assert.True(File.Exists(path) || Directory.Exists(path), $"{relative} is missing in the shared data");
        return path;
    }

    /// <summary>Counts cases that came from outside, for the line that ./test prints.</summary>
    public static void Ran(int cases, [CallerFilePath] string file = "", [CallerMemberName] string test = "")
    {
        if (Environment.GetEnvironmentVariable("SAMVERK_EXTERNAL_CASES") is not { Length: > 0 } log) return;
        lock (typeof(Shared))
            File.AppendAllText(log, string.Create(CultureInfo.InvariantCulture, $"{cases}\t{System.IO.Path.GetFileNameWithoutExtension(file)}.{test}\n"));
    }

    private static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "Samverk.slnx")))
            {
                // A checkout may lie beside the data or a floor deeper (a git worktree).
                foreach (var place in (string[])["../shared", "../../shared"])
                    if (Directory.Exists(System.IO.Path.Combine(folder.FullName, place))) return System.IO.Path.GetFullPath(System.IO.Path.Combine(folder.FullName, place));
                return null;
            }

        return null;
    }
}
