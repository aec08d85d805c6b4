using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Samverk.Activities;
using Samverk.Members;
using Samverk.Store;
using Samverk.Ui;

namespace Samverk.Expenses;

/// <summary>The part of this room's wiring that is about equipment.</summary>
internal static class EquipmentWiring
{
    public static IServiceCollection AddEquipment(this IServiceCollection services, Assembly here) => services
        .AddScoped<MarkEquipment>().AddScoped<HandOver>().AddScoped<EndThing>().AddScoped<ListThings>().AddScoped<ViewThing>()
        .AddScoped<IOwnData, EquipmentOwnData>().AddScoped<IErase, EquipmentErase>()
        .AddStates(Thing.States).AddRecurring<WriteOffMonthly>().AddEquipmentCheck()
        .AddSingleton(provider => Documents(provider.GetRequiredService<Texts>()))
        .AddSingleton(new NavigationItem(here, "Equipment", "tool", "/equipment", ListThings.Access) { Order = 26 });

    public static void MapEquipment(this IEndpointRouteBuilder api)
    {
        api.MapReading<ListThings.Query, ListThings, ListThings.Result>("/equipment");
        api.MapReading<ViewThing.Query, ViewThing, ViewThing.Result>("/equipment/one");
        api.MapGet("/equipment.csv", async (string? search, bool? gone, Door door, Actor actor) => await door.Read(new ListThings.Query(search, gone), actor) is var read && read.Refusal is { } refusal
            ? ApiProblem.Of(refusal)
            : Results.File(Csv(read.Value.Rows), Ui.Csv.MediaType, "equipment.csv")).Of(nameof(ListThings), ListThings.Access);
        api.MapUseCase<MarkEquipment.Command, MarkEquipment, Kernel.Done>("/equipment/mark");
        api.MapUseCase<HandOver.Command, HandOver, Kernel.Done>("/equipment/hand-over");
        api.MapUseCase<EndThing.Command, EndThing, ThingState>("/equipment/end");
    }

    private static byte[] Csv(IEnumerable<ListThings.Row> rows) => Ui.Csv.Write(
        ["code", "name", "serial", "bought", "cost", "value", "currency", "state", "activity", "holder", "place", "id"],
        rows.Select(row => (string?[])[
            row.Code, row.Name, row.Serial, row.Bought.ToString("R", null), row.Cost.ToPlainText(), row.Value.ToPlainText(), row.Cost.Currency.Code, row.State.ToString(), row.Activity, row.Holder, row.Place,
            row.Id.ToString()]));

    /// <summary>What things are called where an activity's postings and reserved money are shown.</summary>
    private static ActivityDocuments Documents(Texts texts) => new(async (tx, ids) =>
    {
        var text = texts.Of(typeof(EquipmentWiring).Assembly);
        var found = new Dictionary<Guid, ActivityDocument>();
        foreach (var (id, thing) in await tx.ThingsNamed(ids))
            found[id] = new(text["Equipment: {0}", thing.Name], $"/equipment/{thing.Id}") { Detail = thing.Code };
        return found;
    });
}
