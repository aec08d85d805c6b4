using System.Globalization;
using System.Text;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using NodaTime;
using Samverk.Host;
using Samverk.Invoicing;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;
using Samverk.Tests.Invoicing;
using Samverk.Ui;
using Actor = Samverk.Store.Actor;

namespace Samverk.Scenarios;

/// <summary>
/// One acceptance scenario that people walk through the doors of the node, day by day with everything that falls due, while it writes its page
/// of the rule book: what was done, what was posted and what was mailed because of it are read from the node, never typed.
/// </summary>
internal sealed class Walk : IAsyncDisposable
{
    private static readonly IStringLocalizer Words = new Texts().Of(typeof(InvoicingModule).Assembly);

    private IStringLocalizer speech = Words;

    private readonly StringBuilder page = new();
    private readonly string file;
    private long posted;
    private readonly HashSet<Guid> mailed = [];

    private Walk(Trade trade, string file, string title)
    {
        (Trade, this.file) = (trade, file);
        page.Append(CultureInfo.InvariantCulture, $"# {title}\n\n");
    }

    public Trade Trade { get; }

    public Actor Finance { get; } = Samverk.Tests.Cooperative.Somebody(Role.Finance);

    public Door Door => Trade.Coop.Door;

    /// <summary>Kulturkooperativet Norr on 2 March 2026, ready to invoice, with one activity of one member.</summary>
    public static async Task<Walk> Begin(string file, string title)
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = Language.English.Culture;
        var walk = new Walk(await Trade.Fresh(), file, title);
        var entity = Samverk.Tests.Cooperative.Entity.Id;
        Assert.Null((await walk.Door.Run(new SetSeller.Command(Guid.CreateVersion7(), entity, InvoiceBuilder.Seller), walk.Finance)).Refusal);
        walk.posted = (await walk.Journal()).Max(entry => entry.Number);
        await walk.NewMails();
        return walk;
    }

    /// <summary>Refusals are told in the words of this room.</summary>
    public void Speaks(System.Reflection.Assembly room) => speech = new Texts().Of(room);

    /// <summary>The story is about years before the others.</summary>
    public async Task StartsOn(LocalDate day)
    {
        Trade.Coop.Clock.AdvanceDays(NodaTime.Period.DaysBetween(Trade.Today, day));
        await NothingFallsDueBefore(Trade.Today.PlusYears(100));
    }

    /// <summary>Time goes on to a day without the work of the days between: none of it is about the story.</summary>
    public async Task Leap(LocalDate day)
    {
        Trade.Coop.Clock.AdvanceDays(NodaTime.Period.DaysBetween(Trade.Today, day));
        await NothingFallsDueBefore(day);
        await Trade.Coop.Pass(0);
    }

    private Task NothingFallsDueBefore(LocalDate day) => Trade.Coop.Ask<int>(
        "with moved as (update store.recurrence set since = @day returning 1), done as (delete from store.recurring returning 1) select count(*)::int from moved", new { day });

    /// <summary>A paragraph of the story.</summary>
    public void Tell(string text) => page.Append(text).Append("\n\n");

    /// <summary>Somebody does something, and it is accepted.</summary>
    public async Task<T> Does<T>(string date, string words, Func<Task<Outcome<T>>> act)
    {
        await Reach(date, words);
        var outcome = await act();
        Assert.True(outcome.Refusal is null, $"{words}: {outcome.Refusal}");
        await Trade.Coop.Pass(0);
        await WriteWhatFollowed();
        return outcome.Value;
    }

    /// <summary>Somebody tries something, and it is refused.</summary>
    public async Task<Refusal> Refused<T>(string date, string words, Func<Task<Outcome<T>>> act, string code)
    {
        await Reach(date, words);
        var refusal = (await act()).Refusal;
        Assert.Equal(code, refusal?.Code);
        Page.Write(page, refusal!, speech);
        return refusal!;
    }

    /// <summary>The day comes, with whatever falls due on it.</summary>
    public async Task Comes(string date, string words)
    {
        await Reach(date, words);
        await WriteWhatFollowed();
    }

    /// <summary>What one of the people sees.</summary>
    public void Sees(string who, string what) => page.Append(CultureInfo.InvariantCulture, $"- **{who}** sees: {what}\n");

    /// <summary>Ends a list of what people see.</summary>
    public void Pause() => page.Append('\n');

    /// <summary>Checks every invariant of the node and compares the page with the committed one.</summary>
    public async Task End()
    {
        await Trade.Coop.Write(async tx => Outcome.Of(await tx.Seal()));
        var report = await Trade.Coop.Services.GetRequiredService<Verification>().Run();
        Assert.False(report.Breached, string.Join('\n', report.Lines));
        Page.Compare(file, page.ToString());
    }

    public ValueTask DisposeAsync() => Trade.DisposeAsync();

    /// <summary>Day by day, so that each one's work is done on its own date.</summary>
    private async Task Reach(string date, string words)
    {
        var day = NodaTime.Text.LocalDatePattern.Iso.Parse(date).Value;
        Assert.True(day >= Trade.Today, $"{words}: the story is already at {Trade.Today}");
        while (Trade.Today < day) await Pass();
        page.Append(CultureInfo.InvariantCulture, $"**{day.Shown()}.** {words}\n\n");
    }

    private async Task Pass()
    {
        await Trade.Coop.Pass(1);
        var before = page.Length;
        await WriteWhatFollowed();
        if (page.Length > before) page.Insert(before, string.Create(CultureInfo.InvariantCulture, $"**{Trade.Today.Shown()}.** By itself:\n\n"));
    }

    private async Task WriteWhatFollowed()
    {
        var codes = await Names();
        foreach (var entry in (await Journal()).Where(entry => entry.Number > posted))
        {
            posted = entry.Number;
            Page.Write(page, entry.Lines.Select(line => (Named(line.Account), line.Amount)));
        }

        var mails = await NewMails();
        foreach (var mail in mails) page.Append(CultureInfo.InvariantCulture, $"- mail to {mail.Recipient}: “{mail.Subject}”\n");
        if (mails.Count > 0) page.Append('\n');

        // A generated code says nothing to a reader, and is another one each time; only the page puts a name in its place.
        string Named(string account) => codes.Aggregate(account, (text, one) => text.Replace(one.Code, $"({one.Name})", StringComparison.Ordinal));
    }

    private async Task<IReadOnlyList<PostedEntry>> Journal() => (await Trade.Coop.Db.Read(Actor.System, async tx =>
    {
        var all = new List<PostedEntry>();
        await foreach (var entry in tx.Journal()) all.Add(entry);
        return Outcome.Of<IReadOnlyList<PostedEntry>>(all);
    })).Value;

    // Mails of one transaction bear the same time, and their ids say nothing of their order: a page sorts them by whom they are for.
    private async Task<IReadOnlyList<(Guid Id, string Recipient, string Subject)>> NewMails() =>
        [.. (await List<(Guid Id, string Recipient, string Subject)>("select id, recipient, subject from store.mail order by queued_at, recipient collate \"C\", subject, id")).Where(mail => mailed.Add(mail.Id))];

    private Task<IReadOnlyList<(string Code, string Name)>> Names() => List<(string, string)>("select code, name from invoicing.client union all select code, name from members.person");

    private async Task<IReadOnlyList<T>> List<T>(string sql)
    {
        await using var connection = await Trade.Coop.Db.Source.OpenConnectionAsync();
        return [.. await connection.QueryAsync<T>(sql)];
    }
}
