using Samverk.Guarantee;
using Samverk.Kernel;
using Samverk.Store;
using Samverk.Tests.Activities;
using static Samverk.Tests.Activities.Studio;

namespace Samverk.Tests.Guarantee;

/// <summary>The guarantee fund and the board's decisions about it.</summary>
public sealed class FundTests
{
    [Fact]
    public async Task The_board_allocates_in_person_with_the_words_of_its_decision()
    {
        await using var studio = await Fresh();
        var board = Cooperative.Somebody(Role.Board);
        var command = new AllocateFund.Command(Guid.CreateVersion7(), Cooperative.Entity.Id, Kronor(5_000_00), "Board, 1 March 2026, item 4");

        Assert.Equal(Refusal.Unknown, (await studio.Coop.Door.Run(command, studio.Fia)).Refusal);
        Assert.Equal("in-person-only", (await studio.Coop.Door.Run(command, board with { ActedBy = studio.Adam.Person })).Refusal?.Code);
        Assert.Equal("reason-needed", (await studio.Coop.Door.Run(command with { Decision = " " }, board)).Refusal?.Code);
        Assert.Null((await studio.Coop.Door.Run(command, board)).Refusal);
        Assert.Null((await studio.Coop.Door.Run(command, board)).Refusal);

        var fund = (await studio.Coop.Door.Read(new ReadFund.Query(null), studio.Frida)).Value;
        Assert.Equal((Kronor(105_000_00), Kronor(100_000_00), Kronor(5_000_00), Kronor(0)), (fund.Size, fund.Opening, fund.Allocations, fund.Claims));
        Assert.Equal([Kronor(100_000_00), Kronor(105_000_00)], fund.Points.Select(point => point.Size));
        Assert.Equal("Board, 1 March 2026, item 4", fund.Movements[0].Decision);
        Assert.False(fund.MayAllocate);
    }
}
