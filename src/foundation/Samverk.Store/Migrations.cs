using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using Npgsql;

namespace Samverk.Store;

/// <summary>A module's own part of the database: the schema of its name, made by the numbered files in its folder Schema.</summary>
public sealed record Room(string Name, Assembly Assembly);

/// <summary>
/// Brings the database to the form that this program expects. Forward only: a file that has run is never changed, which its checksum proves.
/// </summary>
public static class Migrations
{
    // Any fixed number: instances that start at once take turns.
    private const long Lock = 0x53_41_4D_56;

    /// <summary>Runs what has not run yet, in the order of <paramref name="rooms"/> and of the numbers in the files' names.</summary>
    /// <returns>How many files ran.</returns>
    /// <exception cref="InvalidOperationException">A file that has run was edited or is gone: the program does not fit this database.</exception>
    public static async Task<int> Run(NpgsqlDataSource source, IReadOnlyList<Room> rooms)
    {
        await using var connection = await source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var count = await Run(connection, rooms, only: null);
        await transaction.CommitAsync();
        return count;
    }

    /// <summary>The files that a backup names, or all, in the caller's transaction.</summary>
    internal static async Task<int> Run(NpgsqlConnection connection, IReadOnlyList<Room> rooms, IReadOnlySet<MigrationRun>? only)
    {
        await connection.ExecuteAsync("select pg_advisory_xact_lock(@Lock)", new { Lock });
        await connection.ExecuteAsync(
            """
            create schema if not exists store;
            create table if not exists store.migration (
                room     text not null,
                file     text not null,
                checksum text not null,
                primary key (room, file)
            )
            """);
        var ran = (await connection.QueryAsync<(string Room, string File, string Checksum)>("select room, file, checksum from store.migration"))
            .ToDictionary(row => (row.Room, row.File), row => row.Checksum);
        var files = rooms.SelectMany(Files).Where(file => only is null || only.Contains(new(file.Room, file.Name, Checksum(file.Sql)))).ToArray();
        foreach (var gone in ran.Keys.Where(key => rooms.Any(room => room.Name == key.Room) && !files.Any(file => (file.Room, file.Name) == key)))
            throw new InvalidOperationException($"{gone.Room}/{gone.File} ran on this database and is not part of this program: use a newer program");

        var count = 0;
        foreach (var file in files)
        {
            var checksum = Checksum(file.Sql);
            if (ran.TryGetValue((file.Room, file.Name), out var earlier))
            {
                if (earlier != checksum) throw new InvalidOperationException($"{file.Room}/{file.Name} was edited after it had run: add a new file instead");
                continue;
            }

            await connection.ExecuteAsync(file.Sql);
            await connection.ExecuteAsync("insert into store.migration values (@Room, @Name, @checksum)", new { file.Room, file.Name, checksum });
            count++;
        }

        return count;
    }

    /// <summary>All files that this program knows.</summary>
    internal static IEnumerable<MigrationRun> Known(IReadOnlyList<Room> rooms) =>
        rooms.SelectMany(Files).Select(file => new MigrationRun(file.Room, file.Name, Checksum(file.Sql)));

    private static string Checksum(string sql) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(sql)));

    private static IEnumerable<(string Room, string Name, string Sql)> Files(Room room)
    {
        foreach (var resource in room.Assembly.GetManifestResourceNames().Where(name => name.Contains(".Schema.", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var text = new StreamReader(room.Assembly.GetManifestResourceStream(resource)!);
            yield return (room.Name, resource[(resource.IndexOf(".Schema.", StringComparison.Ordinal) + 8)..], text.ReadToEnd().ReplaceLineEndings("\n"));
        }
    }
}
