using CsCheck;
using NodaTime;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;
using static Samverk.Tests.Ledger.Books;

namespace Samverk.Tests.Ledger;

/// <summary>Closed months take nothing more, and balances are the same with and without them.</summary>
public sealed class PeriodTests
{
    [Theory]
    [InlineData(null, 15, 1, "field-invalid")]       // not the end of a month
    [InlineData(null, 31, 3, "field-invalid")]       // not over yet
    [InlineData(null, 28, 2, null)]
    [InlineData(null, 31, 1, null)]
    [InlineData(1, 31, 1, "period-closed")]
    [InlineData(2, 31, 1, "period-closed")]
    [InlineData(1, 28, 2, null)]
    public void Months_are_closed_one_after_the_other_when_they_are_over(int? last, int day, int month, string? code)
    {
        var closed = last is { } known ? Day(known, 1).With(DateAdjusters.EndOfMonth) : (LocalDate?)null;

        Assert.Equal(code, PeriodRules.Refuse(closed, Day(month, day), Day(3, 2))?.Code);
    }

    [Fact]
    public void No_month_is_left_out()
    {
        var refusal = PeriodRules.Refuse(new LocalDate(2025, 11, 30), Day(1, 31), Day(3, 2))!;

        Assert.Equal(("field-invalid", "through", ("expected", (object)new LocalDate(2025, 12, 31))), (refusal.Code, refusal.Field, refusal.Facts[0]));
    }

    [Fact]
    public async Task A_closed_period_takes_no_more_entries()
    {
        await using var books = await Open();
        await books.Post(Simple(Day(1, 15), 100));
        Assert.Null((await books.Close(Day(1, 31))).Refusal);

        var refused = await books.Post(Simple(Day(2, 1), 1), Simple(Day(1, 31), 1));

        Assert.Equal(("period-closed", "date"), (refused.Refusal?.Code, refused.Refusal?.Field));
        Assert.Null((await books.Post(Simple(Day(2, 1), 1), Simple(Day(1, 31), 1, entity: Se))).Refusal);
        Assert.Equal(Day(1, 31), await books.Read(tx => tx.ClosedThrough(Be.Id)));
        var period = Assert.Single(await books.Read(tx => tx.ClosedPeriods(Be.Id)));
        Assert.Equal((null, Day(1, 31), Finance.Person), (period.From, period.Through, period.Person));
    }

    [Fact]
    public async Task A_retry_of_an_entry_in_a_period_that_has_closed_since_answers_as_the_first_time()
    {
        await using var books = await Open();
        var entry = Simple(Day(1, 15), 100);
        await books.Post(entry);
        await books.Close(Day(1, 31));

        Assert.Null((await books.Post(entry)).Refusal);
    }

    [Fact]
    public async Task Closing_waits_for_who_is_posting_and_keeps_what_they_post()
    {
        await using var books = await Open();
        await books.Post(Simple(Day(1, 15), 100));
        var closing = Task.FromResult<Outcome<Done>>(default(Done));
        await books.Db.Write<Done>(Finance, async tx =>
        {
            await tx.Post(Simple(Day(1, 20), 11));
            closing = Task.Run(() => books.Close(Day(1, 31)));
            await Task.Delay(200, TestContext.Current.CancellationToken);
            Assert.False(closing.IsCompleted);
            return default(Done);
        });

        Assert.Null((await closing).Refusal);
        Assert.Equal(111, await books.Ask<long>("select amount from ledger.closed_balance where amount > 0"));
        Assert.Equal("period-closed", (await books.Post(Simple(Day(1, 20), 1))).Refusal?.Code);
    }

    [Fact]
    public async Task Balances_are_the_same_with_and_without_closed_months()
    {
        await using var books = await Open();
        var entries = RandomBooks.Entry.Array[300].Single();
        Assert.Null((await books.Post(entries)).Refusal);
        var days = Enumerable.Range(0, 14).Select(step => new LocalDate(2025, 9, 28).PlusDays(step * 10)).Append(new(2025, 11, 30)).Append(new(2025, 12, 31)).ToArray();
        var before = await Balances();

        foreach (var through in (LocalDate[])[new(2025, 10, 31), new(2025, 11, 30), new(2025, 12, 31)]) Assert.Null((await books.Close(through)).Refusal);

        Assert.Equal(before, await Balances());
        Assert.DoesNotContain("BREACH", string.Join('\n', (await books.Verify()).Lines.Where(line => !line.StartsWith("unsealed", StringComparison.Ordinal))), StringComparison.Ordinal);

        async Task<string[]> Balances() => await books.Read(async tx =>
        {
            var all = new List<string>();
            foreach (var day in days)
            {
                var trial = await tx.TrialBalance(Be.Id, day);
                Assert.All(trial.GroupBy(row => row.Amount.Currency), held => Assert.Equal(0, held.Sum(row => row.Amount.Minor)));
                foreach (var (account, amount) in trial) Assert.Equal(amount, await tx.Balance(Be.Id, account, amount.Currency, day));
                all.Add($"{day:R}: {string.Join(", ", trial)} {await tx.BalanceUnder(Be.Id, "liabilities", Currency.EUR, day)}");
                var sum = Money.Sum(trial.Where(row => row.Account.StartsWith("liabilities:", StringComparison.Ordinal) && row.Amount.Currency == Currency.EUR).Select(row => row.Amount), Currency.EUR);
                Assert.Equal(sum, await tx.BalanceUnder(Be.Id, "liabilities", Currency.EUR, day));
            }

            return all.ToArray();
        });
    }
}
