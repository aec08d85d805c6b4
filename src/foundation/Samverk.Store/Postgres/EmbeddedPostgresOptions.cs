namespace Samverk.Store;

/// <summary>Where an embedded server keeps its data and how it treats them.</summary>
/// <param name="Folder">
/// Holds the cluster, its socket, its settings and its locks. Made when absent. Programs that name the same folder share one server.
/// </param>
public sealed record EmbeddedPostgresOptions(string Folder)
{
    /// <summary>True: a commit is on the disk before it is confirmed. False only for data that may be lost: tests and replays.</summary>
    public bool Durable { get; init; } = true;

    /// <summary>Settings of PostgreSQL (names as in postgresql.conf) that go before Samverk's own. They count from the server's next start.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}

/// <summary>The embedded server cannot run here. The message says why and what the operator can do.</summary>
public sealed class EmbeddedPostgresException(string message, Exception? inner = null) : Exception(message, inner);
