using System.Globalization;
using System.Text.Json;
using NodaTime;
using Samverk.Wages;

namespace Samverk.Scenarios;

/// <summary>
/// The Belgian example of the money path with the wage that the law gives instead of the illustrative split: one beginning and three endings.
/// Each ending asserts the same figures that it writes.
/// </summary>
public sealed class RealWageStories
{
    /// <summary>The work budget that the member wants.</summary>
    private const decimal Budget = 1_500m;

    [Fact]
    public async Task Belgium_the_client_pays_late()
    {
        await using var story = await Begun("be-real-1-client-late", "Belgium with the real wage, ending 1 · The client pays 35 days late");
        await story.Happens("2026-04-27", "The client pays, 35 days late.", "payment", new { invoice = "INV-1", amount = "2420.00" });
        var end = (await story.Look("2026-12-31")).Of("design");
        Assert.Equal((Rest, Rest, Rest, 0L), (end.Booked.Minor, end.SalaryAvailable.Minor, end.ExpenseAvailable.Minor, end.Exposure.Minor));
        await story.End();
    }

    [Fact]
    public async Task Belgium_the_client_is_bankrupt_and_guaranteed()
    {
        await using var story = await Begun("be-real-2-default-guaranteed", "Belgium with the real wage, ending 2 · A guaranteed client goes bankrupt");
        await story.Happens("2026-09-30", "The client is bankrupt. The fund bears the net, the VAT is claimed back.", "writeOff", new { invoice = "INV-1" });
        var end = await story.Look("2026-12-31");
        Assert.Equal((Rest, "8000.00"), (end.Of("design").Booked.Minor, end.Fund("be")));
        Assert.Equal("420.00", await story.Holds("be:assets:vat-relief"));
        await story.End();
    }

    [Fact]
    public async Task Belgium_the_guarantee_is_refused()
    {
        await using var story = await Begun("be-real-3-default-refused", "Belgium with the real wage, ending 3 · The guarantee is refused and the activity is negative");
        await story.Happens("2026-06-15", "The board finds that the client never gave the confirmation itself.", "guaranteeDecision",
            new { order = "O-1", eligible = false, reason = "confirmation not given by the client", decidedBy = "board" });
        await story.Happens("2026-09-30", "The activity bears the net and gets the contribution on it back. The wage that was earned stays whole.", "writeOff", new { invoice = "INV-1" });
        var end = await story.Look("2026-12-31");
        Assert.Equal((Rest - 200_000 + 13_000, "10000.00"), (end.Of("design").Booked.Minor, end.Fund("be")));
        Assert.Equal("0.00", await story.Holds("be:liabilities:net-wages:m1"));
        await story.End();
    }

    /// <summary>2,000.00 less the contribution, the cost and the expense, in cents.</summary>
    private static long Rest => 200_000 - 13_000 - (long)(Slip.Cost * 100) - 10_000;

    /// <summary>A single employee without children for ten of the month's 22 working days: the largest pay whose whole cost is within the budget.</summary>
    private static Payslip Slip { get; } = Pay("BE", new(2026, 3, 20), Budget, """{"family":"single","children":0,"disabled":false,"blue_collar":false,"days_paid":"10","days_month":"22","small_funds_rate":"0"}""");

    private static async Task<Story> Begun(string file, string title)
    {
        var story = await Story.Begin(file, title, "2026-03-01", Setting.Belgium());
        await story.Happens("2026-03-02", "A client confirms an order of 2,000.00.", "order", new { order = "O-1", activity = "design", client = "celsius", net = "2000.00", evidence = new { confirmed = true } });
        await story.Happens("2026-03-13", "The work is invoiced with 21 % VAT; the contribution is 130.00.", "invoice", new { invoice = "INV-1", order = "O-1", net = "2000.00", vatRate = "21", due = "2026-04-12" });
        Assert.InRange(Slip.Cost, Budget - 0.05m, Budget);
        Assert.Equal(Slip.Cost, Slip.Net + Slip.Tax + Slip.EmployeeContributions + Slip.EmployerContributions);
        story.Tell($"The member wants 1,500.00 as work budget. By the law of 2026 that is a pay of {Shown(Slip.Gross)} for ten of the 22 working days of March, of which {Shown(Slip.Net)} are paid out. No margin of a work budget is in it, because none is confirmed; no sector's table is loaded, and the structural reduction of the quarter is not yet counted.");
        WageTables.Tell(story, Slip);
        await story.Happens("2026-03-20", "The wage, within seven working days.", "wage", new
        {
            activity = "design", member = "m1", cost = Plain(Slip.Cost), net = Plain(Slip.Net),
            authorities = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["social-security"] = Plain(Slip.EmployeeContributions + Slip.EmployerContributions), ["wage-tax"] = Plain(Slip.Tax),
            },
        });
        await story.Happens("2026-03-20", "It is paid out.", "pay", new { entity = "be", account = "liabilities:net-wages:m1", amount = Plain(Slip.Net) });
        await story.Happens("2026-03-24", "A receipt of 121.00; here the rule lets booked money be spent.", "expense", new { claim = "X-1", activity = "design", member = "m1", net = "100.00", vat = "21.00", deductibleVat = "21.00" });
        await story.Happens("2026-03-25", "It is paid out.", "pay", new { entity = "be", account = "liabilities:expenses:m1", amount = "121.00" });
        var before = (await story.Look("2026-03-25")).Of("design");
        Assert.Equal((Rest, Rest, 0L, 200_000 - Rest), (before.Booked.Minor, before.SalaryAvailable.Minor, before.ExpenseAvailable.Minor, before.Exposure.Minor));
        return story;
    }

    private static Payslip Pay(string country, LocalDate paidOn, decimal available, string facts)
    {
        var request = new PayslipRequest(country, "salaried", paidOn.ToYearMonth(), paidOn, 0, JsonDocument.Parse(facts).RootElement);
        return WageRules.Embedded.Payslip(request with { Gross = WageRules.Embedded.GrossFromCost(request, available).Value.Gross }).Value;
    }

    private static string Shown(decimal amount) => amount.ToString("N2", CultureInfo.InvariantCulture);

    private static string Plain(decimal amount) => amount.ToString("F2", CultureInfo.InvariantCulture);
}
