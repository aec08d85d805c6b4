using Samverk.Store;

namespace Samverk.Host;

/// <summary>Taking over from other tools: a room of the host, because it writes into several modules.</summary>
internal static class Imports
{
    public static IServiceCollection AddImports(this IServiceCollection services) => services
        .AddRoom("imports", typeof(Imports).Assembly)
        .AddStates(Batch.States)
        .AddScoped<ImportFile>()
        .AddScoped<UndoImport>();
}
