namespace Samverk.Scenarios;

/// <summary>The scenarios of the money path that need no wages engine: a wage carries its split.</summary>
public sealed class MoneyStories
{
    private static readonly object Wage = new
    {
        activity = "design", member = "m1", cost = "1500.00", net = "741.81",
        authorities = new Dictionary<string, string> { ["social-security"] = "384.67", ["holiday-fund"] = "147.26", ["wage-tax"] = "92.72", ["insurance"] = "42.04" },
        margin = "91.50",
    };

    [Fact]
    public async Task S1_Wage_on_day_7_client_late()
    {
        await using var story = await WorkDone("s01-wage-on-day-7", "S1 · The wage comes on day 7, the client pays 35 days late");
        var before = await story.Look("2026-03-25");
        Assert.Equal("270.00 0.00 270.00 0.00 1730.00", before.Line("design"));
        Assert.Equal("10000.00", before.Fund("be"));
        story.Sees("The member", "270.00 EUR available for wages, nothing for expenses until the client pays; 741.81 EUR are on the bank account since 20 March.");
        story.Sees("The staff", "the cooperative has laid out 1,730.00 EUR for this activity.");
        story.Sees("The client", "an open invoice of 2,420.00 EUR.");
        story.Pause();

        await story.Happens("2026-04-27", "The client pays, 35 days late. Nobody's balance changes; what was laid out is back.", "payment", new { invoice = "INV-1", amount = "2420.00" });

        var after = await story.Look("2026-04-27");
        Assert.Equal("270.00 0.00 270.00 270.00 0.00", after.Line("design"));
        Assert.Equal("0.00", await story.Holds("be:assets:client:celsius"));
        Assert.Equal("11557.19", await story.Holds("be:assets:bank"));
        await story.End();
    }

    [Fact]
    public async Task S2_Guaranteed_default_leaves_the_activity_untouched()
    {
        await using var story = await WorkDone("s02-guaranteed-default", "S2 · A guaranteed client goes bankrupt");

        await story.Happens("2026-09-30", "The client is bankrupt. The guarantee is valid, so the fund bears the net, and the VAT is claimed back from the state.", "writeOff", new { invoice = "INV-1" });

        var after = await story.Look("2026-09-30");
        Assert.Equal("270.00 0.00 270.00 270.00 0.00", after.Line("design"));
        Assert.Equal("8000.00", after.Fund("be"));
        Assert.Equal("420.00", await story.Holds("be:assets:vat-relief"));
        Assert.Equal("-130.00", await story.Holds("be:income:contribution"));
        story.Sees("The member", "the same 270.00 EUR as before: a guaranteed default leaves the activity untouched.");
        story.Sees("The board", "the guarantee fund is 2,000.00 EUR smaller.");
        story.Pause();
        await story.End();
    }

    [Fact]
    public async Task S3_Guarantee_refused_negative_recovered()
    {
        await using var story = await WorkDone("s03-guarantee-refused", "S3 · The guarantee is refused, the activity is negative, and recovers");

        await story.Happens("2026-06-15", "The board finds that the client never gave the confirmation itself. From now on the order is not guaranteed; the decision is kept.", "guaranteeDecision",
            new { order = "O-1", eligible = false, reason = "confirmation not given by the client", decidedBy = "board" });
        await story.Happens("2026-09-30", "The invoice is written off. The activity bears the net and gets the contribution on it back.", "writeOff", new { invoice = "INV-1" });
        var negative = await story.Look("2026-09-30");
        Assert.Equal("-1600.00 0.00 -1600.00 0.00 1600.00", negative.Line("design"));
        Assert.Equal("10000.00", negative.Fund("be"));
        await story.Refused("2026-10-01", "A new wage is asked for.", "wage", new { activity = "design", member = "m1", cost = "100.00", net = "60.00", authorities = new { tax = "40.00" } }, "salary-available-exceeded");
        story.Tell("Net wages that were earned are never reduced to repair this. A new guaranteed order helps.");

        await story.Happens("2026-10-05", "A client confirms an order of 2,000.00.", "order", new { order = "O-2", activity = "design", client = "celsius", net = "2000.00", evidence = new { confirmed = true } });
        await story.Happens("2026-10-12", "It is invoiced; the contribution is 130.00.", "invoice", new { invoice = "INV-2", order = "O-2", net = "2000.00", vatRate = "21", due = "2026-11-11" });

        Assert.Equal("270.00 0.00 270.00 0.00 1730.00", (await story.Look("2026-10-12")).Line("design"));
        await story.Refused("2026-10-13", "A wage of 270.01 is asked for.", "wage", new { activity = "design", member = "m1", cost = "270.01", net = "160.01", authorities = new { tax = "110.00" } }, "salary-available-exceeded");
        await story.Happens("2026-10-13", "A wage of 270.00 is possible.", "wage", new { activity = "design", member = "m1", cost = "270.00", net = "160.00", authorities = new { tax = "110.00" } });
        Assert.Equal("0.00 0.00 0.00 0.00 2000.00", (await story.Look("2026-10-13")).Line("design"));
        await story.End();
    }

    [Fact]
    public async Task S6_Expense_before_collection()
    {
        await using var story = await Story.Begin("s06-expense-before-collection", "S6 · An expense before the client has paid", "2026-05-01", Setting.Germany());
        var claim = new { claim = "X-1", activity = "film", member = "m1", net = "100.00", vat = "19.00", deductibleVat = "19.00" };
        await story.Happens("2026-05-04", "The client confirms an order of 1,000.00 by the link.", "order", new { order = "O-1", activity = "film", client = "kunde", net = "1000.00", evidence = new { confirmed = true } });
        await story.Happens("2026-05-11", "The work is invoiced with 19 % VAT; the contribution is 90.00.", "invoice", new { invoice = "R-1", order = "O-1", net = "1000.00", vatRate = "19", due = "2026-06-10" });

        await story.Refused("2026-05-12", "The member hands in a receipt of 119.00.", "expense", claim, "expense-available-exceeded");
        await story.Happens("2026-05-20", "The client pays half of it.", "payment", new { invoice = "R-1", amount = "595.00" });
        Assert.Equal("910.00 0.00 910.00 410.00 0.00", (await story.Look("2026-05-20")).Line("film"));
        story.Tell("Clients have paid 500.00 of the net: 910.00 − 500.00 still open = 410.00 may be spent.");
        await story.Happens("2026-05-21", "The same receipt is approved. The activity bears 100.00, the VAT of 19.00 comes back from the state, the member is owed 119.00.", "expense", claim);

        Assert.Equal("810.00 0.00 810.00 310.00 0.00", (await story.Look("2026-05-21")).Line("film"));
        Assert.Equal("19.00", await story.Holds("de:assets:vat-deductible"));
        Assert.Equal("-119.00", await story.Holds("de:liabilities:expenses:m1"));
        await story.End();
    }

    [Fact]
    public async Task S10_Dispute_after_the_wage()
    {
        await using var story = await Story.Begin("s10-dispute-after-wage", "S10 · The client disputes after the wage was paid", "2026-02-01", Setting.Belgium());
        await story.Happens("2026-02-01", "The client confirms an order of 1,000.00.", "order", new { order = "O-1", activity = "design", client = "celsius", net = "1000.00", evidence = new { confirmed = true } });
        await story.Happens("2026-02-10", "It is invoiced; the contribution is 65.00.", "invoice", new { invoice = "I-1", order = "O-1", net = "1000.00", vatRate = "21", due = "2026-02-20" });
        await story.Happens("2026-02-12", "A wage with a cost of 600.00 is paid.", "wage", new { activity = "design", member = "m1", cost = "600.00", net = "340.00", authorities = new Dictionary<string, string> { ["social-security"] = "200.00", ["wage-tax"] = "60.00" } });
        await story.Happens("2026-02-20", "The client disputes: two of five drawings are missing. Dunning stops, and the open part is no longer sure.", "dispute", new { invoice = "I-1", reason = "two of five drawings missing" });

        Assert.Equal("335.00 0.00 -665.00 0.00 665.00", (await story.Look("2026-02-21")).Line("design"));
        var credit = await story.Happens("2026-03-01", "Both agree on 400.00 less. The credit note gives back 84.00 of VAT and 26.00 of the contribution.", "creditNote", new { invoice = "I-1", number = "C-1", net = "400.00" });
        Assert.Contains(credit.Postings, posting => posting is { Account: "be:income:contribution", Amount.Minor: 26_00 });
        Assert.Contains(credit.Postings, posting => posting is { Account: "be:liabilities:vat-due", Amount.Minor: 84_00 });
        await story.Happens("2026-03-01", "The dispute is over.", "disputeResolved", new { invoice = "I-1", decision = "credit" });
        await story.Refused("2026-03-04", "The client pays the old amount.", "payment", new { invoice = "I-1", amount = "1210.00" }, "more-than-open");
        await story.Happens("2026-03-05", "The client pays the open 726.00.", "payment", new { invoice = "I-1", amount = "726.00" });

        Assert.Equal("-39.00 0.00 -39.00 0.00 39.00", (await story.Look("2026-03-05")).Line("design"));
        story.Tell("The wage that was paid stays paid. The activity is 39.00 overdrawn, and no new wage is possible until it has recovered.");
        await story.End();
    }

    [Fact]
    public async Task S11_Foreign_currency()
    {
        await using var story = await Story.Begin("s11-foreign-currency", "S11 · An order in dollars", "2026-02-01", Setting.Austria());
        await story.Happens("2026-02-01", "A studio in the United States confirms an order of 1,000.00 USD. It is planned at the rate of the day, 0.90.", "order",
            new { order = "O-1", activity = "sound", client = "studio", net = "1000.00", currency = "USD", planningRate = "0.90", evidence = new { confirmed = true } });
        Assert.Equal("0.00 810.00 810.00 0.00 0.00", (await story.Look("2026-02-01")).Line("sound"));

        await story.Happens("2026-02-10", "It is invoiced in dollars. Nothing is credited until money arrives.", "invoice", new { invoice = "I-1", order = "O-1", net = "1000.00", due = "2026-03-10" });
        var paid = await story.Happens("2026-03-09", "400.00 USD arrive as 355.00 EUR, after 5.00 EUR that the bank kept. The activity is credited with 360.00, bears the charge, and the contribution of 36.00 is taken now.", "payment",
            new { invoice = "I-1", amount = "400.00", received = "355.00", bankCharge = "5.00" });

        Assert.Contains(paid.Postings, posting => posting is { Account: "at:income:contribution", Amount.Minor: -36_00 });
        Assert.Equal("319.00 486.00 805.00 319.00 0.00", (await story.Look("2026-03-09")).Line("sound"));
        Assert.Equal("600.00", await story.Holds("at:assets:client:studio"));
        await story.End();
    }

    [Fact]
    public async Task S12_Shared_activity()
    {
        string[] band = ["m1", "m2", "m3"];
        await using var story = await Story.Begin("s12-shared-activity", "S12 · Three members share what they earned", "2026-02-01", Setting.Germany(
            new { id = "band", entity = "de", members = band, shared = true }, new { id = "p1", entity = "de", members = new[] { "m1" } },
            new { id = "p2", entity = "de", members = new[] { "m2" } }, new { id = "p3", entity = "de", members = new[] { "m3" } }));
        await story.Happens("2026-02-01", "A hall confirms an order of 3,000.00 for the band.", "order", new { order = "O-1", activity = "band", client = "kunde", net = "3000.00", evidence = new { confirmed = true } });
        await story.Happens("2026-02-10", "The concert is invoiced; the contribution is 270.00.", "invoice", new { invoice = "I-1", order = "O-1", net = "3000.00", vatRate = "7", due = "2026-03-10" });
        await story.Refused("2026-02-11", "The band wants to share before the hall has paid.", "transfer", new { from = "band", to = "p1", amount = "910.00" }, "not-collected");
        await story.Refused("2026-02-11", "A wage straight from the shared activity is asked for.", "wage", new { activity = "band", member = "m1", cost = "400.00", net = "250.00", authorities = new { tax = "150.00" } }, "shared-activity-cannot-employ");
        await story.Happens("2026-03-01", "The hall pays.", "payment", new { invoice = "I-1", amount = "3210.00" });

        var parts = Kernel.Money.Read("2730.00", Kernel.Currency.EUR).Value.Allocate(3);
        Assert.All(parts, part => Assert.Equal("910.00", part.ToPlainText()));
        Assert.Equal(["33.34", "33.33", "33.33"], Kernel.Money.Read("100.00", Kernel.Currency.EUR).Value.Allocate(3).Select(part => part.ToPlainText()));
        story.Tell("2,730.00 in three parts are 910.00 each. (100.00 in three would be 33.34, 33.33 and 33.33: the odd cent goes to the earlier part.)");
        foreach (var (place, part) in parts.Index())
            await story.Happens("2026-03-02", $"{part.ToPlainText()} to the activity of member {place + 1}.", "transfer", new { from = "band", to = $"p{place + 1}", amount = part.ToPlainText() });

        await story.Happens("2026-03-03", "The third member leaves the band.", "leave", new { activity = "band", member = "m3" });
        var end = await story.Look("2026-03-03");
        Assert.Equal("0.00 0.00 0.00 0.00 0.00", end.Line("band"));
        Assert.All((string[])["p1", "p2", "p3"], activity => Assert.Equal("910.00 0.00 910.00 910.00 0.00", end.Line(activity)));
        await story.End();
    }

    /// <summary>The Belgian order up to the moment in which the member is paid and the client is not heard of.</summary>
    private static async Task<Story> WorkDone(string file, string title)
    {
        var story = await Story.Begin(file, title, "2026-03-01", Setting.Belgium());
        await story.Happens("2026-03-02", "The client confirms the order of 2,000.00 by the link: the money is planned, and guaranteed.", "order",
            new { order = "O-1", activity = "design", client = "celsius", net = "2000.00", evidence = new { confirmed = true } });
        await story.Happens("2026-03-13", "The work is done and invoiced with 21 % VAT. The contribution of 6.5 % is taken once.", "invoice",
            new { invoice = "INV-1", order = "O-1", net = "2000.00", vatRate = "21", due = "2026-03-23" });
        await story.Happens("2026-03-20", "The wage: a work budget of 1,500.00 is split.", "wage", Wage);
        await story.Happens("2026-03-20", "741.81 reach the member's bank account, seven days after the work.", "pay", new { entity = "be", account = "liabilities:net-wages:m1", amount = "741.81" });
        await story.Happens("2026-03-24", "The member hands in a receipt of 121.00; here the rule lets booked money be spent.", "expense",
            new { claim = "X-1", activity = "design", member = "m1", net = "100.00", vat = "21.00", deductibleVat = "21.00" });
        await story.Happens("2026-03-25", "The receipt is paid.", "pay", new { entity = "be", account = "liabilities:expenses:m1", amount = "121.00" });
        return story;
    }
}
