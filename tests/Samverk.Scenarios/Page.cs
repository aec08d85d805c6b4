namespace Samverk.Scenarios;

/// <summary>A committed page of the rule book. SAMVERK_WRITE_DOCS=1 writes it anew, for people to read the difference.</summary>
internal static class Page
{
    private static readonly string Folder = Path.Combine(Root(), "docs", "scenarios");

    public static void Compare(string name, string text)
    {
        text = text.TrimEnd() + "\n";
        var file = Path.Combine(Folder, $"{name}.md");
        if (Environment.GetEnvironmentVariable("SAMVERK_WRITE_DOCS") is "1")
        {
            Directory.CreateDirectory(Folder);
            File.WriteAllText(file, text);
        }

        Assert.True(File.Exists(file), $"docs/scenarios/{name}.md is missing: run the tests with SAMVERK_WRITE_DOCS=1 and read what they wrote");
        Assert.Equal(File.ReadAllText(file).ReplaceLineEndings("\n"), text);
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Samverk.slnx"))) folder = folder.Parent!;
        return folder.FullName;
    }
}
