using System.Text.Json;
using Dapper;
using NodaTime;
using Npgsql;
using NpgsqlTypes;
using Samverk.Kernel;

namespace Samverk.Store;

/// <summary>An open transaction. Modules add their own verbs to it by extension methods beside their nouns (LedgerSql.cs and so on).</summary>
public sealed class Tx(NpgsqlConnection connection, ZonedDateTime began, Actor actor)
{
    public NpgsqlConnection Connection { get; } = connection;

    /// <summary>Who asked for what happens here.</summary>
    public Actor Actor { get; } = actor;

    /// <summary>One instant for everything that happens here.</summary>
    public Instant Now { get; } = began.ToInstant();

    /// <summary>The business date in the cooperative's time zone.</summary>
    public LocalDate Today { get; } = began.Date;

    /// <summary>The cooperative's time zone.</summary>
    public DateTimeZone Zone { get; } = began.Zone;

    /// <summary>The job that is being done: the idempotency key of its effects outside the database. Null when a person is at work.</summary>
    public Id<Job>? Job { get; internal set; }

    /// <summary>The cooperative's time even while an earlier day is caught up: for delays and for when something was really done.</summary>
    internal Instant Present { get; init; } = began.ToInstant();

    /// <summary>Jobs or mails have been added that may be due at once.</summary>
    internal bool BringsWork { get; set; }

    /// <summary>
    /// Tells other modules, only if this transaction commits. Each subscriber gets a job of its own, so that one failing does
    /// not hold up the others.
    /// </summary>
    public async Task Raise<TEvent>(TEvent happened) where TEvent : IEvent => BringsWork |= 0 < await Connection.ExecuteAsync(
        """
        insert into store.job (id, kind, handler, payload, run_at)
        select gen_random_uuid(), event, handler, @payload::jsonb, @now
        from store.subscription
        where event = @name
        """,
        new { name = TEvent.Name, payload = JsonSerializer.Serialize(happened, StoreJson.Options), now = Now });

    /// <summary>The same for many at once, in one round trip.</summary>
    public async Task RaiseAll<TEvent>(IReadOnlyCollection<TEvent> happened) where TEvent : IEvent => BringsWork |= happened.Count > 0 && 0 < await Connection.ExecuteAsync(
        """
        insert into store.job (id, kind, handler, payload, run_at)
        select gen_random_uuid(), event, handler, payload::jsonb, @now
        from store.subscription cross join unnest(@payloads) as payload
        where event = @name
        """,
        new { name = TEvent.Name, payloads = happened.Select(one => JsonSerializer.Serialize(one, StoreJson.Options)).ToArray(), now = Now });

    /// <summary>What an earlier sending of the same command has left; null when there was none.</summary>
    internal (byte[] Fingerprint, string Result)? Earlier { get; init; }

    /// <summary>What goes with the commit, in one round trip.</summary>
    internal NpgsqlBatchCommand? Last { get; private set; }

    /// <summary>The line of the one use case that happens here; written with the commit.</summary>
    internal void Audit(string useCase, object subject, string? refusal, Guid request, byte[] fingerprint, string? result) => Last = new(
        """
        insert into store.audit (id, at, use_case, subject, person, acted_by, refusal, request, fingerprint, result)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        """)
    {
        Parameters =
        {
            new NpgsqlParameter<Guid> { TypedValue = Guid.CreateVersion7() },
            new NpgsqlParameter<Instant> { TypedValue = Now },
            new NpgsqlParameter<string> { TypedValue = useCase },
            new() { Value = JsonSerializer.Serialize(subject, StoreJson.Options), NpgsqlDbType = NpgsqlDbType.Jsonb },
            new NpgsqlParameter<Guid> { TypedValue = Actor.Person.Value },
            new() { Value = Actor.ActedBy?.Value ?? (object)DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid },
            new() { Value = refusal ?? (object)DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text },
            new NpgsqlParameter<Guid> { TypedValue = request },
            new NpgsqlParameter<byte[]> { TypedValue = fingerprint },
            new() { Value = result ?? (object)DBNull.Value, NpgsqlDbType = NpgsqlDbType.Jsonb },
        },
    };
}

/// <summary>Something that happened, for other modules to know. Ids and amounts; who needs more asks the module that told.</summary>
public interface IEvent
{
    /// <summary>"module.what-happened.v1": stays when the type is renamed; other content is another version.</summary>
    static abstract string Name { get; }
}
