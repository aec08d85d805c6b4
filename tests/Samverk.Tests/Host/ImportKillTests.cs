using System.Diagnostics;
using System.Text;
using Dapper;
using Npgsql;

namespace Samverk.Tests.Host;

/// <summary>The built program, killed for real in the middle of an import: the batch is whole or absent, and the books verify.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class ImportKillTests
{
    private const int Lines = 3_000;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_import_that_is_killed_leaves_the_whole_batch_or_nothing(bool theServerToo)
    {
        await using var program = await BuiltProgram.InNewFolder();
        var file = Path.Combine(program.Folder, "clients.csv");
        await File.WriteAllTextAsync(file, Csv(), TestContext.Current.CancellationToken);
        Assert.Equal(0, (await program.Run("verify")).Exit);
        var database = await program.Server.EnsureDatabase("samverk");

        // The operator lets the command line take over so many alone: here it is the kill that is tried, not the second person.
        await using (var connection = new NpgsqlConnection(database))
            await connection.ExecuteAsync("insert into store.setting (key, value) values ('imports.alone-up-to-lines', '100000')");
        var random = new Random(20260302);
        for (var round = 0; round < 4; round++)
        {
            using var import = program.Start("import", "clients", file);
            await Begun(database, import);
            await Task.Delay(random.Next(0, 700), TestContext.Current.CancellationToken);
            import.Kill();
            if (theServerToo) program.KillServer();
            await import.WaitForExitAsync(TestContext.Current.CancellationToken);
            await program.Recover();
            await Whole(database);
        }

        var verified = await program.Run("verify");
        Assert.True(verified.Exit is 0, verified.Output);
        // Whatever the kills have left, the import can be done, once.
        await program.Run("import", "clients", file);
        Assert.Equal((1L, (long)Lines), await Count(database));
        Assert.Equal(1, (await program.Run("import", "clients", file)).Exit);
    }

    private static async Task Whole(string database)
    {
        var (batches, clients) = await Count(database);
        Assert.True((batches, clients) is (0, 0) or (1, Lines), $"{batches} batches with {clients} clients");
    }

    // A killed program's transaction ends when the server notices that nobody is there any more: the look waits for it.
    private static async Task<(long Batches, long Clients)> Count(string database)
    {
        await using var connection = new NpgsqlConnection(database + ";Pooling=false");
        await connection.OpenAsync();
        await connection.ExecuteAsync("select pg_advisory_lock(hashtextextended('imports', 2))");
        return await connection.QuerySingleAsync<(long, long)>(
            """
            select (select count(*) from imports.batch), (select count(*) from invoicing.client)
            where (select count(*) from imports.item) = (select count(*) from invoicing.client)
              and (select count(*) from store.step where noun = 'invoicing.client') = 3 * (select count(*) from invoicing.client)
            """);
    }

    /// <summary>The import holds its lock, or has ended already.</summary>
    private static async Task Begun(string database, Process import)
    {
        await using var connection = new NpgsqlConnection(database + ";Pooling=false");
        await connection.OpenAsync();
        while (!import.HasExited && !await connection.QuerySingleAsync<bool>("select exists (select from pg_locks where locktype = 'advisory' and (classid::bigint << 32 | objid::bigint) = hashtextextended('imports', 2))"))
            await Task.Delay(5, TestContext.Current.CancellationToken);
    }

    private static string Csv()
    {
        var text = new StringBuilder("reference,name,kind,country\n");
        for (var line = 1; line <= Lines; line++) text.Append("K-").Append(line).Append(",Client ").Append(line).Append(",business,SE\n");
        return text.ToString();
    }
}
