using System.Diagnostics;
using System.Globalization;
using Npgsql;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Bench;

/// <summary>Posting with triggers, audit and a seal that keeps up, beside pgbench inserting the same rows into tables without any of them.</summary>
internal static class LedgerBench
{
    private static readonly TimeSpan Span = TimeSpan.FromSeconds(8), Warm = TimeSpan.FromSeconds(4);

    public static async Task<int> Run()
    {
        await using var books = await Books.Open();
        await Plain(books);
        foreach (var writers in (int[])[1, 8])
        {
            // The program compiles what it meets for the first time; pgbench was compiled long ago.
            await Posted(books, writers, Warm);
            var ours = await Posted(books, writers, Span);
            var peer = await Pgbench(books, writers);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| posting a 4-line entry, {writers} writer(s) | {ours} | pgbench, same rows, no triggers: {peer} | {ours.PerSecond / peer.PerSecond:P0}; of processor time {peer.Cpu / ours.Cpu:P0} |"));
        }

        foreach (var writers in (int[])[1, 2]) Console.WriteLine($"| batches of 1,000 entries, {writers} writer(s) | {await InBatches(books, writers)} | goal 20,000/s | |");
        return 0;
    }

    private static async Task<Rate> InBatches(Books books, int writers)
    {
        const int Batches = 20, Size = 1000;
        var (server, bench) = (books.Effort.OfServer(), Effort.OfBench());
        var began = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, writers).Select(_ => Task.Run(async () =>
        {
            for (var batch = 0; batch < Batches; batch++)
                (await books.Db.Write(Actor.System, tx => tx.Post([.. Enumerable.Range(0, Size).Select(entry => Books.Sale(tx.Today, entry % 200, entry % 300))]))).Refusal.Must();
        })));
        var entries = writers * Batches * Size;
        return new(entries / (decimal)Stopwatch.GetElapsedTime(began).TotalSeconds, entries, Effort.OfBench() - bench, books.Effort.OfServer() - server);
    }

    private static async Task<Rate> Posted(Books books, int writers, TimeSpan span)
    {
        using var stop = new CancellationTokenSource(span);
        var (server, bench) = (books.Effort.OfServer(), Effort.OfBench());
        var sealing = Sealing(books, stop.Token);
        var began = Stopwatch.GetTimestamp();
        var counts = await Task.WhenAll(Enumerable.Range(0, writers).Select(writer => Task.Run(async () =>
        {
            var count = 0;
            for (; !stop.IsCancellationRequested; count++)
                (await books.Db.Write(Actor.System, async tx =>
                {
                    var posted = await tx.Post(Books.Sale(tx.Today, (count + writer) % 200, (count * 7) % 300));
                    if (posted.Refusal is null) tx.Audit("Bench", new { count }, null, Guid.CreateVersion7(), [], "{}");
                    return posted;
                })).Refusal.Must();
            return count;
        })));
        var rate = counts.Sum() / (decimal)Stopwatch.GetElapsedTime(began).TotalSeconds;
        await sealing;
        return new(rate, counts.Sum(), Effort.OfBench() - bench, books.Effort.OfServer() - server);
    }

    // As the node does it: every second.
    private static async Task Sealing(Books books, CancellationToken stop)
    {
        using var ticks = new PeriodicTimer(TimeSpan.FromSeconds(1));
        while (!stop.IsCancellationRequested)
        {
            await books.Db.Write<int>(Actor.System, async tx => await tx.Seal());
            await ticks.WaitForNextTickAsync(CancellationToken.None);
        }
    }

    private static async Task Plain(Books books)
    {
        await using var connection = await books.Db.Source.OpenConnectionAsync();
        await using var command = connection.CreateCommand();
        command.CommandText =
            """
            create schema plain;
            create table plain.entry (like ledger.entry including indexes including identity);
            create table plain.line (like ledger.line including indexes);
            create table plain.audit (like store.audit including indexes);
            """;
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<Rate> Pgbench(Books books, int writers)
    {
        var connection = new NpgsqlConnectionStringBuilder(books.Connection);
        var script = Path.GetTempFileName();
        await File.WriteAllTextAsync(script,
            """
            \set account random(1, 500)
            begin;
            insert into plain.entry (id, entity, date, document_date, document, kind, text, lines, person, posted_at, fingerprint)
                select id, id, '2026-03-02', '2026-03-02', id, 'invoice', 'Invoice', 4, id, '2026-03-02 12:00+00', '\x00' from (select gen_random_uuid() as id) made;
            insert into plain.line (entry, number, account, date, amount, currency)
                select id, number, :account + number, '2026-03-02', 100 * (number - 2), 'SEK' from (select gen_random_uuid() as id) made, (values (1), (3), (4), (5)) as line (number);
            insert into plain.audit (id, at, use_case, subject, person, request, fingerprint, result)
                values (gen_random_uuid(), '2026-03-02 12:00+00', 'Bench', '{}', gen_random_uuid(), gen_random_uuid(), '\x00', '{}');
            commit;
            """);
        var (server, ended) = (books.Effort.OfServer(), Effort.OfEnded());
        var pgbench = Process.Start(new ProcessStartInfo(Pgbench(), ["-h", connection.Host!, "-U", connection.Username!, "-n", "-M", "prepared", "-c", $"{writers}", "-j", "2",
            "-T", $"{(int)Span.TotalSeconds}", "-f", script, connection.Database!]) { RedirectStandardOutput = true })!;
        var output = await pgbench.StandardOutput.ReadToEndAsync();
        await pgbench.WaitForExitAsync();
        File.Delete(script);
        var rate = output.Split('\n').Single(line => line.StartsWith("tps", StringComparison.Ordinal)).Split(' ')[2];
        var count = output.Split('\n').Single(line => line.StartsWith("number of transactions actually processed", StringComparison.Ordinal)).Split(' ')[^1];
        return new(
            decimal.Parse(rate, CultureInfo.InvariantCulture), int.Parse(count.Split('/')[0], CultureInfo.InvariantCulture), Effort.OfEnded() - ended,
            books.Effort.OfServer() - server);
    }

    private static string Pgbench() =>
        Directory.Exists("/usr/lib/postgresql") ? Directory.GetFiles("/usr/lib/postgresql", "pgbench", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Last() : "pgbench";

    /// <param name="Client">Processor time of the program that asked, with all that it did.</param>
    private sealed record Rate(decimal PerSecond, int Count, TimeSpan Client, TimeSpan Server)
    {
        /// <summary>Microseconds of both for one.</summary>
        public decimal Cpu => (decimal)(Client + Server).TotalMicroseconds / Count;

        public override string ToString() => string.Create(CultureInfo.InvariantCulture,
            $"{PerSecond:N0}/s ({Client.TotalMicroseconds / Count:0} + {Server.TotalMicroseconds / Count:0} µs of processor)");
    }

    private static void Must(this Refusal? refusal)
    {
        if (refusal is not null) throw new InvalidOperationException(refusal.ToString());
    }
}
