using System.Globalization;
using System.Text.Json;
using NodaTime;
using Samverk.Activities;
using Samverk.Wages;

namespace Samverk.Scenarios;

/// <summary>Scenarios whose wages are computed by the engine, by the law of the day.</summary>
public sealed class WageStories
{
    [Fact]
    public async Task S4_Smoothing()
    {
        await using var story = await Story.Begin("s04-smoothing", "S4 · One big invoice, an even salary", "2026-01-01", Setting.Germany(new { id = "budget-12", entity = "de", members = new[] { "m12" } }));
        await story.Happens("2026-01-12", "The client confirms an order of 5,700.00. It is planned, and guaranteed; 5,187.00 of it are the member's after the contribution.", "order",
            new { order = "O-7", activity = "budget-12", client = "kunde", net = "5700.00", evidence = new { confirmed = true } });
        Assert.Equal("0.00 5187.00 5187.00 0.00 0.00", (await story.Look("2026-01-12")).Line("budget-12"));

        // What the activity can spend a month; the engine finds the largest pay whose cost does not exceed it.
        const string facts = """
            {"tax_class":1,"state":"BE","church_member":false,"child_allowances":"0","health_additional_rate":"2.9","care_childless":true,"care_child_discounts":0,
             "levy_u1_rate":"1.6","levy_u2_rate":"0.4","accident_rate":"0"}
            """;
        var pay = Pay("DE", new(2026, 1, 31), 1_242.00m, facts);
        Assert.InRange(pay.Cost, 1_241.95m, 1_242.00m);
        story.Tell($"The member wants the same every month: a cost of at most 1,242.00. By the law of 2026 that is a pay of {Shown(pay.Gross)}, of which {Shown(pay.Net)} are paid out; it lies in the transition range between minijob and full contributions.");
        WageTables.Tell(story, pay);
        var curve = new List<(string When, Balances Balances)>();
        foreach (var day in (string[])["2026-01-31", "2026-02-28", "2026-03-30"])
        {
            await story.Happens(day, "The wage of the month.", "wage", Wage("budget-12", "m12", pay, "social-security-and-wage-tax"));
            await story.Happens(day, "It is paid out.", "pay", new { entity = "de", account = "liabilities:net-wages:m12", amount = Plain(pay.Net) });
            await Note(day, "after the wage");
            await story.Happens(day, "So are contributions and tax.", "pay", new { entity = "de", account = "liabilities:authority:social-security-and-wage-tax", amount = Plain(pay.Cost - pay.Net) });
        }

        var before = (await story.Look("2026-03-30")).Of("budget-12");
        Assert.Equal((Cents(3 * pay.Cost), Cents(5_187m - (3 * pay.Cost))), (before.Exposure.Minor, before.SalaryAvailable.Minor));
        await story.Happens("2026-03-31", "The work is invoiced; the contribution is 513.00.", "invoice", new { invoice = "R-1", order = "O-7", net = "5700.00", vatRate = "19", due = "2026-04-30" });
        await Note("2026-03-31", "invoiced");
        var claim = new { claim = "X-1", activity = "budget-12", member = "m12", net = "200.00", vat = "38.00", deductibleVat = "38.00" };
        await story.Refused("2026-04-15", "A receipt of 238.00, before the client has paid.", "expense", claim, "expense-available-exceeded");
        await story.Happens("2026-04-29", "The fourth wage.", "wage", Wage("budget-12", "m12", pay, "social-security-and-wage-tax"));
        Assert.Equal(Cents(513m + (4 * pay.Cost)), (await story.Look("2026-04-29")).Of("budget-12").Exposure.Minor);
        await Note("2026-04-29", "after the wage");
        await story.Happens("2026-04-30", "The client pays.", "payment", new { invoice = "R-1", amount = "6783.00" });
        await Note("2026-04-30", "paid by the client");
        await story.Happens("2026-05-02", "Now the receipt is approved.", "expense", claim);
        await story.Refused("2026-05-29", "A fifth wage is more than there is.", "wage", Wage("budget-12", "m12", pay, "social-security-and-wage-tax"), "salary-available-exceeded");
        var end = (await story.Look("2026-05-31")).Of("budget-12");
        Curve(story, curve, end.SalaryAvailable.ToDecimal() - pay.Cost);
        Assert.Equal((Cents(5_187m - (4 * pay.Cost) - 200m), 0), (end.Booked.Minor, end.Exposure.Minor));
        await story.End();

        async Task Note(string date, string what) => curve.Add(($"{date}, {what}", (await story.Glance(date)).Of("budget-12")));
    }

    [Fact]
    public async Task S5_Assignment_in_Sweden()
    {
        await using var story = await Story.Begin("s05-assignment-in-sweden", "S5 · One assignment in Sweden, paid within a week", "2026-05-01", Setting.Sweden());
        await story.Happens("2026-05-04", "A festival confirms the assignment of 10,695.00.", "order",
            new { order = "U-1", activity = "project-p", client = "festival", net = "10695.00", evidence = new { confirmed = true } });
        await story.Happens("2026-05-18", "The work is done and invoiced with 25 % VAT: 13,368.75. The contribution of 6.95 % on top is 695.00.", "invoice",
            new { invoice = "F-1", order = "U-1", net = "10695.00", vatRate = "25", due = "2026-06-17" });
        await story.Happens("2026-05-18", "Expenses of 1,000.00; here the rule lets booked money be spent.", "expense",
            new { claim = "X-1", activity = "project-p", member = "m3", net = "1000.00", vat = "0.00", deductibleVat = "0.00" });

        var pay = Pay("SE", new(2026, 5, 22), 9_000.00m, """{"withholding":"side_income","birth_year":1985}""");
        Assert.Equal((6_848.27m, 2_054m, 4_794.27m, 2_151.73m, 9_000.00m), (pay.Gross, pay.Tax, pay.Net, pay.EmployerContributions, pay.Cost));
        story.Tell("9,000.00 are left for the wage. The engine finds the largest pay whose cost is no more, and tax is whole kronor at the flat 30 %.");
        WageTables.Tell(story, pay);
        await story.Happens("2026-05-22", "The wage.", "wage", Wage("project-p", "m3", pay, "tax-account"));
        await story.Happens("2026-05-25", "4,794.27 reach the member, a week after the work.", "pay", new { entity = "se", account = "liabilities:net-wages:m3", amount = "4794.27" });
        await story.Happens("2026-05-25", "So do the expenses.", "pay", new { entity = "se", account = "liabilities:expenses:m3", amount = "1000.00" });
        await story.Happens("2026-06-12", "Tax and contributions go to the tax account.", "pay", new { entity = "se", account = "liabilities:authority:tax-account", amount = "4205.73" });
        await story.Happens("2026-06-17", "The festival pays.", "payment", new { invoice = "F-1", amount = "13368.75" });
        Assert.Equal("0.00 0.00 0.00 0.00 0.00", (await story.Look("2026-06-17")).Line("project-p"));
        await story.Happens("2026-06-18", "The assignment is complete …", "completeOrder", new { order = "U-1" });
        await story.Happens("2026-06-18", "… and its budget closes.", "closeActivity", new { activity = "project-p" });
        Assert.Equal("23368.75", await story.Holds("se:assets:bank"));
        await story.End();
    }

    /// <summary>The curve of the smoothing, from the posted figures: what is left for wages, and what the cooperative has laid out.</summary>
    private static void Curve(Story story, IEnumerable<(string When, Balances Balances)> curve, decimal next) => story.Tell(
        "The curve of the smoothing. The salary of this order lasts until April; a fifth month is more than there is, which the plan can say from January on.\n\n"
        + "| when | booked | left for wages | laid out by the cooperative |\n|---|--:|--:|--:|\n"
        + string.Concat(curve.Select(one => $"| {one.When} | {Shown(one.Balances.Booked.ToDecimal())} | {Shown(one.Balances.SalaryAvailable.ToDecimal())} | {Shown(one.Balances.Exposure.ToDecimal())} |\n"))
        + $"| the fifth wage would leave | | {Shown(next)} | |");

    /// <summary>The largest pay whose whole cost does not exceed what there is.</summary>
    private static Payslip Pay(string country, LocalDate paidOn, decimal available, string facts)
    {
        var request = new PayslipRequest(country, "salaried", new(paidOn.Year, paidOn.Month), paidOn, 0, JsonDocument.Parse(facts).RootElement);
        return WageRules.Embedded.Payslip(request with { Gross = WageRules.Embedded.GrossFromCost(request, available).Value.Gross }).Value;
    }

    private static object Wage(string activity, string member, Payslip pay, string authority) => new
    {
        activity, member, cost = Plain(pay.Cost), net = Plain(pay.Net), authorities = new Dictionary<string, string>(StringComparer.Ordinal) { [authority] = Plain(pay.Cost - pay.Net) },
    };

    private static string Shown(decimal amount) => amount.ToString("N2", CultureInfo.InvariantCulture);

    private static string Plain(decimal amount) => amount.ToString("F2", CultureInfo.InvariantCulture);

    private static long Cents(decimal amount) => (long)(amount * 100);
}
