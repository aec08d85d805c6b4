using CsCheck;
using NodaTime;
using Samverk.Employment;
using Samverk.Kernel;

namespace Samverk.Tests.Employment;

/// <summary>The lowest pay of an hour, and the law that ends: what nobody has to remember.</summary>
public sealed class FloorTests
{
    [Fact]
    public async Task A_wage_below_the_lowest_of_the_law_is_refused_with_what_would_be_enough()
    {
        await using var abroad = await Abroad.In("DE", """["category","minijob"]""");
        await abroad.German();

        // Two hours at 13.90.
        var refusal = (await abroad.Wage("minijob", abroad.Tour, 27_79, refused: "below-wage-floor"))!;
        Assert.Equal(("asked", new Money(27_80, Currency.EUR)), (refusal.Field, refusal.Facts.Single(fact => fact.Name is "least").Value));
        await abroad.Wage("minijob", abroad.Tour, 27_80, day: 2);
        Assert.Contains("below the lowest", await abroad.Shop.Coop.Ask<string>("select checks::text from desk.item where kind = 'employment.wage'"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_table_of_the_cooperative_counts_for_the_kinds_that_it_names()
    {
        await using var shop = await Workshop.Fresh();
        await shop.Facts(Workshop.Side);
        await shop.Released("se.wage.floor", """[{"hour":{"amount":"200.00","currency":"SEK"},"kinds":["perAssignment"]},{"hour":{"amount":"300.00","currency":"SEK"},"kinds":["monthlyPlan"]}]""");
        var work = await shop.Worked(shop.Today.PlusDays(2));

        Assert.Equal("below-wage-floor", (await shop.No(new AskWage.Command(Guid.CreateVersion7(), work, WageBasis.Gross, Workshop.Kronor(1_599_99)), shop.Frida)).Code);
        await shop.Do(new AskWage.Command(Guid.CreateVersion7(), work, WageBasis.Gross, Workshop.Kronor(1_600_00)), shop.Frida);
    }

    [Fact]
    public async Task A_table_in_another_currency_is_no_table_for_this_pay()
    {
        await using var shop = await Workshop.Fresh();
        await shop.Facts(Workshop.Side);
        await shop.Released("se.wage.floor", """[{"hour":{"amount":"20.00","currency":"EUR"}}]""");
        var work = await shop.Worked(shop.Today.PlusDays(2));

        Assert.Equal("other-currency", (await shop.No(new AskWage.Command(Guid.CreateVersion7(), work, WageBasis.Gross, Workshop.Kronor(5_000_00)), shop.Frida)).Code);
    }

    [Fact]
    public void Each_hour_is_judged_by_its_own_day_and_parts_of_hours_are_rounded_up_once()
    {
        Money june = new(14_71, Currency.EUR), july = new(14_99, Currency.EUR), ten = new(10_00, Currency.EUR);

        Assert.Equal(new Money(237_60, Currency.EUR), WageFloors.Least([(480, june), (480, july)], Currency.EUR));
        Assert.Equal(ten, WageFloors.Least([(20, ten), (20, ten), (20, ten)], Currency.EUR));
        Assert.Equal(new Money(25, Currency.EUR), WageFloors.Least([(1, june)], Currency.EUR));
    }

    [Fact]
    public void The_least_is_enough_for_every_hour_and_a_cent_less_is_not() => Gen.Select(Gen.Int[1, 5_000], Gen.Int[1, 5_000]).Sample((minutes, cents) =>
    {
        var least = WageFloors.Least([(minutes, new Money(cents, Currency.EUR))], Currency.EUR);

        Assert.True(least.Minor * 60 >= (long)minutes * cents && (least.Minor - 1) * 60 < (long)minutes * cents);
    });

    [Fact]
    public async Task Rules_that_end_are_announced_in_steps_to_who_pays_people_by_them()
    {
        await using var shop = await Workshop.Fresh();
        await shop.Coop.Pass(248);
        Assert.Equal(0, await shop.Waiting("employment.law-ending"));
        await shop.Facts(Workshop.Side);
        await shop.Wage(await shop.Worked(shop.Today.PlusDays(20)), 8_000_00);

        await shop.Coop.Pass(1);
        Assert.Equal((1, "60"), (await shop.Waiting("employment.law-ending"), await Days(shop)));
        await shop.Coop.Pass(30);
        Assert.Equal((1, "30"), (await shop.Waiting("employment.law-ending"), await Days(shop)));
        await shop.Coop.Pass(26);
        Assert.Equal((1, "0"), (await shop.Waiting("employment.law-ending"), await Days(shop)));
    }

    private static Task<string> Days(Workshop shop) =>
        shop.Coop.Ask<string>("select fact ->> 'number' from desk.item, jsonb_array_elements(facts) fact where kind = 'employment.law-ending' and fact ->> 'name' = 'days'");
}
