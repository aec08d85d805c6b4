using CsCheck;
using NodaTime;
using Samverk.Activities;
using Samverk.Guarantee;
using Samverk.Kernel;
using Samverk.Store;
using Samverk.Tests.Activities;
using static Samverk.Tests.Activities.Studio;

namespace Samverk.Tests.Guarantee;

/// <summary>What the cooperative has laid out, and for whom (money-path.md, section 3).</summary>
public sealed class ExposureTests
{
    private static readonly Activity Tour = new(Id<Activity>.New(), Cooperative.Entity.Id, "a-tour", "Tour", Currency.SEK, ActivityKind.Personal, null, ActivityState.Open, new(2026, 1, 1));

    [Fact]
    public void Exposure_is_spread_in_proportion_with_ties_to_the_earlier_part()
    {
        var parts = Exposure.Spread(Tour, Kronor(1_00), [Open(1_00), Open(1_00), Open(1_00)], null);

        Assert.Equal([Kronor(34), Kronor(33), Kronor(33)], parts.Select(part => part.Amount));
    }

    [Fact]
    public void What_exceeds_invoices_and_orders_is_uncovered_and_the_members()
    {
        var member = Guid.NewGuid();

        var parts = Exposure.Spread(Tour, Kronor(5_00), [Open(1_00), Open(2_00) with { Kind = PositionKind.Planned, Sure = false }], member);

        Assert.Equal([Kronor(1_00), Kronor(4_00)], parts.Select(part => part.Amount));
        Assert.Equal((null, member), (parts[1].Document, parts[1].Member));
    }

    [Fact]
    public void Every_way_to_sum_gives_the_same() => Gen.Select(Gen.Long[0, 1_000_00], Gen.Select(Gen.Long[0, 400_00], Gen.Int[0, 3], Gen.Bool, Gen.Bool).Array[0, 12], Gen.Bool)
        .Sample((exposure, positions, managed) =>
        {
            var clients = Enumerable.Range(1, 3).Select(number => new Guid(number, 0, 0, new byte[8])).ToArray();
            var parts = Exposure.Spread(Tour, Kronor(exposure),
                [.. positions.Select(one => Open(one.Item1) with
                {
                    Client = one.Item2 is 0 ? null : clients[one.Item2 - 1], Kind = one.Item3 ? PositionKind.Open : PositionKind.Planned, Sure = one.Item4,
                })], managed ? clients[0] : null);

            Assert.All(parts, part => Assert.True(part.Amount.IsPositive));
            foreach (var kind in Enum.GetValues<LimitKind>())
                Assert.Equal(Kronor(exposure), Money.Sum(LimitSql.SumsBy(parts, kind).Values, Currency.SEK));
        });

    [Fact]
    public async Task What_a_night_stored_is_what_the_day_gives_again_later()
    {
        await using var studio = await Fresh();
        await Place(studio, 150_00);
        await studio.Coop.Pass(1);
        await Place(studio, 300_00);
        await studio.Coop.Pass(3);

        var days = await studio.Coop.Ask<string>("select string_agg(amount::text, ' ' order by date) from guarantee.exposure");
        var findings = await Ask(studio, async tx => new[] { await tx.ExposureIsReproducible(), await tx.ExposureAddsUp(), await tx.VerdictsChangeByDecision() });

        Assert.Equal("5000 20000 20000 20000", days);
        Assert.All(findings, Assert.Empty);
    }

    [Fact]
    public async Task A_limit_stops_what_raises_a_sum_beyond_it_and_nothing_else()
    {
        await using var studio = await Fresh();
        await Place(studio, 150_00);
        var board = Cooperative.Somebody(Role.Board);
        var set = new SetExposureLimit.Command(Guid.CreateVersion7(), Cooperative.Entity.Id, LimitKind.Client, null, new LocalDate(2026, 3, 2), Kronor(80_00), "board, 1 March");

        Assert.Equal(Refusal.Unknown, (await studio.Coop.Door.Run(set, studio.Adam)).Refusal);
        Assert.Null((await studio.Coop.Door.Run(set, board)).Refusal);
        Assert.Equal("past-dated", (await studio.Coop.Door.Run(set with { Request = Guid.CreateVersion7(), ValidFrom = new(2026, 3, 1) }, board)).Refusal?.Code);

        Assert.Null(await Cost(30_00));
        Assert.Equal(new Refusal("exposure-limit-reached", ("kind", LimitKind.Client), ("limit", Kronor(80_00))), await Cost(30_01));

        async Task<Refusal?> Cost(long cents)
        {
            Refusal? refusal = null;
            await studio.Coop.Write(async tx =>
            {
                refusal = await tx.RefuseBeyondLimits((await tx.LockActivity(studio.Tour))!, Kronor(cents));
                return Outcome.Of(default(Done));
            });
            return refusal;
        }
    }

    [Fact]
    public async Task The_page_shows_a_past_day_as_it_was()
    {
        await using var studio = await Fresh();
        await Place(studio, 150_00);
        await studio.Coop.Pass(2);
        await Place(studio, 0);

        var then = (await studio.Coop.Door.Read(new ReadExposure.Query(new DateOnly(2026, 3, 2)), studio.Adam)).Value.Entities[0];
        var now = (await studio.Coop.Door.Read(new ReadExposure.Query(null), studio.Adam)).Value.Entities[0];

        Assert.Equal((Kronor(50_00), Kronor(0)), (then.Total, now.Total));
        Assert.Equal(("Tour", Kronor(50_00)), (then.Activities[0].Name, then.Activities[0].Amount));
        Assert.Equal(Refusal.Unknown, (await studio.Coop.Door.Read(new ReadExposure.Query(null), studio.Frida)).Refusal);
    }

    /// <summary>One invoice of Tour with so much open: what is open beyond the 100.00 booked is laid out.</summary>
    private static Task Place(Studio studio, long open) => studio.Coop.Write(async tx =>
    {
        await tx.SetPosition(new Position(studio.Tour, Invoice, PositionKind.Open, Kronor(open), true) { Client = Client });
        return Outcome.Of(default(Done));
    });

    private static readonly Guid Invoice = Guid.NewGuid(), Client = Guid.NewGuid();

    private static Position Open(long cents) => new(Tour.Id, Guid.NewGuid(), PositionKind.Open, Kronor(cents), true);

    private static async Task<T> Ask<T>(Studio studio, Func<Tx, Task<T>> ask) => (await studio.Coop.Db.Read(Actor.System, async tx => Outcome.Of(await ask(tx)))).Value;
}
