using System.Diagnostics;
using Dapper;
using Samverk.Kernel;
using Samverk.Ledger;
using static Samverk.Tests.Ledger.Books;

namespace Samverk.Tests.Ledger;

/// <summary>Measured on request, because other work on the machine would make it fail: <c>-explicit only</c>, one figure a line.</summary>
public sealed class SpeedTests(ITestOutputHelper output)
{
    [Fact(Explicit = true)]
    public async Task Posting_and_sealing()
    {
        await using var books = await Open();
        await books.Post(Entries(5_000));
        await Singles("1 writer", 1, 2_000);
        await Singles("8 writers", 8, 500);
        for (var round = 0; round < 7; round++)
        {
            var batch = Entries(20_000);
            await Timed($"one batch of 20,000 entries, round {round}", () => books.Post(batch));
        }

        await Singles("1 writer after batches", 1, 1_000);
        await Timed("seal all", books.Seal);
        await books.Post(Entries(20_000));
        await Timed("seal 20,000", books.Seal);
        await Timed("seal nothing", books.Seal);
        await Timed("verify", async () =>
        {
            foreach (var line in (await books.Verify()).Lines) output.WriteLine(line);
        });

        async Task Singles(string who, int writers, int each)
        {
            var work = Enumerable.Range(0, writers).Select(_ => Entries(each)).ToArray();
            var time = await Timed($"{who}, {writers * each} entries one by one", () => Task.WhenAll(work.Select(mine => Task.Run(async () =>
            {
                foreach (var entry in mine) await books.Post(entry);
            }))));
            output.WriteLine($"    {(long)writers * each * 1000 / time} entries/s");
        }
    }

    [Fact(Explicit = true)]
    public async Task Trial_balance_of_a_million_lines()
    {
        await using var books = await Open();
        for (var lot = 0; lot < 17; lot++) await Timed($"batch {lot}", () => books.Post(Entries(20_000)));
        await books.Execute("vacuum analyze");
        await Balances("open");
        for (var end = new NodaTime.LocalDate(2025, 3, 31); end < Day(1, 31); end = end.PlusDays(1).With(NodaTime.DateAdjusters.EndOfMonth))
        {
            var through = end;
            await Timed($"close {end:R}", () => books.Close(through));
        }

        await Balances("closed");
        await Timed("seal", books.Seal);
        await Timed("verify", async () =>
        {
            foreach (var line in (await books.Verify()).Lines) output.WriteLine(line);
        });
        await Timed("hledger", () => books.Read(async tx =>
        {
            await HledgerText.Write(TextWriter.Null, tx.Journal());
            return 0;
        }));

        async Task Balances(string state)
        {
            for (var round = 0; round < 4; round++)
                await Timed($"trial balance, {state}", () => books.Read(tx => tx.TrialBalance(Be.Id, Day(3, 2))));
            await Timed($"one balance, {state}", () => books.Read(tx => tx.Balance(Be.Id, "liabilities:vat-due", Currency.EUR, Day(3, 2))));
            output.WriteLine(await books.Ask<string>("select count(*) || ' lines, ' || (select count(*) from ledger.account) || ' accounts' from ledger.line"));
        }
    }

    // A year and more of invoices of 1,000 clients to 1,000 activities.
    private static Entry[] Entries(int count) =>
    [
        .. Enumerable.Range(0, count).Select(n => new Entry(Id<Entry>.New(), Be.Id, Day(3, 1).PlusDays(-(int)(n * 360L / count)), Guid.CreateVersion7(), "invoice",
            $"Invoice INV-{n}", new($"assets:client:c-{n % 1000}", Euro(121_00)), new($"liabilities:activity:a-{n * 7 % 1000}", Euro(-100_00)),
            new("liabilities:vat-due", Euro(-21_00)))),
    ];

    private async Task<long> Timed(string what, Func<Task> work)
    {
        var clock = Stopwatch.StartNew();
        await work();
        output.WriteLine($"{what}: {clock.Elapsed.TotalMilliseconds:0.0} ms");
        return Math.Max(1, clock.ElapsedMilliseconds);
    }
}
