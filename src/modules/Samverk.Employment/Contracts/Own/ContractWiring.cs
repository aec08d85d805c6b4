using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Samverk.Desk;
using Samverk.Kernel;
using Samverk.Store;
using Samverk.Ui;

namespace Samverk.Employment;

/// <summary>Contracts of people's own work, and what they find among their documents.</summary>
internal static class ContractWiring
{
    private static readonly Assembly Here = typeof(ContractWiring).Assembly;

    public static IServiceCollection AddContracts(this IServiceCollection services) => services
        .AddScoped<ReadContract>().AddScoped<PrintContract>().AddScoped<SignOwnContract>().AddScoped<OfferContract>()
        .AddJob<EndUnsignedWork, EndsUnsignedWork>()
        .AddHomeLines(Here, SignOwnContract.Access, ContractLines.Of)
        .AddDocuments(Here, ListPayslips.Access, EmploymentDocuments.Of)
        .AddDeskKind(OwnContracts.Kind, Here, "Contract", Role.Adviser)
        .AddDeskAction(OwnContracts.Kind, async (door, work, request, actor) => (await door.Run(new OfferContract.Command(request, new(work), null, null), actor)).Refusal);

    public static void MapContracts(this IEndpointRouteBuilder api)
    {
        api.MapReading<ReadContract.Query, ReadContract, ReadContract.Result>("/employment/contract");
        api.MapUseCase<SignOwnContract.Command, SignOwnContract, ContractState>("/employment/contract/sign");
        api.MapUseCase<OfferContract.Command, OfferContract, Id<Contract>>("/employment/contract/offer");
        api.MapGet("/contracts/{contract:guid}/pdf", async (Guid contract, HttpContext http, Door door, Actor actor) =>
        {
            var made = await door.Read(new PrintContract.Query(new(contract)), actor);
            http.Response.Headers.CacheControl = "no-store";
            return made.Refusal is { } refusal ? ApiProblem.Of(refusal) : Results.File(made.Value, "application/pdf", "contract.pdf");
        }).Of(nameof(PrintContract), PrintContract.Access);
    }
}
