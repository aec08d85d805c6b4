using System.Globalization;
using NodaTime;
using Samverk.Activities;
using Samverk.Invoicing;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Host;

/// <summary>A line = an invoice that a client has not paid yet, or not all of it (docs/import.md).</summary>
internal static class InvoiceRows
{
    public static readonly ImportKind Kind = new(
        ["entity", "number", "client", "activity", "date", "due", "net", "vat_rate", "vat", "open"], ["title", "evidence"], Take, TakeBack);

    private static async Task Take(ImportRun run)
    {
        var clients = await run.Tx.Imported("clients");
        var entities = (await run.Tx.Entities()).ToDictionary(entity => entity.Code, StringComparer.Ordinal);
        foreach (var lines in run.Lines.GroupBy(line => line["entity"] ?? ""))
        {
            if (!entities.TryGetValue(lines.Key, out var entity))
            {
                foreach (var line in lines) run.Wrong(line, "entity", "is no legal entity of this cooperative");
                continue;
            }

            var activities = await run.Tx.ActivitiesByCode(entity.Id);
            var taken = new HashSet<string>(await run.Tx.InvoiceNumbers(entity.Id), StringComparer.Ordinal);
            foreach (var line in lines) await TakeLine(run, entity, line, activities, clients, taken);
        }
    }

    private static async Task TakeLine(
        ImportRun run, LegalEntity entity, CsvLine line, IReadOnlyDictionary<string, Id<Activity>> activities, Dictionary<string, Guid> clients, HashSet<string> taken)
    {
        var before = run.Errors.Count;
        var (date, due) = (run.Date(line, "date"), run.Date(line, "due"));
        var (net, vat, open) = (run.Amount(line, "net", entity.Currency), run.Amount(line, "vat", entity.Currency), run.Amount(line, "open", entity.Currency));
        if (run.Text(line, "number", 40) is { } number && !taken.Add(number)) run.Wrong(line, "number", "is there twice", "row-duplicate");
        if (!activities.TryGetValue(line["activity"] ?? "", out var activity)) run.Wrong(line, "activity", "is no activity of this entity");
        if (!clients.TryGetValue(line["client"] ?? "", out var client)) run.Wrong(line, "client", "is no client of an import");
        if (!decimal.TryParse((line["vat_rate"] ?? "").Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var rate) || rate > 100)
            run.Wrong(line, "vat_rate", "is no percentage like 25");
        if (date > run.Tx.Today) run.Wrong(line, "date", "has not come yet");
        if (due < date) run.Wrong(line, "due", "is before the invoice");
        if (run.Errors.Count == before) CheckAmounts(run, line, net!.Value, vat!.Value, open!.Value, Rate.OfPerCent(rate));
        if (run.Errors.Count > 0) return;

        var id = Id<Invoice>.New();
        var invoice = new Invoice(
            id, line["number"]!, Id<Order>.New(), activity, entity.Id, new(client), net!.Value, vat!.Value, Rate.OfPerCent(rate), net.Value, date!.Value, due!.Value);
        var taking = await run.Tx.ImportOpenInvoice(invoice, line["title"] ?? $"Invoice {invoice.Number}", open!.Value, line["evidence"], OpeningSql.Clearing);
        if (taking.Refusal is { } refusal) run.Wrong(line, refusal.Field ?? "", refusal.Code);
        run.Items.Add(new(line.Number, $"{entity.Code} {invoice.Number}", id.Value));
        run.Add($"{entity.Code} net", invoice.Net);
        run.Add($"{entity.Code} VAT", invoice.Vat);
        run.Add($"{entity.Code} open", open.Value);
    }

    private static void CheckAmounts(ImportRun run, CsvLine line, Money net, Money vat, Money open, Rate rate)
    {
        if (!net.IsPositive) run.Wrong(line, "net", "is not more than zero");
        if (vat.IsNegative) run.Wrong(line, "vat", "is below zero");
        if (!open.IsPositive || open > net + vat) run.Wrong(line, "open", "is not between zero and net + VAT");
        // Rounded by line or by sum: both are right, and they differ by a few minor units at most.
        var off = vat - net.Times(rate, Rounding.HalfAwayFromZero);
        if (Math.Abs(off.Minor) > 100) run.Wrong(line, "vat", $"differs from net × rate by {off}", "sum-mismatch");
    }

    private static async Task<Refusal?> TakeBack(Tx tx, Id<Batch> batch, IReadOnlyList<ImportedItem> items)
    {
        foreach (var item in items)
            if ((await tx.UndoOpenInvoice(new(item.Object), $"Import {batch} undone")).Refusal is { } refusal) return refusal;
        return null;
    }
}
