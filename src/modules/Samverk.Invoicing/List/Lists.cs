using Microsoft.AspNetCore.Http;
using Samverk.Kernel;
using Samverk.Ui;

namespace Samverk.Invoicing;

/// <summary>The lists of this room as files for spreadsheets.</summary>
internal static class Lists
{
    public static IResult Orders(Outcome<ListOrders.Page> page) => File(page.Then<byte[]>(one => Orders(one.Rows)), "orders.csv");

    public static IResult Clients(Outcome<IReadOnlyList<SearchClients.Row>> rows) => File(rows.Then<byte[]>(all => CsvText.Write(
        ["name", "kind", "country", "town", "vatNumber", "state"], all.Select(row => (object?[])[row.Name, row.Kind, row.Country, row.Town, row.Vat_Number, row.State]))), "clients.csv");

    public static IResult Invoices(Outcome<ListInvoices.Result> found) => File(found.Then<byte[]>(all => CsvText.Write(
        ["number", "client", "date", "due", "currency", "net", "gross", "open", "state"],
        all.Rows.Select(row => (object?[])[row.Number, row.Client, row.Date, row.Due, row.Net.Currency.Code, row.Net, row.Gross, row.Open, StateOf(row)]))), "invoices.csv");

    public static IResult Drafts(Outcome<ListDrafts.Result> found) => File(found.Then<byte[]>(all => CsvText.Write(
        ["order", "title", "client", "currency", "net", "planned"], all.Rows.Select(row => (object?[])[row.Number, row.Title, row.Client, row.Net.Currency.Code, row.Net, row.Planned]))), "drafts.csv");

    public static IResult Ageing(Outcome<Ageing.Result> found) => File(found.Then<byte[]>(all => CsvText.Write(
        ["client", "currency", "notDue", "to30", "to60", "to90", "older", "sum"],
        all.Rows.Select(row => (object?[])[row.Name, row.Sum.Currency.Code, row.NotDue, row.To30, row.To60, row.To90, row.Older, row.Sum]))), "open-by-client.csv");

    internal static byte[] Orders(IEnumerable<OrderRow> rows) => CsvText.Write(
        ["number", "title", "client", "state", "currency", "net", "created"], rows.Select(row => (object?[])[row.Number, row.Title, row.Client, row.State, row.Currency?.Code, row.Amount, row.Created]));

    private static string StateOf(InvoiceRow row) => row.Disputed ? "disputed" : row.WrittenOff ? "written-off" : row.Open.IsZero ? "settled" : "open";

    private static IResult File(Outcome<byte[]> file, string name) => file.Refusal is { } refusal ? ApiProblem.Of(refusal) : Results.File(file.Value, CsvText.MediaType, name);
}
