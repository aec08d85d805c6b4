using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Samverk.Desk;
using Samverk.Kernel;
using Samverk.Members;
using Samverk.Store;
using Samverk.Ui;

namespace Samverk.Expenses;

/// <summary>Costs of activities: what members laid out, and what the cooperative pays directly. The only wiring of this room.</summary>
public static class ExpensesModule
{
    public static IServiceCollection AddExpenses(this IServiceCollection services)
    {
        var here = typeof(ExpensesModule).Assembly;
        return services
            .AddRoom("expenses", here)
            .AddStates(Claim.States).AddJourneys().AddEquipment(here)
            .AddScoped<SaveClaim>().AddScoped<AttachReceipt>().AddScoped<SubmitClaim>().AddScoped<ReopenClaim>().AddScoped<CheckClaim>().AddScoped<ApproveClaim>().AddScoped<RejectClaim>()
            .AddScoped<ListClaims>().AddScoped<ClaimChoices>().AddScoped<ViewClaim>().AddScoped<ReadReceipt>()
            .AddScoped<IOwnData, ClaimOwnData>().AddScoped<IErase, ClaimErase>()
            .AddHomeLines(here, ClaimLines.Access, ClaimLines.Of)
            .AddDeskKind(ClaimItems.Kind, here, "Expense", Role.Adviser, Role.Finance)
            .AddDeskAction(ClaimItems.Kind, async (door, claim, request, actor) => (await door.Run(new ApproveClaim.Command(request, claim), actor)).Refusal)
            .AddSingleton(provider => ClaimDocuments.Of(provider.GetRequiredService<Texts>()))
            .AddSingleton(new NavigationItem(here, "Expenses", "receipt", "/expenses", ListClaims.Access) { Order = 25, Tab = "Expenses" });
    }

    public static void MapExpenses(this IEndpointRouteBuilder api)
    {
        api.MapReading<ListClaims.Query, ListClaims, ListClaims.Result>("/expenses");
        api.MapReading<ClaimChoices.Query, ClaimChoices, ClaimChoices.Result>("/expenses/choices");
        api.MapJourneys();
        api.MapEquipment();
        api.MapReading<ViewClaim.Query, ViewClaim, ViewClaim.Result>("/expenses/one");
        api.MapUseCase<SaveClaim.Command, SaveClaim, Guid>("/expenses/save");
        api.MapUseCase<AttachReceipt.Command, AttachReceipt, FileHash>("/expenses/receipt");
        api.MapUseCase<SubmitClaim.Command, SubmitClaim, ClaimState>("/expenses/submit");
        api.MapUseCase<ReopenClaim.Command, ReopenClaim, ClaimState>("/expenses/reopen");
        api.MapUseCase<CheckClaim.Command, CheckClaim, ClaimState>("/expenses/check");
        api.MapUseCase<ApproveClaim.Command, ApproveClaim, ClaimState>("/expenses/approve");
        api.MapUseCase<RejectClaim.Command, RejectClaim, ClaimState>("/expenses/reject");
        api.MapGet("/expenses/{claim:guid}/receipt", async (Guid claim, HttpContext http, Door door, Actor actor) => Receipt(http, await door.Read(new ReadReceipt.Query(claim), actor)))
            .Of(nameof(ReadReceipt), ReadReceipt.Access);
        api.MapGet("/expenses.csv", async (string? search, ClaimState? state, Door door, Actor actor) => await door.Read(new ListClaims.Query(search, state), actor) is var read && read.Refusal is { } refusal
            ? ApiProblem.Of(refusal)
            : Results.File(ClaimsCsv.Of(read.Value.Rows), Csv.MediaType, "expenses.csv")).Of(nameof(ListClaims), ListClaims.Access);
    }

    // Always as a download: what somebody attached is never run or shown as a page of ours.
    private static IResult Receipt(HttpContext http, Outcome<ReadReceipt.Result> read)
    {
        if (read.Refusal is { } refusal) return ApiProblem.Of(refusal);
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers.CacheControl = "no-store";
        return Results.File(read.Value.File.Content, read.Value.File.MediaType, read.Value.Name);
    }
}
