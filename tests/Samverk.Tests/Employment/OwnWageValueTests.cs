using System.Text.Json;
using NodaTime;
using Samverk.Employment;
using Samverk.Host;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Tests.Employment;

/// <summary>A value of a wage parameter that the cooperative stands for: used once a second person has released it, and named on every payslip.</summary>
public sealed class OwnWageValueTests
{
    [Fact]
    public async Task A_missing_addition_of_fixed_terms_is_supplied_by_two_people_and_named_on_the_payslip()
    {
        await using var abroad = await Abroad.In("IT", """["fixedTerm"]""");
        var shop = abroad.Shop;
        await abroad.Person(("contract", "fixed_term"), ("gross_year", "24000"), ("days", "365"), ("regime", "none"));
        await abroad.Employer(("cigs", "no"), ("contribution_sector", "commerce"), ("work_accident_rate", "0.4"));
        var refused = await abroad.Wage("fixedTerm", abroad.Tour, 2_000_00, refused: "parameter-missing");
        Assert.Equal("social.employer_fixed_term", refused!.Facts[0].Value);

        var entered = await shop.Do(Enter("it.social.employer_fixed_term", "1.4"), shop.Fia);
        await abroad.Wage("fixedTerm", abroad.Tour, 2_000_00, day: 2, refused: "parameter-missing");
        Assert.Equal("own-case", (await shop.No(new ReleaseOwnValue.Command(Guid.CreateVersion7(), entered), shop.Fia)).Code);
        await shop.Do(new ReleaseOwnValue.Command(Guid.CreateVersion7(), entered), shop.Fredrik);
        await abroad.Wage("fixedTerm", abroad.Tour, 2_000_00, day: 3);
        var run = await abroad.Frozen(4);
        var row = Assert.Single((await shop.Read(run)).Rows);
        await shop.Do(await shop.Release(run), shop.Bea);

        var slip = (await shop.Coop.Door.Read(new ReadPayslip.Query(row.Payslip), shop.Frida)).Value;
        var own = Assert.Single(slip.OwnValues);
        Assert.Equal(("social.employer_fixed_term", "circular of March", $"Person {shop.Fredrik.Person}"), (own.Id, own.Source, own.ReleasedBy));
        Assert.Contains(slip.Lines.Single(line => line.Code is "it.employer_social").Rests, rest => rest.ReleasedBy == own.ReleasedBy);

        // Withdrawn: new payslips are refused, the closed one stays as it is.
        await shop.Do(new WithdrawOwnValue.Command(Guid.CreateVersion7(), entered, "read it again"), shop.Fredrik);
        await abroad.Wage("fixedTerm", abroad.Tour, 2_000_00, day: 5, refused: "parameter-missing");
        Assert.Equal(slip.Net, (await shop.Coop.Door.Read(new ReadPayslip.Query(row.Payslip), shop.Frida)).Value.Net);
    }

    [Fact]
    public async Task A_value_that_the_pack_cannot_read_or_does_not_know_is_refused_and_none_holds_twice()
    {
        await using var shop = await Workshop.Fresh();
        Assert.Equal(("field-unknown", "name"), await No(Enter("se.no_such_thing", "1")));
        Assert.Equal(("field-unknown", "name"), await No(Enter("xx.sink", "1")));
        Assert.Equal(("field-invalid", "value"), await No(Enter("se.sink", "much")));

        var first = await shop.Do(Enter("se.sink", "21.0"), shop.Fia);
        Assert.Equal("22.5", (await Law()).Parameter("SE", "sink", new(2026, 3, 2)).Value.Json.Trim('"'));
        await shop.Do(new ReleaseOwnValue.Command(Guid.CreateVersion7(), first), shop.Bea);
        var used = (await Law()).Parameter("SE", "sink", new(2026, 3, 2)).Value;
        Assert.Equal(("21.0", shop.Bea.Person.ToString()), (used.Json.Trim('"'), used.ReleasedBy));
        Assert.Equal(("row-duplicate", "validFrom"), await No(Enter("se.sink", "20.0")));
        var seen = (await shop.Coop.Door.Read(new ReadWageValue.Query("se.sink"), shop.Fredrik)).Value;
        Assert.Equal((FactState.Own, 1), (seen.Now.State, seen.Own.Count));
        Assert.Contains((await shop.Coop.Door.Read(new ListWageValues.Query(), shop.Fredrik)).Value.Rows, row => row.State is FactState.Own && row.Id is "se.sink");
        Assert.Equal(Refusal.Unknown, (await shop.Coop.Door.Read(new ReadWageValue.Query("de.si.health"), shop.Fredrik)).Refusal);

        async Task<(string, string?)> No(EnterOwnValue.Command command)
        {
            var refusal = await shop.No(command, shop.Fia);
            return (refusal.Code, refusal.Field);
        }

        async Task<Samverk.Wages.WageRules> Law() => (await shop.Coop.Db.Read(Actor.System, async tx => Outcome.Of(await tx.WageRules()))).Value;
    }

    private static EnterOwnValue.Command Enter(string id, string value) =>
        new(Guid.CreateVersion7(), OwnValue.Wages, id, new LocalDate(2026, 1, 1), null, JsonSerializer.SerializeToElement(value), "circular of March");
}
