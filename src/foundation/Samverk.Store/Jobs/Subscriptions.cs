using System.Text.Json;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Samverk.Kernel;

namespace Samverk.Store;

/// <summary>One handler of one kind of job. A job of a module's own has the handler <see cref="Own"/>; an event has one per subscriber.</summary>
internal sealed record Handler(string Kind, string Name, Func<IServiceProvider, string, Tx, Task> Handle)
{
    public const string Own = "own";

    public static Handler Of<T, THandler>(string kind, string name) where THandler : IHandle<T> => new(
        kind, name, (services, payload, tx) => services.GetRequiredService<THandler>().Handle(JsonSerializer.Deserialize<T>(payload, StoreJson.Options)!, tx));
}

/// <summary>Who does what when something has happened: all handlers and all recurring work of this program.</summary>
public sealed class Subscriptions
{
    private readonly Dictionary<(string Kind, string Handler), Handler> handlers;

    /// <exception cref="ArgumentException">Two handlers of one event share a name, or a job has two handlers, or two recurring works one kind.</exception>
    internal Subscriptions(IEnumerable<Handler> handlers, IEnumerable<Recurring> recurring)
    {
        this.handlers = handlers.ToDictionary(handler => (handler.Kind, handler.Name));
        Recurring = recurring.ToDictionary(work => work.Kind);
    }

    internal IReadOnlyDictionary<string, Recurring> Recurring { get; }

    internal Handler? Find(string kind, string handler) => handlers.GetValueOrDefault((kind, handler));

    /// <summary>
    /// Makes store.subscription exactly what this program has registered, and notes the first day of recurring work that is new.
    /// Once at program start, after the migrations: an event raised before reaches nobody new.
    /// </summary>
    public Task Write(Db db) => db.Write<Done>(Actor.System, async tx =>
    {
        var listening = handlers.Values.Where(handler => handler.Name != Handler.Own).ToArray();
        await tx.Connection.ExecuteAsync(
            """
            with listening as (select * from unnest(@events, @names) as listening (event, handler))
            , gone as (delete from store.subscription where (event, handler) not in (select event, handler from listening))
            insert into store.subscription (event, handler) select event, handler from listening order by event, handler
            on conflict do nothing;

            insert into store.recurrence (kind, since) select kind, @today from unnest(@kinds) as kind order by kind
            on conflict do nothing;
            """,
            new
            {
                events = listening.Select(handler => handler.Kind).ToArray(), names = listening.Select(handler => handler.Name).ToArray(),
                kinds = Recurring.Keys.ToArray(), today = tx.Today,
            });
        return default(Done);
    });
}
