using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Samverk.Ui;

namespace Samverk.Expenses;

/// <summary>The part of this room's wiring that is about journeys.</summary>
internal static class JourneysWiring
{
    public static IServiceCollection AddJourneys(this IServiceCollection services) => services
        .AddScoped<SaveMileage>().AddScoped<SavePerDiem>().AddScoped<CorrectJourney>().AddScoped<JourneyChoices>().AddScoped<ReckonStay>();

    public static void MapJourneys(this IEndpointRouteBuilder api)
    {
        api.MapReading<JourneyChoices.Query, JourneyChoices, JourneyChoices.Result>("/expenses/journeys/choices");
        api.MapReading<ReckonStay.Query, ReckonStay, ReckonStay.Result>("/expenses/journeys/days");
        api.MapUseCase<SaveMileage.Command, SaveMileage, System.Guid>("/expenses/journeys/mileage");
        api.MapUseCase<SavePerDiem.Command, SavePerDiem, System.Guid>("/expenses/journeys/per-diem");
        api.MapUseCase<CorrectJourney.Command, CorrectJourney, ClaimState>("/expenses/journeys/correct");
    }
}
