using Samverk.Activities;
using Samverk.Invoicing;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Members;
using Samverk.Store;
using Samverk.Treasury;

namespace Samverk.Host;

/// <summary>What ids in the books are called, from the modules that own them.</summary>
internal static class BookNamesOfModules
{
    public static IServiceCollection AddBookNames(this IServiceCollection services) => services
        .AddSingleton(new BookNames(async (tx, ids) => (await tx.Names(ids.Select(id => new Id<Person>(id))))
            .ToDictionary(one => one.Key.Value, one => new Named(one.Value, $"/members/{one.Key}"))))
        .AddSingleton(ShareBookNames.Source)
        .AddSingleton(ActivityBookNames.Source)
        .AddSingleton(ClientBookNames.Source)
        .AddSingleton(BankBookNames.Source)
        .AddSingleton(all => new BookNames(async (tx, ids) => (await tx.Told(all.GetServices<ActivityDocuments>(), ids))
            .ToDictionary(one => one.Key, one => new Named(one.Value.Detail is null ? one.Value.Words : $"{one.Value.Words}, {one.Value.Detail}", one.Value.Href))));
}
