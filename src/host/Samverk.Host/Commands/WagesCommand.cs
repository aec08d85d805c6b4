using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Samverk.Kernel;
using Samverk.Wages;

namespace Samverk.Host;

/// <summary><c>samverk wages</c>: answers wage questions, one JSON object a line. Neither web nor database is started.</summary>
internal static class WagesCommand
{
    private static readonly Option<string?> Folder = new("--parameters")
    {
        Description = "A folder of newer parameter files; also SAMVERK_WAGE_PARAMETERS.",
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable(WageParameters.Setting),
    };

    public static Command Create()
    {
        var wages = new Command("wages", "Answers wage questions from standard input, one JSON object a line, in their order. Exit code 1 when one had no result.")
        {
            Folder, Diff(),
        };
        wages.SetAction((parsed, cancel) => Answer(parsed.GetValue(Folder), cancel));
        return wages;
    }

    /// <summary><c>samverk wages diff OLD NEW</c>: what another set of parameters says differently.</summary>
    private static Command Diff()
    {
        var (old, @new) = (new Argument<string>("OLD") { Description = "A parameter file, a folder of them, or \"built-in\"." }, new Argument<string>("NEW") { Description = "The same." });
        var json = new Option<bool>("--json") { Description = "JSON lines." };
        var diff = new Command("diff", "Shows which parameters differ, and what that makes of sample payslips. Exit code 0 when none does, 1 when some do.") { old, @new, json };
        diff.SetAction(parsed => Guarded(() =>
        {
            var (before, after) = (Parameters(parsed.GetValue(old)!), Parameters(parsed.GetValue(@new)!));
            if ((before.Refusal ?? after.Refusal) is { } refusal)
            {
                Console.Error.WriteLine($"samverk: {refusal}");
                return Task.FromResult(2);
            }

            var changes = before.Value.ChangesTo(after.Value);
            foreach (var change in changes) Console.Out.WriteLine(parsed.GetValue(json) ? Json(change) : Plain(change));
            // A file says what is new: what a payslip becomes is computed with the built-in values beside it.
            var (was, becomes) = (Rules(parsed.GetValue(old)!), Rules(parsed.GetValue(@new)!));
            foreach (var sample in was.SamplesTo(becomes, changes).Where(sample => sample.Differs)) Console.Out.WriteLine(parsed.GetValue(json) ? Json(sample) : Plain(sample));
            return Task.FromResult(changes.Count is 0 ? 0 : 1);
        }));
        return diff;
    }

    private static string Plain(ParameterChange change) =>
        $"{change.Country} {change.Id} {Iso(change.ValidFrom)}: {Said(change.Before)} -> {Said(change.After)}";

    private static string Plain(SampleChange sample) => string.Create(CultureInfo.InvariantCulture,
        $"{sample.Country} sample of {sample.Gross:0.00} paid on {Iso(sample.PaidOn)}: {Said(sample.Before)} -> {Said(sample.After)}");

    private static string Said(Outcome<Payslip> slip) => slip.Refusal is { } refusal
        ? $"refused, {refusal.Code} {refusal.Facts[0].Value}"
        : string.Create(CultureInfo.InvariantCulture, $"net {slip.Value.Net:0.00}, cost {slip.Value.Cost:0.00}");

    private static string Json(SampleChange sample) => JsonSerializer.Serialize(new
    {
        country = sample.Country, sample = sample.Gross.ToString("0.00", CultureInfo.InvariantCulture), paidOn = Iso(sample.PaidOn), before = Slip(sample.Before), after = Slip(sample.After),
    });

    private static object Slip(Outcome<Payslip> slip) => slip.Refusal is { } refusal
        ? new { error = refusal.Code, about = refusal.Facts[0].Value?.ToString() }
        : new { net = slip.Value.Net.ToString("0.00", CultureInfo.InvariantCulture), cost = slip.Value.Cost.ToString("0.00", CultureInfo.InvariantCulture) };

    private static string Said(ParameterUse? use) =>
        use is null ? "(none)" : $"{use.Json} {use.Status.ToString().ToLowerInvariant()}{(use.Validity.To is { } to ? $" to {Iso(to)}" : "")}";

    private static string Json(ParameterChange change) => JsonSerializer.Serialize(new
    {
        country = change.Country, id = change.Id, validFrom = Iso(change.ValidFrom), before = Row(change.Before), after = Row(change.After),
    });

    private static object? Row(ParameterUse? use) => use is null ? null : new
    {
        value = JsonDocument.Parse(use.Json).RootElement, status = use.Status.ToString().ToLowerInvariant(),
        validTo = use.Validity.To is { } to ? Iso(to) : null, source = use.Source,
    };

    private static string Iso(LocalDate date) => LocalDatePattern.Iso.Format(date);

    private static Outcome<WageRules> Parameters(string place) =>
        place is "built-in" ? WageRules.Embedded : With(WageRules.Empty, Directory.Exists(place) ? Directory.GetFiles(place, "*.json") : [place]);

    /// <summary>Both places have been read once without a refusal, on nothing; beside the built-in values they are read again.</summary>
    private static WageRules Rules(string place) =>
        place is "built-in" ? WageRules.Embedded : With(WageRules.Embedded, Directory.Exists(place) ? Directory.GetFiles(place, "*.json") : [place]).Value;

    private static Task<int> Answer(string? folder, CancellationToken cancel) => Guarded(async () =>
    {
        var rules = string.IsNullOrEmpty(folder) ? WageRules.Embedded : With(WageRules.Embedded, Directory.GetFiles(folder, "*.json"));
        if (rules.Refusal is { } refusal)
        {
            await Console.Error.WriteLineAsync($"samverk: {refusal}");
            return 2;
        }

        await using var questions = Console.OpenStandardInput();
        await using var answers = Console.OpenStandardOutput();
        return await WageBatch.Run(rules.Value, questions, answers, cancel) ? 0 : 1;
    });

    /// <summary>The rules and files of parameters, in order of their names.</summary>
    private static Outcome<WageRules> With(Outcome<WageRules> rules, string[] files)
    {
        foreach (var file in files.Order(StringComparer.Ordinal))
            rules = rules.Then(known => known.With(File.ReadAllText(file), Path.GetFileName(file)));
        return rules;
    }

    private static async Task<int> Guarded(Func<Task<int>> run)
    {
        try
        {
            return await run();
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"samverk: {broken.Message}");
            return 2;
        }
    }
}
