using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Samverk.Wages;

namespace Samverk.Tests.Wages;

public sealed class BatchTests
{
    private const string Good = """{"id":"g","country":"SE","kind":"se.table","date":"2026-06-30","input":{"table":33,"monthly_income":"30000"}}""";

    [Fact]
    public async Task Answers_come_in_the_order_of_the_questions_and_do_not_depend_on_threads()
    {
        var questions = Enumerable.Range(0, 20_000).Select(number => string.Create(CultureInfo.InvariantCulture, $$$"""
            {"id":"q{{{number}}}","country":"SE","kind":"se.payslip","date":"2026-06-30","input":{"table":{{{29 + (number % 14)}}},"column":{{{1 + (number % 6)}}},"monthly_income":"{{{number * 7 % 120_000}}}.50","birth_year":{{{1930 + (number % 78)}}}}}
            """)).ToList();

        var (good, together) = await Run(string.Join('\n', questions));
        Assert.True(good);
        Assert.Equal(questions.Count, together.Length);
        for (var number = 0; number < questions.Count; number += 97)
        {
            Assert.Equal($"q{number}", JsonDocument.Parse(together[number]).RootElement.GetProperty("id").GetString());
            Assert.Equal(together[number], Assert.Single((await Run(questions[number])).Lines));
        }

        questions.Reverse();
        Assert.Equal(Enumerable.Reverse(together), (await Run(string.Join('\n', questions))).Lines);
    }

    [Theory]
    [InlineData("not json", null, "invalid-input")]
    [InlineData("[1]", null, "invalid-input")]
    [InlineData("""{"id":7}""", null, "invalid-input")]
    [InlineData("""{"id":"a","id":"b"}""", null, "invalid-input")]
    [InlineData("""{"id":"a","country":"SE","kind":"se.table","date":"30.6.2026","input":{}}""", "a", "invalid-input")]
    [InlineData("""{"id":"a","country":"SE","kind":"se.table","date":"2026-06-30","input":[]}""", "a", "invalid-input")]
    [InlineData("""{"id":"a","country":"XX","kind":"se.table","date":"2026-06-30","input":{}}""", "a", "unknown-kind")]
    [InlineData("""{"id":"a","country":"SE","kind":"se.table","date":"2026-06-30","input":{},"operatorValues":[{"id":"sink"}]}""", "a", "invalid-input")]
    [InlineData("""{"id":"a","country":"SE","kind":"se.table","date":"2026-06-30","input":{},"operatorValues":[{"id":"sinc","validFrom":"2026-01-01","value":"1","source":"s","releasedBy":"Ada"}]}""", "a", "invalid-input")]
    [InlineData("""{"id":"a","country":"SE","kind":"se.table","date":"2026-06-30","input":{},"operatorValues":[{"id":"sink","validFrom":"2026-01-01","value":"1","source":"s","releasedBy":" "}]}""", "a", "invalid-input")]
    [InlineData("""{"id":"a","country":"SE","kind":"se.table","date":"2026-06-30","input":{},"operatorValues":[{"id":"sink","validFrom":"2026-01-01","value":{},"source":"s","releasedBy":"Ada"}]}""", "a", "invalid-input")]
    public async Task A_line_that_cannot_be_answered_says_so_and_the_next_one_is_answered(string line, string? id, string code)
    {
        var (good, lines) = await Run($"{line}\n\n{Good}\n");

        Assert.False(good);
        var refused = JsonDocument.Parse(lines[0]).RootElement;
        Assert.Equal((id, code), (refused.GetProperty("id").GetString(), refused.GetProperty("error").GetProperty("code").GetString()));
        Assert.Equal("""{"id":"g","result":{"column1":"5878","column2":"5748","column3":"2644","column4":"5878","column5":"9103","column6":"9103"}}""", Assert.Single(lines[1..]));
    }

    [Fact]
    public async Task A_line_longer_than_any_question_is_refused_without_being_kept()
    {
        var (good, lines) = await Run($"{Good}\n{new string('x', 3 * WageBatch.LongestLine)}\n{Good}");

        Assert.False(good);
        Assert.Equal([true, false, true], lines.Select(line => line.Contains("result", StringComparison.Ordinal)));
        Assert.Contains("too long", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_operators_value_is_used_for_its_line_only_and_named_in_the_result()
    {
        const string artist = """{"id":"a","country":"SE","kind":"se.payslip","date":"2026-06-30","input":{"withholding":"foreign_artist","monthly_income":"30000","birth_year":1985}""";
        var (_, lines) = await Run($$"""
            {{artist}},"operatorValues":[{"id":"a_sink_artists","validFrom":"2026-01-01","value":"15","source":"the agency's page","releasedBy":"Ada"}]}
            {{artist}}}
            """);

        Assert.Contains("\"tax\":\"4500\"", lines[0], StringComparison.Ordinal);
        Assert.Contains("\"operatorValues\":[\"a_sink_artists\"]", lines[0], StringComparison.Ordinal);
        Assert.Contains("regime-not-verified", lines[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Good, 0)]
    [InlineData(Good + "\nnonsense", 1)]
    [InlineData("", 0)]
    public async Task The_command_answers_by_its_exit_code_too(string questions, int code)
    {
        var (exit, output, _) = await Command(questions);

        Assert.Equal(code, exit);
        Assert.Equal(questions.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length, output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public async Task The_command_cannot_run_without_the_folder_that_it_was_given()
    {
        var (exit, output, errors) = await Command(Good, "--parameters", Path.Combine(AppContext.BaseDirectory, "nowhere"));

        Assert.Equal((2, ""), (exit, output));
        Assert.Contains("nowhere", errors, StringComparison.Ordinal);
    }

    private static async Task<(bool Good, string[] Lines)> Run(string questions)
    {
        using var input = new MemoryStream(Encoding.UTF8.GetBytes(questions));
        using var output = new MemoryStream();
        var good = await WageBatch.Run(WageRules.Embedded, input, output, TestContext.Current.CancellationToken);
        return (good, Encoding.UTF8.GetString(output.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    private static async Task<(int Exit, string Output, string Errors)> Command(string questions, params string[] arguments)
    {
        var start = new ProcessStartInfo(Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../Samverk.Host/release/samverk")), ["wages", .. arguments])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        if (questions.Length > 0) await process.StandardInput.WriteAsync(questions);
        process.StandardInput.Close();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output, await errors);
    }
}
