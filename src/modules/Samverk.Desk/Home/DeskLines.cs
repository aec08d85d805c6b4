using System.Globalization;
using Dapper;
using NodaTime;
using Samverk.Kernel;
using Samverk.Store;
using Samverk.Ui;

namespace Samverk.Desk;

/// <summary>The desk on the start page of the staff: what is due, and how much there is.</summary>
internal sealed class DeskLines(IReadOnlyList<DeskKind> kinds, Texts texts)
{
    private const int Most = 6;

    public static readonly Access Access = ListCases.Access;

    public async Task<IEnumerable<HomeLine>> Of(HomeQuestion asked)
    {
        var (tx, text) = (asked.Tx, asked.Text);
        var said = new ShownItem(texts, kinds, text);
        var listed = (await new ListCases([], kinds).Run(new(), tx, asked.Actor)).Value;
        var counts = listed.Counts;
        var zone = tx.Zone;
        return
        [
            new(HomePart.Figure, text["Due by law today"], "/desk") { Figure = Shown(counts.Today), Under = text["{0} this week", counts.Week], Meaning = counts.Today > 0 ? Meaning.Late : Meaning.Good },
            new(HomePart.Figure, text["On your desk"], "/desk")
            {
                Figure = Shown(counts.Open), Under = counts.Open is 0 ? text["nothing needs you"] : text["oldest: {0}", said.Age(Duration.FromSeconds(counts.Oldest))], Meaning = counts.Open > 0 ? Meaning.Soon : Meaning.Good,
            },
            .. listed.Cases.Where(one => one.State is not CaseState.Waiting).Take(Most).Select(one => new HomeLine(HomePart.Todo, said.Say(one.Item, one.Item.Title), $"/desk?item={one.Id}")
            {
                Date = one.Item.Due?.At.InZone(zone).Date, Under = string.Join(" · ", new[] { one.Item.Under is { } under ? said.Say(one.Item, under) : null, listed.NameOf(one.Item.Member) }.Where(part => !string.IsNullOrEmpty(part))),
                Meaning = Meaning.Neutral,
            }),
        ];
    }

    private static string Shown(int number) => number.ToString("N0", CultureInfo.CurrentCulture);
}

/// <summary>What the cooperative wrote to a member: on the start page until the member has answered, for two weeks.</summary>
internal static class MessageLines
{
    private const int Days = 14;

    public static readonly Access Access = new([.. Enum.GetValues<Role>().Where(role => role is not (Role.Visitor or Role.System)).Select(role => (role, Relation.None))]);

    public static async Task<IEnumerable<HomeLine>> Of(HomeQuestion asked) => (await asked.Tx.Connection.QueryAsync<Row>(
        """
        select href, at, left(text, 80) as words
        from desk.thread cross join lateral (select at, text, from_member from desk.message where thread = thread.id order by number desc limit 1) latest
        where member = @me and not from_member and at > @since
        order by at desc
        limit 5
        """,
        new { me = asked.Actor.Person.Value, since = asked.Tx.Now - Duration.FromDays(Days) }))
        .Select(row => new HomeLine(HomePart.Todo, asked.Text["Read what your cooperative wrote"], row.Href) { Under = row.Words, Meaning = Meaning.Info });

    private sealed record Row(string Href, Instant At, string Words);
}
