using System.Reflection;
using Samverk.Identity;
using Samverk.Members;
using Samverk.Store;
using Samverk.Ui;

namespace Samverk.Host;

/// <summary>The start page, and what joins accounts with persons: neither of the two rooms knows the other.</summary>
internal static class HomeWiring
{
    private static readonly Assembly Here = typeof(HomeWiring).Assembly;

    public static IServiceCollection AddHome(this IServiceCollection services) => services
        .AddScoped<ReadHome>()
        .AddSingleton(new NavigationItem(Here, "Home", "home", "/", ReadHome.Access) { Order = 0, Tab = "Home" })
        .AddHandler<PersonNamed, AccountNames>("accounts").AddHandler<AccountMade, AccountNames>("accounts")
        .AddScoped<IErase, AccountsErase>();

    public static void MapHome(this IEndpointRouteBuilder api) => api.MapReading<ReadHome.Query, ReadHome, ReadHome.Result>("/home");
}
