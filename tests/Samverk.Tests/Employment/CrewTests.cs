using NodaTime;
using Samverk.Activities;
using Samverk.Employment;
using Samverk.Kernel;
using Samverk.Store;
using Actor = Samverk.Store.Actor;

namespace Samverk.Tests.Employment;

public sealed class CrewTests
{
    private static Money Kronor(long cents) => Workshop.Kronor(cents);

    [Fact]
    public async Task Each_line_fails_or_passes_alone_and_the_sum_of_those_that_pass_is_reserved()
    {
        await using var shop = await Engaging.Fresh();
        var day = shop.Today.PlusDays(5);
        var handed = await shop.Do(shop.Crew(
            shop.Line("Ada", 4_000_00, Engaging.Day(day)),
            shop.Line("Bo", 4_000_00, Engaging.Day(shop.Today)),
            shop.Line("Cy", 4_000_00, Engaging.Day(day)) with { Email = "ADA@crew.example" },
            shop.Line("Di", 4_000_00, Engaging.Day(day)) with { Email = null },
            shop.Line("Ed", 0, Engaging.Day(day)),
            shop.Line("Fa", 5_000_00, Engaging.Day(day)) with { Email = null, Phone = "+46 70 123 45 67" }), shop.Frida);
        Assert.Equal([null, "past-dated", "work-overlaps", "field-missing", "amount-not-positive", null], handed.Lines.Select(line => line.Code));
        Assert.Equal((Kronor(9_000_00), Kronor(31_000_00)), (handed.Sum, handed.Available));
        Assert.Equal((Kronor(9_000_00), 2), ((await shop.Has(shop.Tour)).Reserved, await shop.Coop.Ask<int>("select count(*) from employment.engagement")));
        Assert.Equal(1, await shop.Coop.Ask<int>("select count(*) from store.mail where body like '%/engaged/%'"));
    }

    [Fact]
    public async Task Checking_first_changes_nothing()
    {
        await using var shop = await Engaging.Fresh();
        var seen = await shop.Do(shop.Crew(shop.Line("Ada"), shop.Line("Bo")) with { Dry = true }, shop.Frida);
        Assert.Equal((Kronor(8_400_00), Kronor(40_000_00), 0), (seen.Sum, seen.Available, await shop.Coop.Ask<int>("select count(*) from employment.engagement")));
    }

    [Fact]
    public async Task The_activity_bears_the_sum_or_nothing_is_reserved()
    {
        await using var shop = await Engaging.Fresh();
        var beyond = await shop.No(shop.Crew([.. "ABCDEFGHIJ".Select(letter => shop.Line($"{letter}", 4_200_00))]), shop.Frida);
        Assert.Equal(("salary-available-exceeded", "lines"), (beyond.Code, beyond.Field));
        Assert.Equal(Kronor(0), (await shop.Has(shop.Tour)).Reserved);
    }

    [Fact]
    public async Task A_shared_activity_engages_only_where_the_terms_say_so()
    {
        await using var shop = await Engaging.Fresh();
        var shared = (await shop.Do(new RequestActivity.Command(Guid.CreateVersion7(), Cooperative.Entity.Id, "Choir", ActivityKind.Shared, null, shop.Frida.Person, ""), shop.Adam)).Activity;
        await shop.Collect(shared, 20_000_00);
        Assert.Equal("shared-activity-cannot-employ", (await shop.No(shop.Crew(shop.Line("Ada")) with { Activity = shared }, shop.Frida)).Code);
        await shop.Write(async tx => Assert.Null((await tx.SetTerms(Cooperative.Entity.Id, new(2021, 1, 1), Cooperative.Terms with { SharedMayEmploy = true }, new { test = true })).Refusal));
        Assert.Null((await shop.Do(shop.Crew(shop.Line("Ada")) with { Activity = shared }, shop.Frida)).Lines[0].Code);
    }

    [Fact]
    public async Task A_line_is_withdrawn_and_a_substitute_who_would_have_begun_already_is_refused_alone()
    {
        await using var shop = await Engaging.Fresh();
        var day = shop.Today.PlusDays(2);
        var handed = await shop.Do(shop.Crew(shop.Line("Ada", 4_000_00, Engaging.Day(day)), shop.Line("Bo", 4_000_00, Engaging.Day(day))), shop.Frida);
        await shop.Do(new WithdrawEngagement.Command(Guid.CreateVersion7(), handed.Lines[0].Engagement!.Value, "ill"), shop.Frida);
        Assert.Equal(Kronor(36_000_00), (await shop.Has(shop.Tour)).SalaryAvailable);
        shop.Coop.Clock.Advance(Duration.FromHours(51));
        var substitute = await shop.Do(shop.Crew(shop.Line("Cy", 4_000_00, Engaging.Day(day)), shop.Line("Di", 4_000_00, Engaging.Day(day.PlusDays(3)))), shop.Frida);
        Assert.Equal(["past-dated", null], substitute.Lines.Select(line => line.Code));
    }

    [Fact]
    public async Task A_link_to_pass_on_is_made_by_hand_until_the_person_has_said_who_they_are()
    {
        await using var shop = await Engaging.Fresh();
        var engagement = await shop.Invited(shop.Line("Fa") with { Email = null, Phone = "+46 70 123 45 67" });
        var token = EngagementToken.New();
        await shop.Do(new FreshLink.Command(Guid.CreateVersion7(), engagement, token), shop.Frida);
        await shop.SaysWho(token, "Fatima Öst", null);
        Assert.Equal("link-is-theirs", (await shop.No(new FreshLink.Command(Guid.CreateVersion7(), engagement, EngagementToken.New()), shop.Frida)).Code);
        Assert.Equal(Refusal.Unknown, await shop.No(new FreshLink.Command(Guid.CreateVersion7(), engagement, EngagementToken.New()), shop.Frank));
        Assert.Equal("field-invalid", (await shop.No(new FreshLink.Command(Guid.CreateVersion7(), engagement, new("short")), shop.Adam)).Code);
    }

    [Fact]
    public void People_are_pasted_a_line_each_and_what_cannot_be_read_says_its_line()
    {
        var usual = new CrewPaste.Usual(Currency.SEK, "4200", "2026-03-09", "2026-03-10", "08:00", "8", false);
        var rows = CrewPaste.Read(
            """
            Name;Contact
            Ada Ek; ada@crew.example
            Bo Lund; +46 70 123 45 67; 3900,50; 2026-03-10; ; 12:00; 4:30

            Cy; cy@crew.example; lots
            Di; di@crew.example;; tomorrow
            """, usual);
        Assert.Equal([2, 3, 5, 6], rows.Select(row => row.Number));
        var (ada, bo) = (rows[0].Line.Value, rows[1].Line.Value);
        Assert.Equal(("Ada Ek", "ada@crew.example", null, 2, 420_000L), (ada.Name, ada.Email, ada.Phone, ada.Days.Count, ada.Cost.Minor));
        Assert.Equal(new WorkDay(new(2026, 3, 10), new(12, 0), 270), Assert.Single(bo.Days));
        Assert.Equal((null, "+46 70 123 45 67", 390_050L), (bo.Email, bo.Phone, bo.Cost.Minor));
        Assert.Equal(["cost", "from"], rows.Skip(2).Select(row => row.Line.Refusal!.Field));
    }
}
