using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Localization;
using NodaTime;
using Samverk.Activities;
using Samverk.Host;
using Samverk.Kernel;
using Samverk.Store;
using Samverk.Tests;
using Samverk.Ui;

namespace Samverk.Scenarios;

/// <summary>
/// One acceptance scenario, played through the posting verbs of the product while it writes its page of the rule book. What the page says
/// is what happened: postings, balances and refusals are taken from the books, never typed.
/// </summary>
internal sealed class Story : IAsyncDisposable
{
    private static readonly IStringLocalizer Words = new Texts().Of(typeof(Played).Assembly);

    private readonly StringBuilder page = new();
    private readonly TestDatabase database;
    private readonly Db db;
    private readonly Replay replay;
    private readonly string file;
    private LocalDate today;

    private Story(TestDatabase database, FileClock clock, string file, string title)
    {
        (this.database, this.file) = (database, file);
        db = new Db(database.ConnectionString, clock);
        replay = new Replay(db, clock);
        page.Append(CultureInfo.InvariantCulture, $"# {title}\n\n");
    }

    /// <summary>A story in a book of its own.</summary>
    /// <param name="file">Name of its page in docs/scenarios, without the ending.</param>
    /// <param name="setting">Entities, activities and clients, as in a money-path file.</param>
    public static async Task<Story> Begin(string file, string title, string start, object setting)
    {
        // Numbers and dates of the page in English, on any machine.
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = Language.English.Culture;
        var clock = new FileClock();
        var database = await TestServer.Take("money-path", async connection =>
        {
            await using var rooms = new Db(connection, clock);
            await Migrations.Run(rooms.Source, Node.Rooms);
        });
        var story = new Story(database, clock, file, title) { today = Date(start) };
        var founded = Json(setting);
        founded["start"] = start;
        if (await story.replay.Begin(Fields(founded)) is { } opening) story.Write(opening);
        return story;
    }

    /// <summary>A paragraph of the story.</summary>
    public void Tell(string text) => page.Append(text).Append("\n\n");

    /// <summary>Something happens and is posted.</summary>
    /// <param name="words">What, in a sentence of the people in the story.</param>
    public async Task<Played> Happens(string date, string words, string kind, object fields)
    {
        var played = await Play(date, words, kind, fields);
        Assert.True(played.Refusal is null, $"{words}: {played.Refusal}");
        return played;
    }

    /// <summary>Something is tried and refused.</summary>
    public async Task Refused(string date, string words, string kind, object fields, string code)
    {
        var played = await Play(date, words, kind, fields);
        Assert.Equal(code, played.Refusal?.Code);
        Page.Write(page, played.Refusal!, Words);
    }

    /// <summary>Everybody looks at the figures of a day.</summary>
    public async Task<Figures> Look(string date)
    {
        var figures = await Glance(date);
        var named = figures.Named;
        page.Append(CultureInfo.InvariantCulture, $"**Balances on {Date(date).Shown()}**\n\n");
        page.Append("| activity | booked | planned | available for wages | available for expenses | not collected | laid out by the cooperative |\n|---|--:|--:|--:|--:|--:|--:|\n");
        foreach (var (activity, balances) in named.Activities)
            page.Append(CultureInfo.InvariantCulture,
                $"| {activity} | {balances.Booked.Figures()} | {balances.Planned.Figures()} | {balances.SalaryAvailable.Figures()} | {balances.ExpenseAvailable.Figures()} | {balances.Uncollected.Figures()} | {balances.Exposure.Figures()} |\n");
        page.Append('\n');
        page.Append(string.Join("; ", named.Funds.Select(fund => $"guarantee fund of {fund.Entity}: {fund.Fund.Shown()}"))).Append(".\n\n");
        return figures;
    }

    /// <summary>The figures of a day, for a table of the story's own.</summary>
    public async Task<Figures> Glance(string date) => new((await replay.Next(Fields(Event(date, "check", new { })))).Balances!);

    /// <summary>What one of the people sees.</summary>
    public void Sees(string who, string what) => page.Append(CultureInfo.InvariantCulture, $"- **{who}** sees: {what}\n");

    /// <summary>Ends a list of what people see.</summary>
    public void Pause() => page.Append('\n');

    /// <summary>What an account holds at the end of the story; debit positive.</summary>
    public async Task<string> Holds(string account) =>
        (await replay.Balances()).SingleOrDefault(posting => posting.Account == account)?.Amount.ToPlainText() ?? "0.00";

    /// <summary>Closes the book and compares the page with the committed one.</summary>
    public async Task End()
    {
        page.Append("**At the end the books hold**\n\n| account | amount |\n|---|--:|\n");
        foreach (var posting in await replay.Balances()) page.Append(CultureInfo.InvariantCulture, $"| `{posting.Account}` | {posting.Amount.Shown()} |\n");
        Page.Compare(file, page.ToString());
    }

    public async ValueTask DisposeAsync()
    {
        await db.DisposeAsync();
        await database.DisposeAsync();
    }

    private async Task<Played> Play(string date, string words, string kind, object fields)
    {
        if (Date(date) != today || page.ToString().EndsWith("## ", StringComparison.Ordinal)) today = Date(date);
        page.Append(CultureInfo.InvariantCulture, $"**{today.Shown()}.** {words}\n\n");
        var played = await replay.Next(Fields(Event(date, kind, fields)));
        Assert.False(played.Malformed, $"{words}: {played.Refusal}");
        Write(played);
        return played;
    }

    private void Write(Played played)
    {
        if (played.Postings.Count is 0) return;
        if (played.Event is "opening") page.Append(CultureInfo.InvariantCulture, $"**{today.Shown()}.** The books open.\n\n");
        Page.Write(page, played.Postings.Select(posting => (posting.Account, posting.Amount)));
    }

    private int events;

    private Dictionary<string, object?> Event(string date, string kind, object fields)
    {
        var all = Json(fields);
        (all["id"], all["date"], all["kind"]) = ($"e{++events}", date, kind);
        return all;
    }

    private static Dictionary<string, object?> Json(object fields) =>
        JsonSerializer.Deserialize<Dictionary<string, object?>>(JsonSerializer.Serialize(fields, JsonSerializerOptions.Web), JsonSerializerOptions.Web)!;

    private static EventFields Fields(object fields) => new(JsonSerializer.SerializeToElement(fields, JsonSerializerOptions.Web));

    private static LocalDate Date(string text) => NodaTime.Text.LocalDatePattern.Iso.Parse(text).Value;
}

/// <summary>What a look showed, as plain decimal text for assertions.</summary>
internal sealed class Figures(NamedBalances named)
{
    public NamedBalances Named => named;

    public Balances Of(string activity) => named.Activities.Single(one => one.Activity == activity).Balances;

    public string Fund(string entity) => named.Funds.Single(one => one.Entity == entity).Fund.ToPlainText();

    /// <summary>"booked planned wages expenses exposure", in this order.</summary>
    public string Line(string activity)
    {
        var it = Of(activity);
        return string.Join(' ', ((Money[])[it.Booked, it.Planned, it.SalaryAvailable, it.ExpenseAvailable, it.Exposure]).Select(amount => amount.ToPlainText()));
    }
}
