using System.Diagnostics;
using System.Globalization;
using NodaTime;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Bench;

/// <summary>How long a balance and a trial balance take in long books whose months are closed.</summary>
internal static class BalanceBench
{
    private const int LinesPerEntry = 4, Months = 24, Activities = 250, Rounds = 200;

    public static async Task<int> Run(int lines)
    {
        await using var books = await Books.Open();
        var start = books.Db.Today().PlusMonths(-Months).With(DateAdjusters.StartOfMonth);
        var perMonth = lines / LinesPerEntry / Months;
        for (var month = 0; month < Months; month++)
        {
            var date = start.PlusMonths(month);
            // Two in five entries are of one activity, so that it alone has 100,000 lines in a million.
            for (var done = 0; done < perMonth; done += 1000)
                (await books.Db.Write(Actor.System, tx => tx.Post([.. Enumerable.Range(0, Math.Min(1000, perMonth - done))
                    .Select(entry => Books.Sale(date, entry % 200, entry % 5 < 2 ? 0 : 1 + (entry % Activities)))]))).Value.ToString();
            if ((await books.Db.Write(Actor.System, tx => tx.ClosePeriod(Books.Entity.Id, date.With(DateAdjusters.EndOfMonth)))).Refusal is { } refusal)
                throw new InvalidOperationException(refusal.ToString());
        }

        await using (var connection = await books.Db.Source.OpenConnectionAsync())
        await using (var vacuum = connection.CreateCommand())
        {
            vacuum.CommandText = "vacuum analyze";
            vacuum.CommandTimeout = 600;
            await vacuum.ExecuteNonQueryAsync();
        }

        var today = books.Db.Today();
        await Measure(books, $"balance of an activity with {lines / 10:N0} lines", tx => tx.Balance(Books.Entity.Id, Account.Activity("a-0"), Currency.SEK, today));
        await Measure(books, $"trial balance over {lines:N0} lines", tx => tx.TrialBalance(Books.Entity.Id, today));
        return 0;
    }

    private static async Task Measure<T>(Books books, string what, Func<Tx, Task<T>> read)
    {
        var times = (await books.Db.Read(Actor.System, async tx =>
        {
            List<TimeSpan> all = [];
            for (var round = 0; round < Rounds; round++)
            {
                var began = Stopwatch.GetTimestamp();
                await read(tx);
                all.Add(Stopwatch.GetElapsedTime(began));
            }

            return Outcome.Of(all);
        })).Value.Order().ToArray();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| {what}, {Months} months closed | median {times[Rounds / 2].TotalMilliseconds:0.00} ms, p99 {times[Rounds * 99 / 100].TotalMilliseconds:0.00} ms | | |"));
    }

    private static LocalDate Today(this Db db) => db.Read(Actor.System, tx => Task.FromResult(Outcome.Of(tx.Today))).GetAwaiter().GetResult().Value;
}
