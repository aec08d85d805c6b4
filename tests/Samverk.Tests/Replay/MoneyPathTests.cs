using System.Globalization;
using System.Text.Json;
using Samverk.Host;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Tests.Replay;

/// <summary>Every money-path file of the specification, through the same posting verbs as the pages.</summary>
public sealed class MoneyPathTests
{
    [Fact]
    public async Task Every_file_gives_its_entries_outcomes_balances_and_checks_to_the_cent()
    {
        var files = Directory.GetFiles(Shared.Path("domain/data/money-path"), "*.json").Order(StringComparer.Ordinal).ToArray();
        Assert.NotEmpty(files);
        foreach (var file in files)
        {
            using var json = JsonDocument.Parse(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
            var expected = json.RootElement.GetProperty("expected");
            var (played, balances) = await Play(json.RootElement);
            var name = Path.GetFileNameWithoutExtension(file);

            foreach (var outcome in expected.GetProperty("outcomes").EnumerateArray())
            {
                var found = played[outcome.GetProperty("event").GetString()!];
                Assert.Equal((name, found.Event, outcome.GetProperty("outcome").GetString(), Code(outcome)), (name, found.Event, found.Outcome, found.Refusal?.Code));
            }

            foreach (var entries in expected.GetProperty("entries").EnumerateArray().GroupBy(entry => entry.GetProperty("event").GetString()!))
                Assert.Equal((name, Sorted(entries.SelectMany(entry => entry.GetProperty("lines").EnumerateArray().Select(Line)))), (name, Sorted(played[entries.Key].Postings)));
            Assert.Equal((name, Sorted(expected.GetProperty("balances").EnumerateArray().Select(Balance))), (name, Sorted(balances)));
            foreach (var check in expected.GetProperty("checks").EnumerateObject())
            {
                using var line = JsonDocument.Parse(ReplayJson.Line(played[check.Name]));
                Assert.True(JsonElement.DeepEquals(check.Value.GetProperty("activities"), line.RootElement.GetProperty("activities")), $"{name} {check.Name}: {line.RootElement}");
                Assert.True(JsonElement.DeepEquals(check.Value.GetProperty("funds"), line.RootElement.GetProperty("funds")), $"{name} {check.Name}: {line.RootElement}");
            }
        }

        Shared.Ran(files.Length);
    }

    [Fact]
    public async Task A_file_played_twice_gives_the_same_lines()
    {
        using var json = JsonDocument.Parse(Small("""{"id":"p","date":"2026-02-02","kind":"invoice","invoice":"I-1","order":"O-1","net":"100.00","vatRate":"21","due":"2026-03-02"}"""));

        var first = await Lines(json.RootElement);

        Assert.Equal(first, await Lines(json.RootElement));
    }

    [Theory]
    [InlineData("""{"id":"x","date":"2026-02-02","kind":"dance"}""", "unknown-kind", true)]
    [InlineData("""{"id":"x","date":"2026-02-02","kind":"payment","invoice":"I-9","amount":"1.00"}""", "not-found", false)]
    [InlineData("""{"id":"x","date":"2026-02-02","kind":"invoice","invoice":"I-1","order":"O-1","net":"100.00","vatRate":"21"}""", "field-missing", true)]
    [InlineData("""{"id":"x","date":"2026-02-02","kind":"invoice","invoice":"I-1","order":"O-1","net":"100.00","due":"2026-03-02","tip":"1"}""", "field-unknown", true)]
    [InlineData("""{"id":"x","date":"2026-02-30","kind":"check"}""", "date-unreadable", true)]
    [InlineData("""{"id":"x","date":"2026-02-02","kind":"transfer","from":"a","to":"a","amount":"1.234"}""", "money-too-many-decimals", true)]
    [InlineData("""{"id":"x","date":"2026-02-02","kind":"wage","activity":"a","member":"m","cost":"10.00","net":"5.00","authorities":{"tax":"4.00"}}""", "unbalanced", false)]
    public async Task What_is_wrong_is_refused_with_its_code_and_changes_nothing(string oneEvent, string code, bool malformed)
    {
        using var json = JsonDocument.Parse(Small(oneEvent));

        var (played, balances) = await Play(json.RootElement);

        Assert.Equal((code, malformed, "refused"), (played["x"].Refusal?.Code, played["x"].Malformed, played["x"].Outcome));
        Assert.Empty(balances);
    }

    private static string Small(string oneEvent) =>
        """
        {"id":"t","title":"t","start":"2026-02-01",
         "entities":[{"id":"be","country":"BE","currency":"EUR","fee":{"kind":"percentOfNet","rate":"6.5"},"fundRate":"0","guarantee":{"requires":["confirmed"],"cover":"net"},"expenseRule":"booked","badDebtFee":"reverse"}],
         "activities":[{"id":"a","entity":"be","members":["m"]}],"clients":[{"id":"c","country":"BE"}],
         "events":[{"id":"o","date":"2026-02-01","kind":"order","order":"O-1","activity":"a","client":"c","net":"100.00","evidence":{"confirmed":true}}, ONE]}
        """.Replace("ONE", oneEvent, StringComparison.Ordinal);

    private static async Task<(Dictionary<string, Played> Played, IReadOnlyList<Posting> Balances)> Play(JsonElement json)
    {
        await using var database = await TestServer.Take("money-path", async connection =>
        {
            await using var db = new Db(connection, new FileClock());
            await Migrations.Run(db.Source, Node.Rooms);
        });
        var clock = new FileClock();
        await using var db = new Db(database.ConnectionString, clock);
        var replay = new Samverk.Host.Replay(db, clock);
        Dictionary<string, Played> played = [];
        await foreach (var one in replay.Play(json)) played.Add(one.Event, one);
        return (played, await replay.Balances());
    }

    private static async Task<string[]> Lines(JsonElement json)
    {
        var (played, balances) = await Play(json);
        return [.. played.Values.Select(ReplayJson.Line), ReplayJson.Line(balances)];
    }

    private static string? Code(JsonElement outcome) => outcome.TryGetProperty("code", out var code) ? code.GetString() : null;

    private static Posting Line(JsonElement line) => Amount(line[0].GetString()!, line[1].GetString()!, line[2].GetString()!);

    private static Posting Balance(JsonElement line) => Amount(line.GetProperty("account").GetString()!, line.GetProperty("amount").GetString()!, line.GetProperty("currency").GetString()!);

    private static Posting Amount(string account, string amount, string currency) => new(account, Money.Read(amount, Currency.Of(currency).Value).Value);

    private static string Sorted(IEnumerable<Posting> postings) => string.Join('\n', postings
        .GroupBy(posting => (posting.Account, posting.Amount.Currency))
        .Select(group => string.Create(CultureInfo.InvariantCulture, $"{group.Key.Account} {Money.Sum(group.Select(posting => posting.Amount), group.Key.Currency)}"))
        .Order(StringComparer.Ordinal));
}
