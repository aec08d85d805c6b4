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
        api.MapGet("/invoicing/invoices/{invoice:guid}/files/{file}", async (Guid invoice, FileHash file, HttpContext http, Door door, Actor actor) => File(http, await door.Read(new ReadInvoiceFile.Query(new(invoice), file), actor))).Of(nameof(ReadInvoiceFile), ReadInvoiceFile.Access);
        api.MapGet("/invoicing/sellers/{entity:guid}/logo", async (Guid entity, HttpContext http, Door door, Actor actor) => File(http, await door.Read(new ReadLogo.Query(new(entity)), actor))).Of(nameof(ReadLogo), ReadLogo.Access);
        api.MapGet("/invoicing/links/{token}/pdf", (string token, HttpContext http, Door door, Db db, Actor actor) => Linked(http, db, () => door.Read(new ReadLinkedPaper.Query(token, Pdf: true), actor))).Of(nameof(ReadLinkedPaper), ReadLinkedPaper.Access);
        api.MapGet("/invoicing/links/{token}/xml", (string token, HttpContext http, Door door, Db db, Actor actor) => Linked(http, db, () => door.Read(new ReadLinkedPaper.Query(token, Pdf: false), actor))).Of(nameof(ReadLinkedPaper), ReadLinkedPaper.Access);
        api.MapGet("/invoicing/links/{token}/files/{file}", (string token, FileHash file, HttpContext http, Door door, Db db, Actor actor) => Linked(http, db, () => door.Read(new ReadLinkedFile.Query(token, file), actor))).Of(nameof(ReadLinkedFile), ReadLinkedFile.Access);
        api.MapGet("/invoicing/drafts/{draft:guid}/pdf", async (Guid draft, HttpContext http, Door door, Actor actor) => File(http, (await door.Read(new PreviewDraft.Query(new(draft), Pdf: true), actor))
            .Then<ReadPaper.Result>(seen => seen.Pdf is { } pdf ? new ReadPaper.Result("preview.pdf", "application/pdf", pdf) : new Refusal(seen.Refused ?? "not-found")))).Of(nameof(PreviewDraft), PreviewDraft.Access);
        api.MapGet("/invoicing/drafts.csv", async (Door door, Actor actor, string? search, string? filter) => Lists.Drafts(await door.Read(
            new ListDrafts.Query(search, Chosen<DraftFilter>(filter), Limit: ListInvoices.LargestPage), actor))).Of(nameof(ListDrafts), ListDrafts.Access);
        api.MapGet("/invoicing/invoices.csv", async (Door door, Actor actor, string? search, string? filter, Guid? client) => Lists.Invoices(await door.Read(
            new ListInvoices.Query(search, Chosen<InvoiceFilter>(filter), Limit: ListInvoices.LargestPage, Client: client is { } id ? new(id) : null), actor))).Of(nameof(ListInvoices), ListInvoices.Access);
        api.MapGet("/invoicing/ageing.csv", async (Door door, Actor actor) => Lists.Ageing(await door.Read(new Ageing.Query(), actor))).Of(nameof(Ageing), Ageing.Access);
    }

    private static T Chosen<T>(string? typed) where T : struct, Enum => Enum.TryParse<T>(typed, ignoreCase: true, out var chosen) && Enum.IsDefined(chosen) ? chosen : default;

    private static async Task<IResult> Linked(HttpContext http, Db db, Func<Task<Outcome<ReadPaper.Result>>> read)
    {
        if (await LinkLimit.Refuse(db, http.Connection.RemoteIpAddress) is { } refusal) return ApiProblem.Of(refusal);
        http.Response.Headers["Referrer-Policy"] = "no-referrer";
        http.Response.Headers["X-Robots-Tag"] = "noindex";
        return File(http, await read());
    }

    // Always as a download: what somebody attached is never run or shown as a page of ours.
    private static IResult File(HttpContext http, Outcome<ReadPaper.Result> read)
    {
        if (read.Refusal is { } refusal) return ApiProblem.Of(refusal);
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers.CacheControl = "no-store";
        return Results.File(read.Value.Content, read.Value.MediaType, read.Value.Name);
    }
}
