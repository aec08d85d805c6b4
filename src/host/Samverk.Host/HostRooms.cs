using Microsoft.Extensions.DependencyInjection.Extensions;
using Samverk.Employment;
using Samverk.Desk;
using Samverk.Kernel;
using Samverk.Members;
using Samverk.Store;
using Samverk.Ui;

namespace Samverk.Host;

/// <summary>What belongs to the node as a whole and to no module: its set-up, its figures, its demo's clock, what it brings along.</summary>
internal static class HostRooms
{
    public static IServiceCollection AddHostRooms(this IServiceCollection services)
    {
        var here = typeof(HostRooms).Assembly;
        services.TryAddSingleton<Ui.Cooperative>();
        return services
            .AddRoom("imports", here)
            .AddStates(Batch.States)
            .AddScoped<ImportFile>().AddScoped<CheckImport>().AddScoped<ReleaseImport>().AddScoped<UndoImport>().AddScoped<ListImports>().AddScoped<ReadImport>()
            .AddDeskKind(ImportFile.Kind, here, "Import")
            .AddDeskAction(ImportFile.Kind, async (door, batch, request, actor) => (await door.Run(new ReleaseImport.Command(request, new(batch)), actor)).Refusal)
            .AddScoped<SetUp>().AddScoped<ReadNode>().AddScoped<ChangeNode>()
            .AddScoped<ListFacts>().AddScoped<ListWageValues>().AddScoped<ReadWageValue>().AddScoped<ReadFact>().AddScoped<EnterOwnValue>().AddScoped<ReleaseOwnValue>().AddScoped<WithdrawOwnValue>()
            .AddSingleton(new OwnValuePack(OwnValue.Facts, "/facts", value => Countries.FactNames.TypeOf(value.Name) is null ? new Refusal("field-unknown", ("field", value.Name)) { Field = "name" } : null))
            .AddSingleton(new OwnValuePack(OwnValue.Wages, "/facts/wages", OwnWageValues.Refuse))
            .AddRecurring<WarnOfEndingFacts>()
            .AddDeskKind(EnterOwnValue.Kind, here, "Own value").AddDeskKind(WarnOfEndingFacts.Item, here, "Figure that ends")
            .AddDeskAction(EnterOwnValue.Kind, async (door, value, request, actor) => (await door.Run(new ReleaseOwnValue.Command(request, new(value)), actor)).Refusal)
            .AddScoped<Simulate>().AddScoped<ReadSimulator>().AddScoped<CompareCountries>().AddScoped<ListSalarySteps>()
            .AddScoped<SaveSimulation>().AddScoped<ListSimulations>().AddScoped<DropSimulation>().AddScoped<IOwnData, SimulatorOwnData>().AddScoped<IErase, SimulatorErase>()
            .AddSingleton(new NavigationItem(here, "Simulator", "calculator", "/simulator", Simulate.Access) { Order = 90 })
            .AddScoped<ListDocuments>().AddSingleton(new NavigationItem(here, "Documents", "file-invoice", "/documents", ListDocuments.Access) { Order = 85 })
            .AddScoped<StepDemoClock>().AddScoped<WhatHappened>().AddScoped<DemoDays>()
            .AddSingleton(new NavigationItem(here, "First steps", "settings", "/node", ReadNode.Access) { Order = 200 })
            .AddSingleton(new NavigationItem(here, "Figures", "scale", "/facts", ListFacts.Access) { Order = 210 })
            .AddSingleton(new NavigationItem(here, "Imports", "download", "/imports", ListImports.Access) { Order = 220 });
    }

    /// <summary>The set-up itself stays with its page and the command line: it takes a password.</summary>
    public static void MapHostRooms(this IEndpointRouteBuilder api)
    {
        api.MapReading<ReadNode.Query, ReadNode, ReadNode.Result>("/node");
        api.MapUseCase<ChangeNode.Command, ChangeNode, Done>("/node/change");
        api.MapReading<ListFacts.Query, ListFacts, IReadOnlyList<ListFacts.Row>>("/facts");
        api.MapReading<ReadFact.Query, ReadFact, ReadFact.Result>("/facts/one");
        api.MapReading<ListWageValues.Query, ListWageValues, ListWageValues.Result>("/facts/wages");
        api.MapReading<ReadWageValue.Query, ReadWageValue, ReadWageValue.Result>("/facts/wages/one");
        api.MapUseCase<EnterOwnValue.Command, EnterOwnValue, Id<OwnValue>>("/facts/enter");
        api.MapUseCase<ReleaseOwnValue.Command, ReleaseOwnValue, Done>("/facts/release");
        api.MapUseCase<WithdrawOwnValue.Command, WithdrawOwnValue, Done>("/facts/withdraw");
        api.MapReading<ListImports.Query, ListImports, IReadOnlyList<ListImports.Row>>("/imports");
        api.MapReading<ReadImport.Query, ReadImport, ReadImport.Result>("/imports/one");
        api.MapUseCase<ReleaseImport.Command, ReleaseImport, ImportFile.Report>("/imports/release");
        api.MapUseCase<UndoImport.Command, UndoImport, Done>("/imports/undo");
        api.MapReading<Simulate.Query, Simulate, Simulated>("/simulator");
        api.MapReading<ReadSimulator.Query, ReadSimulator, ReadSimulator.Result>("/simulator/form");
        api.MapReading<CompareCountries.Query, CompareCountries, IReadOnlyList<CompareCountries.Row>>("/simulator/compare");
        api.MapReading<ListSalarySteps.Query, ListSalarySteps, ListSalarySteps.Result>("/simulator/steps");
        api.MapReading<ListSimulations.Query, ListSimulations, IReadOnlyList<ListSimulations.Row>>("/simulator/saved");
        api.MapUseCase<SaveSimulation.Command, SaveSimulation, Id<SavedSimulation>>("/simulator/save");
        api.MapUseCase<DropSimulation.Command, DropSimulation, Done>("/simulator/drop");
        api.MapReading<ListDocuments.Query, ListDocuments, ListDocuments.Result>("/documents");
        api.MapUseCase<StepDemoClock.Command, StepDemoClock, Done>("/demo/step-clock");
        api.MapReading<WhatHappened.Query, WhatHappened, WhatHappened.Result>("/demo/what-happened");
    }
}
