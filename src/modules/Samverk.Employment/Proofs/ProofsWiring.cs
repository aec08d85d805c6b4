using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Samverk.Kernel;
using Samverk.Members;
using Samverk.Store;
using Samverk.Ui;

namespace Samverk.Employment;

/// <summary>The part of this room's wiring that is about certificates.</summary>
internal static class ProofsWiring
{
    public static IServiceCollection AddProofs(this IServiceCollection services, Assembly here) => services
        .AddScoped<ProofGuard>().AddScoped<IssueProof>().AddScoped<IssueProofByLink>().AddScoped<ListProofs>().AddScoped<ReadProof>().AddScoped<ListProofsByLink>().AddScoped<TakeProof>()
        .AddScoped<CheckProof>().AddScoped<IOwnData, ProofOwnData>().AddScoped<IErase, ProofErase>()
        .AddMemberPanel<ProofsPanel>(60, ListProofs.Access)
        .AddSingleton(new NavigationItem(here, "Certificates", "file-invoice", "/certificates", new Access((Role.Member, Relation.Own))) { Order = 25 });

    public static void MapProofs(this IEndpointRouteBuilder api)
    {
        api.MapReading<ListProofs.Query, ListProofs, ListProofs.Result>("/certificates");
        api.MapUseCase<IssueProof.Command, IssueProof, Id<Proof>>("/certificates/issue");
        api.MapGet("/certificates/{proof:guid}/pdf", async (Guid proof, HttpContext http, Door door, Actor actor) =>
            File(http, (await door.Read(new ReadProof.Query(new(proof)), actor)).Then<byte[]>(file => file.Content))).Of(nameof(ReadProof), ReadProof.Access);
        api.MapGet("/engaged/{token}/certificates/{proof:guid}", async (string token, Guid proof, HttpContext http, Door door, Actor actor, EngagementGuard guard) =>
            await guard.Refuse() is { } limited ? ApiProblem.Of(limited) : File(http, await door.Read(new TakeProof.Query(new(token), new(proof)), actor))).Of(nameof(TakeProof), TakeProof.Access);
        api.MapGet("/certificates/check/{code}", async (string code, string? hash, Door door, Actor actor, ProofGuard guard) =>
            await guard.Refuse() is { } limited ? ApiProblem.Of(limited)
            : hash is not null && !FileHash.TryParse(hash, null, out _) ? ApiProblem.Of(new Refusal("field-invalid", ("text", hash[..Math.Min(hash.Length, 64)])) { Field = "hash" })
            : DoorApi.Answer(await door.Read(new CheckProof.Query(code, hash is null ? null : FileHash.Parse(hash, null)), actor))).Of(nameof(CheckProof), CheckProof.Access);
    }

    // A PDF with somebody's pay: as a download, and kept by nobody on the way.
    private static IResult File(HttpContext http, Outcome<byte[]> read)
    {
        if (read.Refusal is { } refusal) return ApiProblem.Of(refusal);
        http.Response.Headers["Referrer-Policy"] = "no-referrer";
        http.Response.Headers["X-Robots-Tag"] = "noindex";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers.CacheControl = "no-store";
        return Results.File(read.Value, "application/pdf", "certificate.pdf");
    }
}
