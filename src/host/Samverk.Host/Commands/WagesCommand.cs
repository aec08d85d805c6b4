using System.CommandLine;
using Samverk.Kernel;
using Samverk.Wages;

namespace Samverk.Host;

/// <summary><c>samverk wages</c>: answers wage questions, one JSON object a line. Neither web nor database is started.</summary>
internal static class WagesCommand
{
    private static readonly Option<string?> Folder = new("--parameters")
    {
        Description = "A folder of newer parameter files; also SAMVERK_WAGE_PARAMETERS.",
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable("SAMVERK_WAGE_PARAMETERS"),
    };

    public static Command Create()
    {
        var wages = new Command("wages", "Answers wage questions from standard input, one JSON object a line, in their order. Exit code 1 when one had no result.") { Folder };
        wages.SetAction((parsed, cancel) => Answer(parsed.GetValue(Folder), cancel));
        return wages;
    }

    private static async Task<int> Answer(string? folder, CancellationToken cancel)
    {
        try
        {
            var rules = Rules(folder);
            if (rules.Refusal is { } refusal)
            {
                await Console.Error.WriteLineAsync($"samverk: {refusal}");
                return 2;
            }

            await using var questions = Console.OpenStandardInput();
            await using var answers = Console.OpenStandardOutput();
            return await WageBatch.Run(rules.Value, questions, answers, cancel) ? 0 : 1;
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"samverk: {broken.Message}");
            return 2;
        }
    }

    /// <summary>The program's packs and the files of a folder, in order of their names.</summary>
    private static Outcome<WageRules> Rules(string? folder)
    {
        Outcome<WageRules> rules = WageRules.Embedded;
        if (string.IsNullOrEmpty(folder)) return rules;
        foreach (var file in Directory.GetFiles(folder, "*.json").Order(StringComparer.Ordinal))
            rules = rules.Then(known => known.With(File.ReadAllText(file), Path.GetFileName(file)));
        return rules;
    }
}
