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

/// <summary>The part of this room's wiring that is about policies, incidents and claims.</summary>
internal static class InsuranceWiring
{
    public static IServiceCollection AddInsurance(this IServiceCollection services, Assembly here) => services
        .AddScoped<KeepPolicy>().AddScoped<AttachPolicy>().AddScoped<DecidePolicy>().AddScoped<EndPolicy>().AddScoped<ListPolicies>().AddScoped<ReadPolicy>().AddScoped<ReadPolicyPaper>().AddScoped<ReadMyCover>()
        .AddScoped<ReportIncident>().AddScoped<AttachToIncident>().AddScoped<OpenIncidentFile>().AddScoped<ReadIncidentFile>().AddScoped<TellIncident>().AddScoped<CloseIncident>()
        .AddScoped<MakeInsuranceClaim>().AddScoped<MoveInsuranceClaim>().AddScoped<ReadIncident>().AddScoped<ListIncidents>().AddScoped<IncidentChoices>()
        .AddScoped<IOwnData, IncidentOwnData>().AddScoped<IErase, IncidentErase>().AddRecurring<WarnPolicies>()
        .AddStates(Policy.States).AddStates(Incident.States).AddStates(InsuranceClaim.States)
        .AddSingleton(new NavigationItem(here, "My insurance", "shield-check", "/insurance", ReadMyCover.Access) { Order = 26 })
        .AddSingleton(new NavigationItem(here, "Insurance", "shield-check", "/insurance/policies", ListPolicies.Access) { Order = 66 })
        .AddDeskKind(PolicyItems.Check, here, "Insurance policy", Role.Finance, Role.Board)
        .AddDeskKind(PolicyItems.Ends, here, "Insurance ends", Role.Finance, Role.Board)
        .AddDeskKind(IncidentItems.Kind, here, "Incident", Role.Finance)
        .AddDeskKind(IncidentItems.Claim, here, "Insurance claim", Role.Finance);

    public static void MapInsurance(this IEndpointRouteBuilder api)
    {
        api.MapReading<ReadMyCover.Query, ReadMyCover, ReadMyCover.Result>("/insurance/mine");
        api.MapReading<ListPolicies.Query, ListPolicies, ListPolicies.Result>("/insurance/policies");
        api.MapReading<ReadPolicy.Query, ReadPolicy, ReadPolicy.Result>("/insurance/policies/one");
        api.MapUseCase<KeepPolicy.Command, KeepPolicy, Id<Policy>>("/insurance/policies/keep");
        api.MapUseCase<AttachPolicy.Command, AttachPolicy, FileHash>("/insurance/policies/attach");
        api.MapUseCase<DecidePolicy.Command, DecidePolicy, PolicyState>("/insurance/policies/decide");
        api.MapUseCase<EndPolicy.Command, EndPolicy, PolicyState>("/insurance/policies/end");
        api.MapReading<ListIncidents.Query, ListIncidents, ListIncidents.Result>("/insurance/incidents");
        api.MapReading<ReadIncident.Query, ReadIncident, ReadIncident.Result>("/insurance/incidents/one");
        api.MapReading<IncidentChoices.Query, IncidentChoices, IncidentChoices.Result>("/insurance/incidents/choices");
        api.MapUseCase<ReportIncident.Command, ReportIncident, Id<Incident>>("/insurance/incidents/report");
        api.MapUseCase<AttachToIncident.Command, AttachToIncident, Guid>("/insurance/incidents/attach");
        api.MapUseCase<OpenIncidentFile.Command, OpenIncidentFile, Guid>("/insurance/incidents/open-file");
        api.MapUseCase<TellIncident.Command, TellIncident, IncidentState>("/insurance/incidents/tell");
        api.MapUseCase<CloseIncident.Command, CloseIncident, IncidentState>("/insurance/incidents/close");
        api.MapUseCase<MakeInsuranceClaim.Command, MakeInsuranceClaim, Id<InsuranceClaim>>("/insurance/claims/make");
        api.MapUseCase<MoveInsuranceClaim.Command, MoveInsuranceClaim, InsuranceClaimState>("/insurance/claims/move");
        api.MapGet("/insurance/policies/{policy:guid}/paper", async (Guid policy, HttpContext http, Door door, Actor actor) => File(http, "policy", await door.Read(new ReadPolicyPaper.Query(new(policy)), actor)))
            .Of(nameof(ReadPolicyPaper), ReadPolicyPaper.Access);
        api.MapGet("/insurance/incidents/files/{view:guid}", async (Guid view, HttpContext http, Door door, Actor actor) => File(http, "file", await door.Read(new ReadIncidentFile.Query(view), actor)))
            .Of(nameof(ReadIncidentFile), ReadIncidentFile.Access);
    }

    // Always as a download, and kept by nobody on the way: it may be a fact of health.
    private static IResult File(HttpContext http, string name, Outcome<StoredFile> read)
    {
        if (read.Refusal is { } refusal) return ApiProblem.Of(refusal);
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers.CacheControl = "no-store";
        return Results.File(read.Value.Content, read.Value.MediaType, $"{name}.{read.Value.MediaType.Split('/')[1]}");
    }
}
