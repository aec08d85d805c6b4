using Samverk.Activities;
using Samverk.Kernel;
using Samverk.Store;
using static Samverk.Tests.Activities.Studio;
using Actor = Samverk.Store.Actor;

namespace Samverk.Tests.Activities;

/// <summary>To whom a team shares out.</summary>
public sealed class SharingTests
{
    [Fact]
    public async Task Nothing_of_a_sharing_goes_to_who_has_left_the_team_and_a_transfer_with_its_reason_does()
    {
        await using var studio = await Fresh();
        var sound = await studio.Opened(studio.Stella, "Sound");
        await Join(studio, studio.Frank);
        await studio.Coop.Pass(1);
        Assert.Null((await studio.Coop.Door.Run(new LeaveTeam.Command(Guid.CreateVersion7(), studio.Tour, "moves"), studio.Frank)).Refusal);

        var refused = (await studio.Coop.Door.Run(Share(studio, sound, studio.Film), studio.Frida)).Refusal;

        Assert.Equal(new Refusal("receiver-left", ("activity", "Film")) { Field = "parts" }, refused);
        Assert.Equal(0, await studio.Coop.Ask<int>("select count(*)::int from activities.share_out"));
        Assert.Null((await studio.Coop.Door.Run(Accept(await studio.Proposed(10_00, reason: "Your part of February")), studio.Frank)).Refusal);
        Assert.Equal((Kronor(90_00), Kronor(10_00)), (await studio.Booked(studio.Tour), await studio.Booked(studio.Film)));
    }

    [Fact]
    public async Task An_activity_of_somebody_who_is_still_in_the_team_or_never_was_gets_its_part()
    {
        await using var studio = await Fresh();
        var sound = await studio.Opened(studio.Stella, "Sound");
        await Join(studio, studio.Frank);
        await Join(studio, studio.Frida, studio.Film);
        await studio.Coop.Pass(1);
        Assert.Null((await studio.Coop.Door.Run(new LeaveTeam.Command(Guid.CreateVersion7(), studio.Tour, "moves"), studio.Frank)).Refusal);

        // Film is Frank's and Frida's, and she has not left; Stella never was in the team.
        Assert.Equal([Kronor(50_00), Kronor(50_00)], (await studio.Coop.Door.Run(Share(studio, sound, studio.Film), studio.Frida)).Value.Transfers.Select(part => part.Amount));
    }

    private static ShareOut.Command Share(Studio studio, params Id<Activity>[] among) =>
        new(Guid.CreateVersion7(), studio.Tour, Kronor(100_00), [.. among.Select(one => new ShareOut.Weighted(one, 1))], "Meeting of 3 March: in two");

    private static async Task Join(Studio studio, Actor person, Id<Activity>? activity = null) => await studio.Coop.Write<Done>(async tx =>
    {
        await tx.Join(activity ?? studio.Tour, person.Person, manager: false);
        return default(Done);
    });
}
