using NodaTime;
using Samverk.Employment;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Tests.Employment;

public sealed class WorkTests
{
    [Fact]
    public async Task Work_is_announced_before_it_begins_and_an_adviser_approves_it_from_the_desk()
    {
        await using var shop = await Workshop.Fresh();
        var work = await shop.Do(shop.Declares(shop.Today.PlusDays(1)), shop.Frida);
        Assert.Equal(1, await shop.Waiting("employment.work"));
        Assert.Contains("No table loaded", await shop.Coop.Ask<string>("select checks::text from desk.item where kind = 'employment.work'"), StringComparison.Ordinal);

        Assert.Equal(WorkState.Checked, await shop.Do(new DecideWork.Command(Guid.CreateVersion7(), work, true, null), shop.Adam));
        Assert.Equal((0, 0), (await shop.Waiting("employment.work"), await shop.Waiting("employment.late-work")));
    }

    [Fact]
    public async Task Work_that_has_begun_is_refused_with_the_first_day_that_is_possible()
    {
        await using var shop = await Workshop.Fresh();
        var refusal = await shop.No(shop.Declares(shop.Today, hour: 8), shop.Frida);
        Assert.Equal(("past-dated", "days", shop.Today.PlusDays(1)), (refusal.Code, refusal.Field, refusal.Facts.Single().Value));
        Assert.Equal("past-dated", (await shop.No(shop.Declares(shop.Today.PlusDays(-1), whyLate: "forgotten"), shop.Frida)).Code);
        // Later on the same day has not begun.
        await shop.Do(shop.Declares(shop.Today, hour: 18, minutes: 120), shop.Frida);
    }

    [Fact]
    public async Task An_adviser_enters_late_work_with_a_reason_a_second_one_decides_and_the_board_sees_it()
    {
        await using var shop = await Workshop.Fresh();
        var late = shop.Declares(shop.Today.PlusDays(-2));
        Assert.Equal("reason-needed", (await shop.No(late, shop.Adam)).Code);
        var work = await shop.Do(late with { Request = Guid.CreateVersion7(), WhyLate = "the mail came back" }, shop.Adam);
        Assert.Equal("second-person-needed", (await shop.No(new DecideWork.Command(Guid.CreateVersion7(), work, true, "yes"), shop.Adam)).Code);
        Assert.Equal("reason-needed", (await shop.No(new DecideWork.Command(Guid.CreateVersion7(), work, true, null), shop.Alma)).Code);
        await shop.Do(new DecideWork.Command(Guid.CreateVersion7(), work, true, "seen the mail"), shop.Alma);
        Assert.Equal(1, await shop.Waiting("employment.late-work"));
        Assert.Equal("seen the mail", await shop.Coop.Ask<string>("select why from store.step where object = @id and event = 'approved-late'", new { id = work.Value }));

        await shop.Do(new NoteLateWork.Command(Guid.CreateVersion7(), work), shop.Bea);
        Assert.Equal(0, await shop.Waiting("employment.late-work"));
    }

    [Fact]
    public async Task Work_that_nobody_approved_in_time_needs_a_reason_and_is_late_from_then_on()
    {
        await using var shop = await Workshop.Fresh();
        var work = await shop.Do(shop.Declares(shop.Today.PlusDays(1)), shop.Frida);
        await shop.Coop.Pass(2);
        Assert.Equal("past-dated", (await shop.No(new DecideWork.Command(Guid.CreateVersion7(), work, true, null), shop.Adam)).Code);
        await shop.Do(new DecideWork.Command(Guid.CreateVersion7(), work, true, "announced in time"), shop.Adam);
        Assert.True(await shop.Coop.Ask<bool>("select late from employment.work where id = @id", new { id = work.Value }));
    }

    [Fact]
    public async Task Nobody_is_at_two_places_at_once_also_not_for_another_activity()
    {
        await using var shop = await Workshop.Fresh();
        var day = shop.Today.PlusDays(1);
        var first = await shop.Do(shop.Declares(day, 9, 240), shop.Frida);
        var refusal = await shop.No(shop.Declares(day, 12, 60, shop.Film), shop.Frida);
        Assert.Equal(("work-overlaps", day, "09:00–13:00"), (refusal.Code, refusal.Facts[0].Value, refusal.Facts[1].Value));
        await shop.Do(shop.Declares(day, 13, 60, shop.Film), shop.Frida);

        // A night shift reaches into the next day.
        await shop.Do(shop.Declares(day, 20, 480), shop.Frida);
        Assert.Equal("work-overlaps", (await shop.No(shop.Declares(day.PlusDays(1), 3, 60), shop.Frida)).Code);

        await shop.Do(new CancelWork.Command(Guid.CreateVersion7(), first, null), shop.Frida);
        await shop.Do(shop.Declares(day, 9, 120, shop.Film), shop.Frida);
    }

    [Fact]
    public async Task Two_announcements_at_the_same_moment_take_turns()
    {
        await using var shop = await Workshop.Fresh();
        var day = shop.Today.PlusDays(1);
        var both = await Task.WhenAll(shop.Coop.Door.Run(shop.Declares(day), shop.Frida), shop.Coop.Door.Run(shop.Declares(day, activity: shop.Film), shop.Frida));
        Assert.Single(both, one => one.Refusal is null);
        Assert.Single(both, one => one.Refusal?.Code is "work-overlaps");
    }

    [Fact]
    public async Task Hours_beyond_a_released_limit_are_refused_and_an_unverified_limit_leaves_it_to_the_adviser()
    {
        await using var shop = await Workshop.Fresh();
        var day = shop.Today.PlusDays(1);
        await shop.Do(shop.Declares(day, 6, 840), shop.Frida);
        Assert.Contains("No verified limit of hours", await shop.Coop.Ask<string>("select checks::text from desk.item where kind = 'employment.work'"), StringComparison.Ordinal);

        await shop.Released("se.work.dayHours", "13");
        await shop.Released("se.work.weekHours", "20");
        var long1 = await shop.No(shop.Declares(day.PlusDays(1), 6, 840), shop.Frida);
        Assert.Equal(("hours-limit-exceeded", 13), (long1.Code, long1.Facts[0].Value));
        var week = await shop.No(shop.Declares(day.PlusDays(2), 6, 480), shop.Frida);
        Assert.Equal(("hours-limit-exceeded", 20), (week.Code, week.Facts[0].Value));
        await shop.Do(shop.Declares(day.PlusDays(7), 6, 480), shop.Frida);
    }

    [Fact]
    public async Task What_is_missing_or_has_no_rule_is_refused_with_its_field()
    {
        await using var shop = await Workshop.Fresh();
        var work = shop.Declares(shop.Today.PlusDays(1));
        foreach (var (wrong, code, field) in new[]
        {
            (work with { Place = " " }, "field-missing", "place"), (work with { Role = "" }, "field-missing", "role"), (work with { Risk = "" }, "field-missing", "risk"), (work with { Days = [] }, "field-missing", "days"),
            (work with { Contract = "zeroHours" }, "field-invalid", "contract"), (work with { Country = "NO" }, "posting-papers-missing", "country"),
            (work with { Days = [new(shop.Today.PlusDays(1), new LocalTime(9, 0), 60), new(shop.Today.PlusDays(1), new LocalTime(9, 30), 60)] }, "work-overlaps", "days"),
        })
        {
            var refusal = await shop.No(wrong with { Request = Guid.CreateVersion7() }, shop.Frida);
            Assert.Equal((code, field), (refusal.Code, refusal.Field));
        }

        Assert.Equal(Refusal.Unknown, await shop.No(work with { Request = Guid.CreateVersion7() }, shop.Frank));
        // A manager announces work of others; what is not in the register is nobody.
        await shop.Do(shop.Declares(shop.Today.PlusDays(1), person: shop.Frank), shop.Frida);
        Assert.Equal(Refusal.Unknown.Code, (await shop.No(work with { Request = Guid.CreateVersion7(), Person = Id<Person>.New() }, shop.Frida)).Code);
    }
}
