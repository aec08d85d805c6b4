using Microsoft.Extensions.DependencyInjection;
using Samverk.Activities;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;
using Account = Samverk.Ledger.Account;
using Actor = Samverk.Store.Actor;

namespace Samverk.Tests.Employment;

/// <summary>What the page of the salary says where an activity has no money for wages.</summary>
public sealed partial class PageTests
{
    [Fact]
    public Task Where_there_is_nothing_for_wages_the_page_names_all_three_ways_out() => OnNode(async (node, http) =>
    {
        var activity = await Overdrawn(node.Services.GetRequiredService<Db>());
        var member = As(http, "member");
        var page = await Read(member, $"/salary/{activity}");
        foreach (var said in (string[])["There is nothing for wages now.", "A lower salary: none lasts yet", "Unpaid leave until money comes.", "A plan: the next invoices fill the gap first.", "Wages that you have earned are paid in full"])
            Assert.Contains(said, page, StringComparison.Ordinal);
        member.Headers["Accept-Language"] = "sv";
        Assert.Contains("En lägre lön: ingen räcker ännu", await Read(member, $"/salary/{activity}"), StringComparison.Ordinal);
        Assert.Contains("value=\"Unpaid\" selected", await Read(member, "/absences/new?kind=Unpaid"), StringComparison.Ordinal);
    });

    private static async Task<Id<Activity>> Overdrawn(Db db)
    {
        var spent = await db.Write<Id<Activity>>(Actor.System, async tx =>
        {
            var activity = (await tx.FindActivity((await tx.ActivitiesByCode(Tests.Cooperative.Entity.Id))["tour"]))!;
            var (document, money) = (Guid.CreateVersion7(), new Money(41_600_00, Currency.SEK));
            return (await tx.Post(new Entry(new(document), activity.Entity, tx.Today, document, "expense", "Expense",
                new Line(activity.Account, money) { Activity = activity.Id.Value }, new Line(Account.Bank, -money)))).Then<Id<Activity>>(_ => activity.Id);
        });
        Assert.Null(spent.Refusal);
        return spent.Value;
    }
}
