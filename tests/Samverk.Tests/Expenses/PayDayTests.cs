using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Samverk.Countries;
using Samverk.Expenses;
using Samverk.Store;
using Samverk.Treasury;
using Samverk.Ui;

namespace Samverk.Tests.Expenses;

/// <summary>When expenses are paid, and until when they have to be there.</summary>
public sealed class PayDayTests
{
    private static readonly Calendar Swedish = new(FactBook.Embedded, "SE");

    [Fact]
    public void A_pay_day_on_which_no_bank_works_is_the_working_day_before_and_claims_are_due_working_days_earlier()
    {
        // 25 April 2026 is a Saturday; Friday 3 April is Good Friday and Monday 6 April Easter Monday.
        Assert.Equal([new ExpensePayment(new(2026, 4, 10), new(2026, 4, 7)), new(new(2026, 4, 24), new(2026, 4, 21))], ExpensePayDays.From(new(2026, 4, 1), [10, 25], 3, Swedish).Value.Take(2));
        Assert.Equal(new LocalDate(2026, 2, 27), ExpensePayDays.From(new(2026, 2, 20), [31], 0, Swedish).Value[0].On);
    }

    [Theory]
    [InlineData("25, 10,25", "10 25")]
    [InlineData("0", null)]
    [InlineData("32", null)]
    [InlineData("soon", null)]
    public void Days_of_the_month_are_read_in_their_order(string typed, string? read) => Assert.Equal(read, ExpensePayDays.Read(typed) is { } days ? string.Join(' ', days) : null);

    [Fact]
    public async Task A_claim_says_when_it_is_paid_and_becomes_due_on_that_day()
    {
        await using var till = await Till.With(collected: 1000);
        var draft = await till.Draft(till.Paper(), scan: "one");
        Assert.Null((await till.Coop.See(new ViewClaim.Query(draft), till.Anna)).Value.NextPayment);
        await till.Coop.Done(new ChangeSetting.Command(Guid.NewGuid(), ExpensePayDays.PayDays, "10, 25", "as agreed"), till.Fia);
        await till.Coop.Done(new ChangeSetting.Command(Guid.NewGuid(), ExpensePayDays.HandInDays, "3", "time to look"), till.Fia);

        // Monday 2 March: until Thursday 5 March for Tuesday 10 March.
        Assert.Equal(new ExpensePayment(new(2026, 3, 10), new(2026, 3, 5)), (await till.Coop.See(new ViewClaim.Query(draft), till.Anna)).Value.NextPayment);
        Assert.Equal(new ExpensePayment(new(2026, 3, 10), new(2026, 3, 5)), (await till.Coop.See(new ClaimChoices.Query(), till.Anna)).Value.NextPayment);
        await till.Coop.Pass(days: 4);
        Assert.Equal(new LocalDate(2026, 3, 25), (await till.Coop.See(new ViewClaim.Query(draft), till.Anna)).Value.NextPayment?.On);

        await till.Submit(draft);
        await till.Approve(draft);
        await till.Coop.Pass(days: 0);
        Assert.Equal(new LocalDate(2026, 3, 10), await till.Coop.Ask<LocalDate>("select due_on from treasury.due where id = @draft", new { draft }));
    }

    [Fact]
    public async Task What_is_needed_until_when_is_counted_down()
    {
        await using var till = await Till.With(collected: 0);
        var text = till.Coop.Services.GetRequiredService<Texts>().Of(typeof(ClaimWords).Assembly);
        var next = new ExpensePayment(new(2026, 3, 10), new(2026, 3, 5));
        Assert.Contains("3 days left", ClaimWords.Payment(next, new(2026, 3, 2), handedIn: false, text), StringComparison.Ordinal);
        Assert.Contains("one day left", ClaimWords.Payment(next, new(2026, 3, 4), handedIn: false, text), StringComparison.Ordinal);
        Assert.StartsWith("Handed in today", ClaimWords.Payment(next, new(2026, 3, 5), handedIn: false, text), StringComparison.Ordinal);
        Assert.StartsWith("Approved in time", ClaimWords.Payment(next, new(2026, 3, 2), handedIn: true, text), StringComparison.Ordinal);
    }
}
