using System.Reflection;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NodaTime;

namespace Samverk.Store;

/// <summary>The store's wiring, and what modules wire into it.</summary>
public static class StoreModule
{
    /// <summary>
    /// Database, door, queues and their loops. At program start, before the loops:
    /// <c>Migrations.Run(db.Source, services.GetServices&lt;Room&gt;().ToArray())</c>, then <c>Subscriptions.Write(db)</c>.
    /// </summary>
    /// <param name="connection">Npgsql connection text of the cooperative's database.</param>
    public static IServiceCollection AddStore(this IServiceCollection services, string connection)
    {
        services.TryAddSingleton<IClock>(SystemClock.Instance);
        services.AddLogging();
        services.AddRoom("store", typeof(StoreModule).Assembly);
        services.AddSingleton(provider => new Db(connection, provider.GetRequiredService<IClock>(), NodeAddress.Overridden(provider.GetService<IConfiguration>())));
        services.AddScoped<Door>();
        services.AddSingleton(provider => new Subscriptions(provider.GetServices<Handler>(), provider.GetServices<Recurring>()));
        services.AddSingleton<Recurrence>();
        services.AddSingleton(provider => new JobRunner(
            provider.GetRequiredService<Db>(), provider.GetRequiredService<Subscriptions>(), provider.GetRequiredService<Recurrence>(),
            provider.GetRequiredService<IServiceScopeFactory>(), provider.GetRequiredService<ILogger<JobRunner>>()));
        services.AddSingleton(provider => new Restore(provider.GetRequiredService<Db>(), provider.GetServices<Room>(), provider.GetServices<AfterRestore>()));
        services.AddStates(OwnValue.States);
        services.AddRecurring<ForgetAttempts>();
        services.AddHostedService<JobLoop>();
        AddMail(services);
        AddKeys(services);
        return services;
    }

    /// <summary>A module's schema. Rooms are migrated in the order in which they are added.</summary>
    public static IServiceCollection AddRoom(this IServiceCollection services, string name, Assembly assembly) =>
        services.AddSingleton(new Room(name, assembly));

    /// <summary>Does something whenever <typeparamref name="TEvent"/> has happened in another module.</summary>
    /// <param name="name">The subscriber, usually the module; stays when the type is renamed, and is unique for the event.</param>
    public static IServiceCollection AddHandler<TEvent, THandler>(this IServiceCollection services, string name)
        where TEvent : IEvent
        where THandler : class, IHandle<TEvent>
    {
        services.TryAddScoped<THandler>();
        return services.AddSingleton(Handler.Of<TEvent, THandler>(TEvent.Name, name));
    }

    /// <summary>The one handler of a module's own job, which <see cref="JobSql.Enqueue"/> leaves for later.</summary>
    public static IServiceCollection AddJob<TJob, THandler>(this IServiceCollection services)
        where TJob : IJob
        where THandler : class, IHandle<TJob>
    {
        services.TryAddScoped<THandler>();
        return services.AddSingleton(Handler.Of<TJob, THandler>(TJob.Name, Handler.Own));
    }

    /// <summary>Work of every business day; on each day in the order in which it is added.</summary>
    public static IServiceCollection AddRecurring<T>(this IServiceCollection services) where T : class, IRecur
    {
        services.TryAddScoped<T>();
        return services.AddSingleton(new Recurring(T.Kind, (provider, tx, date) => provider.GetRequiredService<T>().Run(tx, date)));
    }

    /// <summary>
    /// What a restored copy does before anybody uses it, in the order of adding and in the transaction that restores: sign-in sessions end,
    /// links to outside systems are cut.
    /// </summary>
    public static IServiceCollection AddAfterRestore(this IServiceCollection services, Func<Tx, Task> step) => services.AddSingleton(new AfterRestore(step));

    private static void AddMail(IServiceCollection services)
    {
        services.AddOptions<MailOptions>().BindConfiguration(MailOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<MailOptions>, MailOptions.Check>();
        services.AddSingleton(provider => new MailSender(
            provider.GetRequiredService<Db>(), provider.GetRequiredService<IOptions<MailOptions>>(), provider.GetRequiredService<ILogger<MailSender>>()));
        services.AddHostedService<MailLoop>();
    }

    private static void AddKeys(IServiceCollection services)
    {
        services.AddDataProtection().SetApplicationName("samverk");
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider =>
            new ConfigureOptions<KeyManagementOptions>(keys => keys.XmlRepository = new Keys(provider.GetRequiredService<Db>())));
    }
}
