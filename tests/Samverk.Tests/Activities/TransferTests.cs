using Samverk.Activities;
using Samverk.Kernel;
using Samverk.Store;
using static Samverk.Tests.Activities.Studio;

namespace Samverk.Tests.Activities;

/// <summary>Money from one activity to another, on a real PostgreSQL.</summary>
public sealed class TransferTests
{
    [Fact]
    public async Task Accepting_twice_at_once_posts_once()
    {
        await using var studio = await Fresh();
        var transfer = await studio.Proposed(60_00);

        var outcomes = await Task.WhenAll(studio.Coop.Door.Run(Accept(transfer), studio.Frank), studio.Coop.Door.Run(Accept(transfer), studio.Frank));

        Assert.Single(outcomes, outcome => outcome.Refusal is null);
        Assert.Single(outcomes, outcome => outcome.Refusal?.Code == "state-not-allowed");
        Assert.Equal(1, await studio.Entries(transfer));
        Assert.Equal((Kronor(40_00), Kronor(60_00)), (await studio.Booked(studio.Tour), await studio.Booked(studio.Film)));
    }

    [Fact]
    public async Task A_retry_after_posting_answers_the_same()
    {
        await using var studio = await Fresh();
        var command = Accept(await studio.Proposed(60_00));

        var first = await studio.Coop.Door.Run(command, studio.Frank);
        var retry = await studio.Coop.Door.Run(command, studio.Frank);

        Assert.Equal((TransferState.Posted, TransferState.Posted), (first.Value, retry.Value));
        Assert.Equal(1, await studio.Entries(command.Transfer));
    }

    [Fact]
    public async Task A_stranger_and_the_giver_get_the_same_answer_as_for_an_unknown_transfer()
    {
        await using var studio = await Fresh();
        var transfer = await studio.Proposed(60_00);

        Assert.Equal(Refusal.Unknown, (await studio.Coop.Door.Run(Accept(transfer), studio.Stella)).Refusal);
        Assert.Equal(Refusal.Unknown, (await studio.Coop.Door.Run(Accept(transfer), studio.Frida)).Refusal);
        Assert.Equal(Refusal.Unknown, (await studio.Coop.Door.Run(Accept(Id<Transfer>.New()), studio.Frank)).Refusal);
        Assert.Equal(Refusal.Unknown, (await studio.Coop.Door.Read(new ListTransfers.Query(studio.Film, null, null, null), studio.Stella)).Refusal);
    }

    [Fact]
    public async Task Nobody_accepts_in_somebody_elses_name()
    {
        await using var studio = await Fresh();
        var transfer = await studio.Proposed(60_00);

        var acted = await studio.Coop.Door.Run(Accept(transfer), studio.Frank with { ActedBy = studio.Adam.Person });

        Assert.Equal("in-person-only", acted.Refusal?.Code);
    }

    [Fact]
    public async Task Opposite_transfers_at_once_all_finish()
    {
        await using var studio = await Fresh();
        await studio.Collect(studio.Film, 100_00);
        var toFilm = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => studio.Proposed(1_00)));
        var toTour = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => studio.Proposed(1_00, from: studio.Film)));

        var outcomes = await Task.WhenAll(toFilm.Zip(toTour).SelectMany(pair => new[]
        {
            studio.Coop.Door.Run(Accept(pair.First), studio.Frank), studio.Coop.Door.Run(Accept(pair.Second), studio.Frida),
        }));

        Assert.All(outcomes, outcome => Assert.Null(outcome.Refusal));
        Assert.Empty((await studio.Coop.Db.Read(Actor.System, async tx => Outcome.Of(await tx.TransfersAreWhole()))).Value);
    }

    [Fact]
    public async Task What_was_spent_meanwhile_is_not_moved_and_leaves_only_an_audit_line()
    {
        await using var studio = await Fresh();
        var (first, second) = (await studio.Proposed(60_00), await studio.Proposed(60_00));
        Assert.Null((await studio.Coop.Door.Run(Accept(first), studio.Frank)).Refusal);

        var refused = await studio.Coop.Door.Run(Accept(second), studio.Frank);

        Assert.Equal("not-collected", refused.Refusal?.Code);
        Assert.Equal(0, await studio.Entries(second));
        Assert.Equal("Proposed", await studio.Coop.Ask<string>("select state from activities.transfer where id = @id", new { id = second.Value }));
        Assert.Equal(1, await studio.Coop.Ask<int>("select count(*) from store.audit where use_case = 'AcceptTransfer' and refusal = 'not-collected'"));
    }

    [Fact]
    public async Task The_audit_line_holds_no_free_text()
    {
        await using var studio = await Fresh();
        var transfer = await studio.Proposed(60_00, reason: "Frida is ill");
        await studio.Coop.Door.Run(Accept(transfer) with { Why = "get well, Frida" }, studio.Frank);

        var subjects = await studio.Coop.Ask<string>("select string_agg(subject::text, ' ') from store.audit");

        Assert.Contains("60.00", subjects, StringComparison.Ordinal);
        Assert.DoesNotContain("Frida", subjects, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Above_the_threshold_a_second_person_posts()
    {
        await using var studio = await Fresh();
        await studio.Coop.Write(async tx =>
        {
            await tx.Set(TransferSql.ThresholdKey(Currency.SEK), Kronor(50_00));
            return Outcome.Of(default(Done));
        });
        var transfer = await studio.Proposed(60_00);

        var accepted = await studio.Coop.Door.Run(Accept(transfer), studio.Frank);
        var frankAgain = await studio.Coop.Door.Run(new ReleaseTransfer.Command(Guid.CreateVersion7(), transfer, ""), studio.Frank with { Roles = new HashSet<Role> { Role.Finance } });
        var fridaAlso = await studio.Coop.Door.Run(new ReleaseTransfer.Command(Guid.CreateVersion7(), transfer, ""), studio.Frida with { Roles = new HashSet<Role> { Role.Adviser } });
        var waiting = await studio.Coop.Door.Read(new ListWaitingTransfers.Query(), studio.Fia);
        var shownToFrida = await studio.Coop.Door.Read(new ListWaitingTransfers.Query(), studio.Frida with { Roles = new HashSet<Role> { Role.Adviser } });
        var posted = await studio.Coop.Door.Run(new ReleaseTransfer.Command(Guid.CreateVersion7(), transfer, "checked"), studio.Fia);

        Assert.Equal((TransferState.Accepted, TransferState.Posted), (accepted.Value, posted.Value));
        Assert.Equal(("own-case", "own-case"), (frankAgain.Refusal?.Code, fridaAlso.Refusal?.Code));
        Assert.True(Assert.Single(shownToFrida.Value.Transfers).Own);
        Assert.False(Assert.Single(waiting.Value.Transfers).Own);
        Assert.Equal(1, await studio.Entries(transfer));
    }

    [Theory]
    [InlineData(true), InlineData(false)]
    public async Task A_transfer_that_was_declined_or_withdrawn_moves_nothing_any_more(bool declined)
    {
        await using var studio = await Fresh();
        var transfer = await studio.Proposed(60_00);

        var ended = declined
            ? await studio.Coop.Door.Run(new DeclineTransfer.Command(Guid.CreateVersion7(), transfer, "no"), studio.Frank)
            : await studio.Coop.Door.Run(new WithdrawTransfer.Command(Guid.CreateVersion7(), transfer, "no"), studio.Frida);
        var accepted = await studio.Coop.Door.Run(Accept(transfer), studio.Frank);

        Assert.Null(ended.Refusal);
        Assert.Equal("state-not-allowed", accepted.Refusal?.Code);
        Assert.Equal(0, await studio.Entries(transfer));
    }

    [Fact]
    public async Task A_hundred_in_three_is_shared_out_to_the_cent_with_minutes_for_all()
    {
        await using var studio = await Fresh();
        var (light, sound) = (await studio.Opened(studio.Frank, "Light"), await studio.Opened(studio.Stella, "Sound"));

        var shared = await studio.Coop.Door.Run(
            new ShareOut.Command(Guid.CreateVersion7(), studio.Tour, Kronor(100_00), [new(studio.Film, 1), new(light, 1), new(sound, 1)], "Meeting of 1 March: in three"), studio.Frida);
        foreach (var (transfer, manager) in shared.Value.Transfers.Zip([studio.Frank, studio.Frank, studio.Stella]))
            Assert.Null((await studio.Coop.Door.Run(Accept(transfer.Transfer), manager)).Refusal);

        Assert.Equal([Kronor(33_34), Kronor(33_33), Kronor(33_33)], shared.Value.Transfers.Select(transfer => transfer.Amount));
        Assert.Equal(Kronor(0), await studio.Booked(studio.Tour));
        var seen = Assert.Single((await studio.Coop.Door.Read(new ListTransfers.Query(sound, null, null, null), studio.Stella)).Value.Transfers);
        Assert.Equal(("Meeting of 1 March: in three", "Tour", TransferState.Posted), (seen.Minutes, seen.Other, seen.State));
    }

    [Fact]
    public async Task The_whole_of_a_sharing_has_to_be_collected()
    {
        await using var studio = await Fresh();
        var light = await studio.Opened(studio.Frank, "Light");

        var refused = await studio.Coop.Door.Run(
            new ShareOut.Command(Guid.CreateVersion7(), studio.Tour, Kronor(100_01), [new(studio.Film, 1), new(light, 1)], "too much"), studio.Frida);

        Assert.Equal("not-collected", refused.Refusal?.Code);
    }
}
