using System.Reflection;
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

/// <summary>Engagements by a link, crews, contracts and their papers. The only wiring of this part of the module.</summary>
internal static class EngagementWiring
{
    private static readonly Assembly Here = typeof(EngagementWiring).Assembly;

    public static IServiceCollection AddEngagements(this IServiceCollection services) => services
        .AddHttpContextAccessor().AddScoped<EngagementGuard>()
        .AddScoped<SubmitCrew>().AddScoped<ListEngagements>().AddScoped<CrewChoices>().AddScoped<ReadEngagement>().AddScoped<DecideEngagement>().AddScoped<WithdrawEngagement>()
        .AddScoped<FreshLink>().AddScoped<SendAgain>().AddScoped<RecordReceipt>()
        .AddScoped<ReadEngaged>().AddScoped<Identify>().AddScoped<GiveFacts>().AddScoped<SignContract>().AddScoped<DeclineEngagement>()
        .AddScoped<TakeContract>().AddScoped<TakeData>()
        .AddSingleton(new NavigationItem(Here, "Crew", "users", "/engagements", ListEngagements.Access) { Order = 23 })
        .AddStates(Engagement.States).AddStates(Contract.States)
        .AddJob<EndUnsigned, EndsUnsigned>().AddHandler<WagesReleased, NotePaid>("employment-engagements").AddHandler<WagesCorrected, TellClaimsByLink>("employment-claims-by-link")
        .AddScoped<ReadLinkedClaims>().AddScoped<AgreeByLink>()
        .AddScoped<IErase, EngagementErase>().AddScoped<IOwnData, EngagementOwnData>()
        .AddDeskKind(EngagementItems.Kind, Here, "Engagement", Role.Adviser)
        .AddDeskAction(EngagementItems.Kind, async (door, engagement, request, actor) => (await door.Run(new DecideEngagement.Command(request, new(engagement), true, null), actor)).Refusal);

    public static void MapEngagements(this IEndpointRouteBuilder api)
    {
        api.MapReading<ListEngagements.Query, ListEngagements, ListEngagements.Result>("/employment/engagements");
        api.MapReading<CrewChoices.Query, CrewChoices, CrewChoices.Result>("/employment/engagements/choices");
        api.MapReading<ReadEngagement.Query, ReadEngagement, ReadEngagement.Result>("/employment/engagements/one");
        api.MapUseCase<SubmitCrew.Command, SubmitCrew, SubmitCrew.Result>("/employment/engagements/crew");
        api.MapUseCase<DecideEngagement.Command, DecideEngagement, EngagementState>("/employment/engagements/decide");
        api.MapUseCase<WithdrawEngagement.Command, WithdrawEngagement, EngagementState>("/employment/engagements/withdraw");
        api.MapUseCase<SendAgain.Command, SendAgain, Done>("/employment/engagements/send-again");
        api.MapUseCase<RecordReceipt.Command, RecordReceipt, EngagementState>("/employment/engagements/receipt");
        api.MapGet("/engaged/{token}/contract.pdf", (string token, HttpContext http, Door door, Actor actor, EngagementGuard guard) =>
            File(http, guard, () => door.Read(new TakeContract.Query(new(token)), actor), "application/pdf", "contract.pdf")).Of(nameof(TakeContract), TakeContract.Access);
        api.MapGet("/engaged/{token}/data.zip", (string token, HttpContext http, Door door, Actor actor, EngagementGuard guard) =>
            File(http, guard, () => door.Read(new TakeData.Query(new(token)), actor), "application/zip", "my-work.zip")).Of(nameof(TakeData), TakeData.Access);
    }

    private static async Task<IResult> File(HttpContext http, EngagementGuard guard, Func<Task<Outcome<byte[]>>> read, string type, string name)
    {
        if (await guard.Refuse() is { } limited) return ApiProblem.Of(limited);
        var made = await read();
        if (made.Refusal is { } refusal) return ApiProblem.Of(refusal);
        http.Response.Headers["Referrer-Policy"] = "no-referrer";
        http.Response.Headers["X-Robots-Tag"] = "noindex";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers.CacheControl = "no-store";
        return Results.File(made.Value, type, name);
    }
}
