using System.Globalization;
using System.Text;
using System.Text.Json;
using NodaTime;
using Samverk.Kernel;
using Samverk.Store;
using Samverk.Ui;

namespace Samverk.Ledger;

/// <summary>In which form books leave.</summary>
public enum BooksFormat
{
    /// <summary>One row per line of every entry, for spreadsheets.</summary>
    Csv,

    Hledger,

    Beancount,

    /// <summary>The sealed heads, for <c>samverk verify</c> and the auditor's own archive.</summary>
    Checkpoint,
}

/// <summary>Books as a file: the journal of an entity between two days, or how far the chains are sealed.</summary>
public sealed class ExportBooks : IUseCase<ExportBooks.Query, ExportBooks.Result>
{
    public static Access Access => LedgerAccess.Books;

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    public async Task<Outcome<Result>> Run(Query query, Tx tx, Actor actor)
    {
        if (query.Format is BooksFormat.Checkpoint)
            return new Result($"checkpoint-{tx.Today:R}.json", "application/json", JsonSerializer.SerializeToUtf8Bytes(await tx.Checkpoint(), StoreJson.Options));
        if (query.Entity is not { } id || await tx.FindEntity(id) is not { } entity) return Refusal.Unknown;

        var from = query.From ?? (await tx.FirstDates(entity.Id)).Values.DefaultIfEmpty(tx.Today).Min();
        var name = string.Create(CultureInfo.InvariantCulture, $"{entity.Code}-{from:R}-{query.To ?? tx.Today:R}");
        if (query.Format is BooksFormat.Csv) return new Result($"{name}.csv", CsvText.MediaType, await Csv(tx, entity, query));

        using var text = new MemoryStream();
        await using (var writer = new StreamWriter(text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true))
        {
            var journal = tx.Journal(entity.Id, query.From, query.To);
            if (query.Format is BooksFormat.Hledger) await HledgerText.Write(writer, journal);
            else await BeancountText.Write(writer, await tx.FirstDates(entity.Id), journal);
        }

        return new Result($"{name}.{(query.Format is BooksFormat.Hledger ? "journal" : "beancount")}", "text/plain; charset=utf-8", text.ToArray());
    }

    private static async Task<byte[]> Csv(Tx tx, LegalEntity entity, Query query)
    {
        var rows = new List<IReadOnlyList<object?>>();
        await foreach (var entry in tx.Journal(entity.Id, query.From, query.To))
            foreach (var line in entry.Lines)
                rows.Add([
                    entry.Number, entry.Date, entry.DocumentDate, entry.Kind, entry.Text, line.Account, line.Amount, line.CurrencyCode, line.Activity, line.Member, line.Client,
                    entry.Document, entry.Id, entry.Reverses?.Value,
                ]);
        return CsvText.Write(
            ["number", "date", "document date", "kind", "text", "account", "amount", "currency", "activity", "member", "client", "document", "entry", "reverses"], rows);
    }

    /// <param name="Entity">Not needed for a checkpoint, which is about all chains.</param>
    public sealed record Query(BooksFormat Format, Id<LegalEntity>? Entity = null, LocalDate? From = null, LocalDate? To = null) : IQuery<Query, ExportBooks, Result>;

    public sealed record Result(string Name, string MediaType, byte[] Content);
}
