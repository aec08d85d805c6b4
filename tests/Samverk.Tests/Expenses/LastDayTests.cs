using Microsoft.Extensions.DependencyInjection;
using Samverk.Expenses;
using Samverk.Kernel;
using Samverk.Store;
using Samverk.Ui;

namespace Samverk.Tests.Expenses;

/// <summary>What a claim's page says about its last day and about what is missing.</summary>
public sealed class LastDayTests
{
    [Fact]
    public async Task A_claim_says_until_when_it_can_be_handed_in_while_it_is_not()
    {
        await using var till = await Till.With(collected: 1000);
        var paper = till.Paper() with { Date = till.Coop.Today.PlusDays(-20) };
        var claim = await till.Draft(paper, scan: "a receipt");
        Assert.Null((await till.Coop.See(new ViewClaim.Query(claim), till.Anna)).Value.LastDay);
        await till.Coop.Write<Done>(async tx =>
        {
            await tx.Set(ExpenseSettings.LatestDays, 30);
            return default(Done);
        });
        Assert.Equal(till.Coop.Today.PlusDays(10), (await till.Coop.See(new ViewClaim.Query(claim), till.Anna)).Value.LastDay);
        Assert.Equal(30, (await till.Coop.See(new ClaimChoices.Query(), till.Anna)).Value.LatestDays);
        Assert.Null((await till.Submit(claim)).Refusal);
        Assert.Null((await till.Coop.See(new ViewClaim.Query(claim), till.Anna)).Value.LastDay);
    }

    [Fact]
    public async Task The_days_are_counted_down_and_a_missing_total_is_called_by_the_word_above_its_field()
    {
        await using var till = await Till.With(collected: 0);
        var text = till.Coop.Services.GetRequiredService<Texts>().Of(typeof(ClaimWords).Assembly);
        var today = till.Coop.Today;
        Assert.Contains("2 days left", ClaimWords.Countdown(today.PlusDays(2), today, text), StringComparison.Ordinal);
        Assert.Contains("one day left", ClaimWords.Countdown(today.PlusDays(1), today, text), StringComparison.Ordinal);
        Assert.Equal("Today is the last day to hand it in.", ClaimWords.Countdown(today, today, text));
        Assert.Contains("was", ClaimWords.Countdown(today.PlusDays(-1), today, text), StringComparison.Ordinal);

        var missing = new ClaimForm { Date = today.ToDateOnly(), Gross = "" }.ToSave(Currency.SEK).Refusal.InWords(text);
        Assert.Equal(("Total", "gross"), (missing?.Facts.Single().Value, missing?.Field));
    }
}
