using System.Text.Json;
using Dapper;
using Samverk.Activities;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Host;

/// <summary>What one event did: postings summed per account in the order of posting, a refusal, or the balances that it asked for.</summary>
/// <param name="Malformed">The file is wrong here, not the books: a field is missing or unknown.</param>
internal sealed record Played(string Event, Refusal? Refusal, IReadOnlyList<Posting> Postings, NamedBalances? Balances, bool Malformed)
{
    public string Outcome => Refusal is not null ? "refused" : Postings.Count > 0 ? "posted" : "noted";
}

/// <summary>An amount on an account with its entity's prefix; debit positive.</summary>
internal sealed record Posting(string Account, Money Amount);

/// <summary>What a check event reports, in the order of the file.</summary>
internal sealed record NamedBalances(IReadOnlyList<(string Activity, Balances Balances)> Activities, IReadOnlyList<(string Entity, Money Fund)> Funds);

/// <summary>A money-path file, played in a book of its own that is discarded.</summary>
internal sealed class Replay(Db db, FileClock clock)
{
    private readonly MoneyPath path = new(db, clock);

    private long posted;

    /// <summary>Which event posted an entry: entry number → event.</summary>
    public Dictionary<long, string> Origins { get; } = [];

    /// <summary>Plays a whole file and tells of each event as it happens.</summary>
    /// <exception cref="FileFault">What the file starts with cannot be founded.</exception>
    public async IAsyncEnumerable<Played> Play(JsonElement json)
    {
        var file = new EventFields(json).Ignore("id", "title", "expected");
        if (await Begin(file) is { } opening) yield return opening;
        foreach (var fields in file.Objects("events")) yield return await Next(fields);
        file.NothingElse();
    }

    /// <summary>Founds what the file starts with.</summary>
    /// <returns>The opening balances, or null where there are none.</returns>
    /// <exception cref="FileFault">It cannot be founded.</exception>
    public async Task<Played?> Begin(EventFields file) => await path.Found(file) ? await Tell("opening", null, malformed: false, null) : null;

    /// <summary>Plays the next event.</summary>
    public async Task<Played> Next(EventFields fields)
    {
        var (id, kind) = (fields.Text("id"), fields.Text("kind"));
        try
        {
            var outcome = await path.Play(id, kind, fields);
            return await Tell(id, outcome.Refusal, malformed: false, kind is "check" ? await Check() : null);
        }
        catch (FileFault fault)
        {
            return await Tell(id, fault.Refusal, malformed: fault.Refusal.Code != Refusal.Unknown.Code, null);
        }
    }

    /// <summary>All accounts that are not zero, by code.</summary>
    public async Task<IReadOnlyList<Posting>> Balances() => (await db.Read(Actor.System, async tx => Outcome.Of<IReadOnlyList<Posting>>(
        [.. (await tx.Connection.QueryAsync<Row>(
            """
            select entity.code || ':' || account.code as account, line.currency, sum(line.amount)::bigint as amount
            from ledger.line
            join ledger.account on account.id = line.account
            join ledger.entity on entity.id = account.entity
            group by entity.code || ':' || account.code, 2
            having sum(line.amount) <> 0
            order by (entity.code || ':' || account.code) collate "C", 2
            """)).Select(row => row.ToPosting())]))).Value;

    /// <summary>The journal in hledger's text, each entry with the event that posted it.</summary>
    public Task WriteJournal(TextWriter text) => db.Read<Done>(Actor.System, async tx =>
    {
        await HledgerText.Write(text, tx.Journal(), entry => Origins[entry.Number]);
        return default(Done);
    });

    private async Task<Played> Tell(string id, Refusal? refusal, bool malformed, NamedBalances? balances)
    {
        var rows = (await db.Read(Actor.System, async tx => Outcome.Of((await tx.Connection.QueryAsync<NumberedRow>(
            """
            select entry.number, entity.code || ':' || account.code as account, line.currency, line.amount
            from ledger.entry
            join ledger.line on line.entry = entry.id
            join ledger.account on account.id = line.account
            join ledger.entity on entity.id = account.entity
            where entry.number > @posted
            order by entry.number, line.number
            """,
            new { posted })).AsList()))).Value;
        foreach (var row in rows) Origins[posted = row.Number] = id;
        return new Played(id, refusal,
            [.. rows.GroupBy(row => (row.Account, row.Currency)).Select(group => new Posting(group.Key.Account, Money.Sum(group.Select(row => row.ToPosting().Amount), group.Key.Currency)))
                .Where(posting => !posting.Amount.IsZero)],
            balances, malformed);
    }

    private async Task<NamedBalances> Check() => (await db.Read(Actor.System, async tx =>
    {
        List<(string, Balances)> activities = [];
        foreach (var (name, activity) in path.Activities) activities.Add((name, await tx.Balances(activity, tx.Today)));
        List<(string, Money)> funds = [];
        foreach (var (name, entity) in path.Entities) funds.Add((name, await tx.FundSize(entity, tx.Today)));
        return Outcome.Of(new NamedBalances(activities, funds));
    })).Value;

    private sealed record Row(string Account, Currency Currency, long Amount)
    {
        public Posting ToPosting() => new(Account, new(Amount, Currency));
    }

    private sealed record NumberedRow(long Number, string Account, Currency Currency, long Amount)
    {
        public Posting ToPosting() => new(Account, new(Amount, Currency));
    }
}
