using System.Text.Json.Serialization;
using NodaTime;

namespace Samverk.Store;

/// <summary>What stands at the beginning of a backup.</summary>
/// <param name="Program">Version of the program that wrote it.</param>
/// <param name="At">The cooperative's time.</param>
/// <param name="Checkpoint">How far the ledger's chains had come, for <see cref="Verification"/>.</param>
/// <param name="Tables">In the order in which their contents follow.</param>
internal sealed record BackupHead(
    int Format, string Program, Instant At, IReadOnlyList<MigrationRun> Migrations, string Checkpoint, IReadOnlyList<TableForm> Tables, IReadOnlyList<SequenceValue> Sequences)
{
    public const int Current = 1;
}

/// <summary>A file of a room's schema that has run.</summary>
internal sealed record MigrationRun(string Room, string File, string Checksum);

/// <param name="Order">Columns that give the rows one order; all of them where there is no primary key.</param>
/// <param name="Size">About how many bytes it takes in the database: for the progress bar.</param>
internal sealed record TableForm(string Schema, string Name, IReadOnlyList<string> Columns, IReadOnlyList<string> Order, long Size)
{
    public string Sql() => $"{Sqls.Name(Schema)}.{Sqls.Name(Name)}";

    public string ColumnsSql() => string.Join(", ", Columns.Select(Sqls.Name));

    public override string ToString() => $"{Schema}.{Name}";
}

/// <summary>Where a sequence stands; sequences that were never used are left out.</summary>
internal sealed record SequenceValue(string Schema, string Name, long Last);

/// <summary>What stands at the end of a backup: what a restored database is compared with.</summary>
/// <param name="Program">Version of the program that wrote it.</param>
public sealed record BackupManifest(string Program, Instant At, IReadOnlyList<TableContent> Tables)
{
    [JsonIgnore]
    public long Rows => Tables.Sum(table => table.Rows);
}

/// <param name="Sha256">Of its rows in PostgreSQL's binary copy format, in the order of its key; hexadecimal, lower-case.</param>
public sealed record TableContent(string Table, long Rows, string Sha256);

internal static class Sqls
{
    public static string Name(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
