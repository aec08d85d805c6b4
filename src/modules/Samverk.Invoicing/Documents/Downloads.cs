using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Samverk.Kernel;
using Samverk.Store;
using Samverk.Ui;

namespace Samverk.Invoicing;

/// <summary>Documents and lists as files. Each goes through the door like every other reading.</summary>
internal static class Downloads
{
    public static void MapDownloads(this IEndpointRouteBuilder api)
    {
        api.MapGet("/invoicing/documents/{document:guid}/pdf", async (Guid document, HttpContext http, Door door, Actor actor) => File(http, await door.Read(new ReadPaper.Query(document, Pdf: true), actor))).Of(nameof(ReadPaper), ReadPaper.Access);
        api.MapGet("/invoicing/documents/{document:guid}/xml", async (Guid document, HttpContext http, Door door, Actor actor) => File(http, await door.Read(new ReadPaper.Query(document, Pdf: false), actor))).Of(nameof(ReadPaper), ReadPaper.Access);
        api.MapGet("/invoicing/links/{token}/pdf", (string token, HttpContext http, Door door, Db db, Actor actor) => Linked(http, door, db, actor, new(token, Pdf: true))).Of(nameof(ReadLinkedPaper), ReadLinkedPaper.Access);
        api.MapGet("/invoicing/links/{token}/xml", (string token, HttpContext http, Door door, Db db, Actor actor) => Linked(http, door, db, actor, new(token, Pdf: false))).Of(nameof(ReadLinkedPaper), ReadLinkedPaper.Access);
        api.MapGet("/invoicing/drafts/{draft:guid}/pdf", async (Guid draft, HttpContext http, Door door, Actor actor) => File(http, (await door.Read(new PreviewDraft.Query(new(draft), Pdf: true), actor))
            .Then<ReadPaper.Result>(seen => seen.Pdf is { } pdf ? new ReadPaper.Result("preview.pdf", "application/pdf", pdf) : new Refusal(seen.Refused ?? "not-found")))).Of(nameof(PreviewDraft), PreviewDraft.Access);
        api.MapGet("/invoicing/invoices.csv", async (HttpContext http, Door door, Actor actor, string? search, string? filter) => File(http, (await door.Read(
            new ListInvoices.Query(search, Enum.TryParse<InvoiceFilter>(filter, ignoreCase: true, out var chosen) ? chosen : InvoiceFilter.All, Limit: ListInvoices.LargestPage), actor))
            .Then<ReadPaper.Result>(found => new ReadPaper.Result("invoices.csv", "text/csv", Csv(found.Rows))))).Of(nameof(ListInvoices), ListInvoices.Access);
    }

    /// <summary>RFC 4180, UTF-8 with its mark, since that is how spreadsheets know it.</summary>
    internal static byte[] Csv(IReadOnlyList<ListInvoices.Row> rows)
    {
        var text = new StringBuilder("number,client,date,due,currency,net,gross,open,state\r\n");
        foreach (var row in rows)
        {
            var state = row.Disputed ? "disputed" : row.WrittenOff ? "written-off" : row.Open.IsZero ? "settled" : "open";
            string[] cells = [row.Number, row.Client, Day(row.Date), Day(row.Due), row.Net.Currency.Code, row.Net.ToPlainText(), row.Gross.ToPlainText(), row.Open.ToPlainText(), state];
            text.AppendJoin(',', cells.Select(Cell)).Append("\r\n");
        }

        return [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text.ToString())];
    }

    // A cell that begins like a formula would be computed by the spreadsheet of whoever opens the file.
    internal static string Cell(string text)
    {
        if (text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r') text = $"'{text}";
        return text.AsSpan().ContainsAny("\",\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }

    private static string Day(NodaTime.LocalDate date) => date.ToString("R", CultureInfo.InvariantCulture);

    private static async Task<IResult> Linked(HttpContext http, Door door, Db db, Actor actor, ReadLinkedPaper.Query query)
    {
        if (await LinkLimit.Refuse(db, http.Connection.RemoteIpAddress) is { } refusal) return ApiProblem.Of(refusal);
        http.Response.Headers["Referrer-Policy"] = "no-referrer";
        http.Response.Headers["X-Robots-Tag"] = "noindex";
        return File(http, await door.Read(query, actor));
    }

    private static IResult File(HttpContext http, Outcome<ReadPaper.Result> read)
    {
        if (read.Refusal is { } refusal) return ApiProblem.Of(refusal);
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers.CacheControl = "no-store";
        return Results.File(read.Value.Content, read.Value.MediaType, read.Value.Name);
    }
}
