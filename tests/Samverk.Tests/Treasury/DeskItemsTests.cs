using Samverk.Desk;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;
using Samverk.Treasury;

namespace Samverk.Tests.Treasury;

public sealed class DeskItemsTests
{
    [Fact]
    public async Task A_line_that_nobody_can_place_is_on_the_desk_until_it_is_placed_and_again_when_that_was_wrong()
    {
        await using var bank = await Bank.Open();
        var client = await bank.Client("nord", "Festival Nord AB");
        await bank.Invoice(client, "INV-2026-1", Bank.Sek(1000));
        await bank.Import(bank.Statement("S1", 100_000, bank.Row(1000, "INV-2026-1", "B1"), bank.Row(-25, "fee", "B2"), bank.Row(70, "who?", "B3", from: "Nobody AB")));

        var items = await bank.Coop.OpenItems("treasury.line");
        Assert.Equal(2, items.Count);
        var fee = await bank.Line("fee");
        Assert.Equal($"/bank/lines/{fee}", items.Single(one => one.Item.Object == fee.Value).Item.Href);
        Assert.Contains(items, one => one.Item.Facts.Contains(("payer", (object)"Nobody AB")));

        Task<Outcome<NameAccount.Answer>> Name(Actor actor) => bank.Coop.Door.Run(new NameAccount.Command(Guid.CreateVersion7(), fee, "expenses:bank-fees", "fee"), actor);
        await Name(Bank.Finance);
        Assert.True((await bank.Coop.OpenItems()).Single(one => one.Item.Object == fee.Value).Item.FourEyes);
        await Name(Bank.OtherFinance);
        Assert.DoesNotContain(await bank.Coop.OpenItems(), one => one.Item.Object == fee.Value);

        await bank.Coop.Door.Run(new UnmatchLine.Command(Guid.CreateVersion7(), fee, "wrong"), Bank.Finance);
        var again = (await bank.Coop.OpenItems()).Single(one => one.Item.Object == fee.Value);
        Assert.Equal((CaseState.Reopened, false), (again.State, again.Item.FourEyes));
        await bank.Coop.Door.Run(new ReturnLine.Command(Guid.CreateVersion7(), fee, "not ours"), Bank.Finance);
        Assert.Single(await bank.Coop.OpenItems());
    }
}
