using System.Text.RegularExpressions;
using NodaTime;
using Samverk.Activities;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;
using Entry = Samverk.Ledger.Entry;

namespace Samverk.Host;

/// <summary>A line = what an account held on the day of moving in; one entry per legal entity (docs/import.md).</summary>
internal static partial class BalanceRows
{
    public static readonly ImportKind Kind = new(["entity", "date", "account", "amount"], ["currency", "activity", "client"], Take, TakeBack);

    private static async Task Take(ImportRun run)
    {
        var entities = (await run.Tx.Entities()).ToDictionary(entity => entity.Code, StringComparer.Ordinal);
        foreach (var lines in run.Lines.GroupBy(line => line["entity"] ?? ""))
        {
            if (entities.TryGetValue(lines.Key, out var entity)) await TakeEntity(run, entity, [.. lines]);
            else foreach (var line in lines) run.Wrong(line, "entity", "is no legal entity of this cooperative");
        }
    }

    private static async Task TakeEntity(ImportRun run, LegalEntity entity, CsvLine[] lines)
    {
        var activities = await run.Tx.ActivitiesByCode(entity.Id);
        var clients = await run.Tx.Imported("clients");
        var before = run.Errors.Count;
        var date = run.Date(lines[0], "date");
        var seen = new HashSet<(string, Currency)>();
        var posted = new List<Line>();
        foreach (var line in lines)
        {
            if (line["date"] != lines[0]["date"]) run.Wrong(line, "date", "is not the day of the entity's first line");
            if (await Read(run, entity, line, activities, clients) is not { } read) continue;
            if (!seen.Add((read.Account, read.Amount.Currency))) run.Wrong(line, "account", "is there twice", "row-duplicate");
            run.Add($"{entity.Code} debit {read.Amount.Currency}", Money.Max(read.Amount, Money.Zero(read.Amount.Currency)));
            run.Add($"{entity.Code} credit {read.Amount.Currency}", Money.Max(-read.Amount, Money.Zero(read.Amount.Currency)));
            posted.Add(read);
        }

        if (date > run.Tx.Today) run.Wrong(lines[0], "date", "has not come yet");
        if (run.Errors.Count == before) CheckSums(run, lines[0], posted);
        if (run.Errors.Count > 0) return;

        var entry = new Entry(Id<Entry>.Named(run.Batch.Value, entity.Code), entity.Id, date!.Value, run.Batch.Value, "opening", "Opening balances", posted);
        if ((await run.Tx.Post(entry)).Refusal is { } refusal) run.Wrong(lines[0], "date", refusal.Code);
        run.Items.Add(new(lines[0].Number, entity.Code, entry.Id.Value));
    }

    private static void CheckSums(ImportRun run, CsvLine first, List<Line> posted)
    {
        foreach (var currency in posted.GroupBy(line => line.Amount.Currency))
            if (Money.Sum(currency.Select(line => line.Amount), currency.Key) is { IsZero: false } off)
                run.Wrong(first, "amount", $"debit and credit of the entity differ by {off}", "sum-mismatch");
        if (posted.Count(line => !line.Amount.IsZero) is < 2 or > short.MaxValue) run.Wrong(first, "amount", "an opening has 2 to 32,767 lines");
    }

    private static async Task<Line?> Read(
        ImportRun run, LegalEntity entity, CsvLine line, IReadOnlyDictionary<string, Id<Activity>> activities, IReadOnlyDictionary<string, Guid> clients)
    {
        var currency = Currency.Of(line["currency"] ?? entity.Currency.Code);
        if (currency.Refusal is { } unknown)
        {
            run.Wrong(line, "currency", unknown.Code);
            return null;
        }

        if (run.Amount(line, "amount", currency.Value) is not { } amount) return null;
        if (line["activity"] is { } activity)
        {
            if (activities.TryGetValue(activity, out var id)) return new(Account.Activity(activity), amount) { Activity = id.Value };
            run.Wrong(line, "activity", "is no activity of this entity");
            return null;
        }

        if (line["client"] is { } reference) return await OfClient(run, line, reference, amount, clients);
        if (line["account"] is { Length: <= 120 } account && AccountCode().IsMatch(account) && !account.StartsWith($"{Account.Activities}:", StringComparison.Ordinal)) return new(account, amount);
        run.Wrong(line, "account", "is no account like assets:bank; activities go in the column activity");
        return null;
    }

    private static async Task<Line?> OfClient(ImportRun run, CsvLine line, string reference, Money amount, IReadOnlyDictionary<string, Guid> clients)
    {
        if (clients.TryGetValue(reference, out var id) && await Invoicing.ClientSql.FindClient(run.Tx, new(id)) is { } client)
            return new(amount.IsNegative ? Account.ClientCredit(client.Code) : Account.Client(client.Code), amount) { Client = id };
        run.Wrong(line, "client", "is no client of an import");
        return null;
    }

    private static async Task<Refusal?> TakeBack(Tx tx, Id<Batch> batch, IReadOnlyList<ImportedItem> items)
    {
        foreach (var item in items)
        {
            var id = new Id<Entry>(item.Object);
            if (await tx.HasMovedSince(id)) return new Refusal("state-not-allowed", ("from", BatchState.Imported), ("to", BatchState.Undone));
            if ((await tx.TakeBack(id, $"Import {batch} undone")).Refusal is { } refusal) return refusal;
        }

        return null;
    }

    [GeneratedRegex("^(assets|liabilities|equity|income|expenses)(:[a-z0-9][a-z0-9-]*)+$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 100)]
    private static partial Regex AccountCode();
}
