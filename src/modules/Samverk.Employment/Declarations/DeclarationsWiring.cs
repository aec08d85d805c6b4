using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Samverk.Desk;
using Samverk.Kernel;
using Samverk.Members;
using Samverk.Store;
using Samverk.Ui;

namespace Samverk.Employment;

/// <summary>What authorities are told.</summary>
internal static class DeclarationsWiring
{
    public static IServiceCollection AddDeclarations(this IServiceCollection services)
    {
        var here = typeof(DeclarationsWiring).Assembly;
        return services
            .AddStates(Declaration.States).AddRecurring<RaiseDeclarations>().AddDeclarationChecks()
            .AddScoped<PrepareDeclaration>().AddScoped<SendDeclaration>().AddScoped<AnswerDeclaration>().AddScoped<CorrectDeclaration>().AddScoped<CancelDeclaration>()
            .AddScoped<ListDeclarations>().AddScoped<ReadDeclaration>().AddScoped<ReadDeclarationReceipt>().AddScoped<EnterPersonNumber>()
            .AddScoped<IOwnData, DeclarationOwnData>().AddScoped<IErase, DeclarationErase>()
            .AddDeskKind(DeclarationItems.Kind, here, "Declaration", Role.Finance)
            .AddDeskKind(DeclarationItems.Late, here, "Late declaration", Role.Finance, Role.Board)
            .AddDeskKind(DeclarationItems.NoRule, here, "Declaration without a rule", Role.Finance, Role.Board)
            .AddSingleton(new NavigationItem(here, "Declarations", "send", "/declarations", ListDeclarations.Access) { Order = 63 });
    }

    public static void MapDeclarations(this IEndpointRouteBuilder api)
    {
        api.MapReading<ListDeclarations.Query, ListDeclarations, ListDeclarations.Result>("/declarations");
        api.MapReading<ReadDeclaration.Query, ReadDeclaration, ReadDeclaration.Result>("/declarations/one");
        api.MapUseCase<PrepareDeclaration.Command, PrepareDeclaration, DeclarationState>("/declarations/prepare");
        api.MapUseCase<SendDeclaration.Command, SendDeclaration, DeclarationState>("/declarations/send");
        api.MapUseCase<AnswerDeclaration.Command, AnswerDeclaration, DeclarationState>("/declarations/answer");
        api.MapUseCase<CorrectDeclaration.Command, CorrectDeclaration, Guid>("/declarations/correct");
        api.MapUseCase<CancelDeclaration.Command, CancelDeclaration, DeclarationState>("/declarations/cancel");
        api.MapUseCase<EnterPersonNumber.Command, EnterPersonNumber, Done>("/employment/person-number");
        api.MapGet("/declarations/{declaration:guid}/file.csv", async (Guid declaration, HttpContext http, Door door, Actor actor) =>
            Export(http, await door.Read(new ReadDeclaration.Query(declaration), actor), of => Results.File(DeclarationFiles.Csv(of), Csv.MediaType, $"draft-{of.Declaration.Kind}-{of.Declaration.From:uuuu-MM}.csv")))
            .Of(nameof(ReadDeclaration), ReadDeclaration.Access);
        api.MapGet("/declarations/{declaration:guid}/file.json", async (Guid declaration, HttpContext http, Door door, Actor actor) =>
            Export(http, await door.Read(new ReadDeclaration.Query(declaration), actor), of => Results.Json(DeclarationFiles.Json(of), StoreJson.Options)))
            .Of(nameof(ReadDeclaration), ReadDeclaration.Access);
        api.MapGet("/declarations/{declaration:guid}/receipt", async (Guid declaration, HttpContext http, Door door, Actor actor) =>
            Export(http, await door.Read(new ReadDeclarationReceipt.Query(declaration), actor), of => Results.File(of.Content, of.MediaType, "receipt")))
            .Of(nameof(ReadDeclarationReceipt), ReadDeclarationReceipt.Access);
    }

    private static IResult Export<T>(HttpContext http, Outcome<T> read, Func<T, IResult> file)
    {
        http.Response.Headers.CacheControl = "no-store";
        return read.Refusal is { } refusal ? ApiProblem.Of(refusal) : file(read.Value);
    }
}
