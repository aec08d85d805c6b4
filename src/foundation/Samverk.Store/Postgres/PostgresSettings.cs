namespace Samverk.Store;

/// <summary>The settings that go with the node: a small cooperative's on a small machine.</summary>
internal static class PostgresSettings
{
    public static string Write(EmbeddedPostgresOptions options, string socketFolder)
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["listen_addresses"] = "",
            ["unix_socket_directories"] = socketFolder,
            ["unix_socket_permissions"] = "0700",
            ["max_connections"] = "200",
            ["shared_buffers"] = "128MB",
            ["random_page_cost"] = "1.1",
            ["jit"] = "off",
            ["timezone"] = "UTC",
            ["log_timezone"] = "UTC",
            // No personal data in the log: no statements, no parameters, no DETAIL ("Key (email)=(…) already exists"), and no ERROR of a
            // session at all, because its text quotes values. The program receives those errors and knows which of them to tell.
            ["log_min_messages"] = "log",
            ["log_min_error_statement"] = "panic",
            ["log_parameter_max_length_on_error"] = "0",
            ["log_error_verbosity"] = "terse",
            ["log_statement"] = "none",
        };
        foreach (var (name, value) in options.Durable ? Durable : Fleeting) settings[name] = value;
        foreach (var (name, value) in options.Settings) settings[name] = value;
        return string.Concat(settings.Select(setting => $"{setting.Key} = {Quoted(setting.Value)}\n"));
    }

    private static readonly (string, string)[] Durable =
    [
        ("wal_compression", "pglz"),
        // One file per day of the week, each overwritten after seven days.
        ("logging_collector", "on"), ("log_filename", "postgresql-%a.log"), ("log_truncate_on_rotation", "on"),
        ("log_rotation_age", "1d"), ("log_rotation_size", "0"),
    ];

    private static readonly (string, string)[] Fleeting =
    [
        ("fsync", "off"), ("synchronous_commit", "off"), ("full_page_writes", "off"),
        ("wal_level", "minimal"), ("max_wal_senders", "0"), ("io_method", "sync"), ("max_connections", "500"),
    ];

    private static string Quoted(string value) => value.Contains('\n')
        ? throw new ArgumentException("A setting is one line.", nameof(value))
        : $"'{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "''", StringComparison.Ordinal)}'";
}
