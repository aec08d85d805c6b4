using NodaTime;
using Samverk.Activities;
using Samverk.Employment;
using Samverk.Kernel;
using Samverk.Store;
using Samverk.Ui;

namespace Samverk.Scenarios;

/// <summary>Money that clients have paid, and money that they have not: expenses wait for it, wages do not.</summary>
public sealed partial class WalkedStories
{
    [Fact]
    public async Task S6_Expense_before_collection_and_a_wage_beside_it()
    {
        await using var walk = await Walk.Begin("s06-walked-expense-before-collection", "S6 walked · An expense waits for the client, a wage does not");
        walk.Tell("Frida works in Film, an activity of the cooperative's company in Germany: 9 per cent of the net, guaranteed when the client confirms. Only what clients have paid may be spent on expenses; wages may come before.");
        var second = await InGermany(walk);
        var film = await Opened(walk, "film", "Film", ActivityKind.Personal, walk.Trade.Member);
        var client = await Known(walk, "2026-05-04", Hall);
        var order = await Active(walk, OfHall(walk, client, film, "A film of the season", 1_000_00, new(2026, 5, 11)), "2026-05-04");
        var invoice = await Billed(walk, order, "2026-05-11", vat: "19 % VAT, to be paid within 30 days");
        Assert.Equal((Euro(910_00), Euro(910_00), Euro(0)), await May(walk, film));

        var receipt = await HandedIn(walk, film, "2026-05-12", "Papier GmbH", Euro(100_00), Euro(19_00));
        var refused = await walk.Refused("2026-05-12", "An adviser would approve it; but the client has paid nothing yet.", () => Approved(walk, receipt), "expense-available-exceeded");
        Assert.Equal(Euro(0), refused.Facts.Single(fact => fact.Name is "available").Value);
        await walk.Does("2026-05-20", "The client pays half of the invoice.", () => Arrives(walk, invoice, 595_00));
        Assert.Equal((Euro(910_00), Euro(910_00), Euro(410_00)), await May(walk, film));
        walk.Sees("Frida", "410.00 available for expenses: 910.00 less the 500.00 of the net that are still open; and 910.00 for wages.");
        walk.Pause();
        await walk.Does("2026-05-21", "Now the adviser approves the same receipt: the activity bears 100.00, the VAT of 19.00 comes back from the state, and Frida is owed 119.00.", () => Approved(walk, receipt));
        Assert.Equal((Euro(810_00), Euro(810_00), Euro(310_00)), await May(walk, film));
        await PaidOut(walk, Berlin.Id, second, "2026-05-21", "2026-05-22", "the receipt", Euro(119_00));

        var wage = await Earned(walk, film, "2026-05-22", new(2026, 5, 26), 4, "minijob", 700_00);
        Assert.Equal((Euro(810_00), Euro(110_00), Euro(0)), await May(walk, film));
        walk.Sees("Frida", "110.00 left for wages and nothing for expenses: the wage is reserved, and half of the invoice is open.");
        walk.Pause();
        await Released(walk, Berlin.Id, second, "2026-06-03", new(2026, 6, 5));
        var slip = Assert.Single(await Slips(walk));
        Assert.Equal((Euro(529_62), Euro(510_55)), (slip.Gross, slip.Net));
        await PaidOut(walk, Berlin.Id, second, "2026-06-03", "2026-06-05", "the wage", slip.Net);
        Assert.Equal((Euro(110_00), Euro(110_00), Euro(0)), await May(walk, film));
        Assert.Equal(WageState.Paid, await StateOf(walk, wage));
        walk.Sees("Frida", $"{slip.Net.Shown()} on her bank account, although half of the invoice is open.");
        walk.Pause();
        await walk.Does("2026-06-09", "The client pays the other half.", () => Arrives(walk, invoice, 595_00));
        Assert.Equal((Euro(110_00), Euro(110_00), Euro(110_00)), await May(walk, film));
        await walk.End();
    }

    private static async Task<(Money Booked, Money Wages, Money Expenses)> May(Walk walk, Id<Activity> activity) =>
        await BalancesOf(walk, activity) is var balances ? (balances.Booked, balances.SalaryAvailable, balances.ExpenseAvailable) : default;
}
