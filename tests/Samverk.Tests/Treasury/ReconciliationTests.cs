using CsCheck;
using NodaTime;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Treasury;

namespace Samverk.Tests.Treasury;

public sealed class ReconciliationTests
{
    [Fact]
    public async Task Each_day_leads_from_opening_to_closing_and_says_why_the_books_differ()
    {
        await using var bank = await Bank.Open();
        await bank.Invoice(await bank.Client("nord", "Festival Nord AB"), "INV-2026-1", Bank.Sek(1000));
        await bank.Import(bank.Statement("S1", 100_000, bank.Row(600, "part"), bank.Row(50, "unknown"), bank.Row(-25, "fee")));
        var line = await bank.Line("part");
        Assert.Null((await bank.Coop.Door.Run(new MatchLine.Command(Guid.CreateVersion7(), line, [new(PartKind.Invoice, "INV-2026-1", Bank.Sek(600))], ""), Bank.Finance)).Refusal);

        var report = (await bank.Coop.Door.Read(new ReadReconciliation.Query(), Bank.Finance)).Value;
        var day = report.Days[0];

        Assert.Equal((Bank.Sek(100_000), Bank.Sek(650), Bank.Sek(-25), Bank.Sek(100_625), Bank.Sek(100_600)), (day.Opening, day.In, day.Out, day.Closing, day.Books));
        Assert.True(day.Agrees);
        Assert.Equal(Bank.Sek(-25), day.Difference);
        Assert.Equal([(DifferenceKind.Unmatched, Bank.Sek(-50)), (DifferenceKind.Unmatched, Bank.Sek(25))], day.Differences.Select(one => (one.Kind, one.Amount)));
    }

    [Fact]
    public void Whatever_happens_on_which_day_the_differences_add_up_to_the_cent() =>
        Gen.Select(Gen.Select(Gen.Int[0, 9], Gen.Long[-900, 900], Gen.Int[-1, 9]).Array[0, 12], Gen.Select(Gen.Int[0, 9], Gen.Long[-900, 900], Gen.Bool).Array[0, 8], Gen.Long[-500, 500])
            .Sample((shown, alone, began) =>
            {
                // Lines, each matched on a day of its own (-1 = never); and entries that no line shows.
                var lines = shown.Select(one => new AtBank(Guid.CreateVersion7(), Day(one.Item1), Sek(one.Item2), one.Item3 < 0 ? LineState.Unknown : LineState.Matched, "")).ToArray();
                var books = lines.Zip(shown).Where(pair => pair.Second.Item3 >= 0)
                    .Select(pair => new InBooks(Guid.CreateVersion7(), Day(pair.Second.Item3), pair.First.Booked, "payment", "", pair.First.Value!.Value, pair.First.Id))
                    .Concat(alone.Select(one => new InBooks(Guid.CreateVersion7(), Day(one.Item1), Day(one.Item1), one.Item3 ? "opening" : "pay", "", Sek(one.Item2), null))).ToArray();

                foreach (var day in Reconciliation.Of(Sek(began), lines, books, new Dictionary<LocalDate, Money>(), Enumerable.Range(0, 10).Select(Day)))
                {
                    Assert.Equal(day.Opening + day.In + day.Out, day.Closing);
                    Assert.Equal(day.Difference, Money.Sum(day.Differences.Select(one => one.Amount), Currency.SEK));
                }
            });

    private static Money Sek(long minor) => new(minor, Currency.SEK);

    private static LocalDate Day(int number) => new LocalDate(2026, 3, 1).PlusDays(number);
}
