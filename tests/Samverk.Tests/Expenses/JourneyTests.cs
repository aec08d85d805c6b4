using System.Text.Json;
using NodaTime;
using Samverk.Countries;
using Samverk.Expenses;
using Samverk.Host;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Members;
using Samverk.Store;

namespace Samverk.Tests.Expenses;

public sealed class JourneyTests
{
    [Fact]
    public async Task Kilometres_without_a_rate_that_somebody_stands_for_are_refused_by_its_name()
    {
        await using var till = await Till.With(collected: 1000);
        var refusal = (await till.Coop.Run(Drive(till), till.Anna)).Refusal;
        Assert.Equal(("regime-not-verified", "vehicle"), (refusal?.Code, refusal?.Field));
        Assert.Contains(refusal!.Facts, fact => fact is { Name: "id", Value: "se.mileage.own-car" });
    }

    [Fact]
    public async Task A_drive_is_paid_by_the_released_rate_without_vat_and_says_which_rate()
    {
        await using var till = await Travelling(1000);
        var claim = await Handed(till, Drive(till, kilometres: 60.5m, andBack: true));
        Assert.Equal(ClaimState.Approved, (await till.Approve(claim)).Value);

        // 121 km at 2.50.
        Assert.Equal((Till.Sek(697.50m), Till.Sek(0), Till.Sek(-302.50m)), (await till.Booked(till.Stage), await till.Balance(Account.VatDeductible), await till.Balance(Account.Expenses(await till.Code(till.Anna)))));
        var seen = (await till.Coop.See(new ViewClaim.Query(claim), till.Anna)).Value;
        var used = Assert.Single(seen.Journey!.Reckoned.Rates);
        Assert.Equal(("se.mileage.own-car", 2.50m, "Umeå – Holmsund – Umeå"), (used.Fact, seen.Journey.Reckoned.PerKilometre, seen.From));
        Assert.Equal(("the board, 1 March", till.Coop.Today), (used.Why, used.ReleasedOn));
        Assert.Equal(Id<Entry>.Named(claim, "expense").Value, seen.Entry);
    }

    [Fact]
    public async Task A_journey_is_never_paid_out_of_uncollected_money_and_then_paid_with_the_next_batch()
    {
        await using var till = await Travelling(100);
        var claim = await Handed(till, Drive(till, kilometres: 60, andBack: true));
        Assert.Equal("expense-available-exceeded", (await till.Approve(claim)).Refusal?.Code);
        await till.Collect(till.Stage, 200);
        await till.Approve(claim);
        await till.Coop.Pass(days: 0);
        Assert.Equal(("Expense", 300_00L), await till.Coop.Ask<(string, long)>("select kind, minor from treasury.due where id = @claim", new { claim }));
    }

    [Fact]
    public async Task More_than_the_tax_free_rate_is_refused_and_less_is_paid_as_agreed()
    {
        await using var till = await Travelling(1000);
        Assert.Equal(new Refusal("above-tax-free", ("limit", Till.Sek(25)), ("amount", Till.Sek(26))) { Field = "agreed" }, (await till.Coop.Run(Drive(till) with { Agreed = Till.Sek(26) }, till.Anna)).Refusal);
        var claim = await Handed(till, Drive(till) with { Agreed = Till.Sek(20) });
        await till.Approve(claim);
        Assert.Equal(Till.Sek(980), await till.Booked(till.Stage));
    }

    [Fact]
    public async Task The_same_way_on_the_same_day_is_claimed_once_by_the_same_person()
    {
        await using var till = await Travelling(1000);
        await Handed(till, Drive(till));
        var again = Drive(till, from: "umeå ");
        await till.Coop.Done(again, till.Anna);
        Assert.Equal(new Refusal("journey-already-claimed", ("date", till.Coop.Today)) { Field = "date" }, (await till.Submit(again.Claim)).Refusal);
        var film = await till.Opened(till.Bo, "Film");
        await Handed(till, Drive(till) with { Activity = film }, till.Bo);
    }

    [Fact]
    public async Task Two_stays_of_one_person_never_meet()
    {
        await using var till = await Travelling(5000);
        await Handed(till, Stay(till, "2026-02-16T08:00", "2026-02-18T20:00"));
        var meets = Stay(till, "2026-02-18T19:00", "2026-02-19T20:00");
        await till.Coop.Done(meets, till.Anna);
        Assert.Equal(("journey-already-claimed", "left"), (await till.Submit(meets.Claim)).Refusal is { } refusal ? (refusal.Code, refusal.Field) : default);
        await Handed(till, Stay(till, "2026-02-18T20:00", "2026-02-19T20:00"));
    }

    [Fact]
    public async Task Days_away_are_paid_day_by_day_with_provided_meals_taken_off()
    {
        await using var till = await Travelling(5000);
        var claim = await Handed(till, Stay(till, "2026-02-16T13:00", "2026-02-18T20:00", new MealsOn(new(2026, 2, 17), true, true, false)));
        await till.Approve(claim);
        // 150, then 300 without 60 and 105, then 300.
        Assert.Equal(Till.Sek(5000 - 150 - 135 - 300), await till.Booked(till.Stage));
        var days = (await till.Coop.See(new ViewClaim.Query(claim), till.Anna)).Value.Journey!.Reckoned.Days;
        Assert.Equal([Till.Sek(150), Till.Sek(135), Till.Sek(300)], days.Select(day => day.Amount));
    }

    [Fact]
    public async Task What_days_away_would_give_is_shown_before_they_are_written_down()
    {
        await using var till = await Travelling(0);
        var shown = (await till.Coop.See(new ReckonStay.Query(till.Stage, "se", "Luleå", new(2026, 2, 16, 8, 0), new(2026, 2, 17, 20, 0)), till.Anna)).Value;
        Assert.Equal((Till.Sek(600), 2), (shown.Most, shown.Days.Count));
        Assert.Equal("nothing-to-pay", (await till.Coop.See(new ReckonStay.Query(till.Stage, "SE", "Luleå", new(2026, 2, 16, 8, 0), new(2026, 2, 16, 20, 0)), till.Anna)).Refusal?.Code);
        Assert.Equal("parameter-missing", (await till.Coop.See(new ReckonStay.Query(till.Stage, "NO", "Oslo", new(2026, 2, 16, 8, 0), new(2026, 2, 17, 20, 0)), till.Anna)).Refusal?.Code);
    }

    [Fact]
    public async Task Who_checks_corrects_kilometres_and_meals_and_never_above_what_was_claimed()
    {
        await using var till = await Travelling(5000);
        var drive = await Handed(till, Drive(till, kilometres: 100));
        CorrectJourney.Command To(decimal kilometres, string why) => new(Guid.NewGuid(), drive, why, kilometres);
        Assert.Equal("reason-needed", (await till.Coop.Run(To(90, " "), till.Ada)).Refusal?.Code);
        Assert.Equal("amount-too-large", (await till.Coop.Run(To(110, "further"), till.Ada)).Refusal?.Code);
        Assert.Equal("unknown-kind", (await till.Coop.Run(new CheckClaim.Command(Guid.NewGuid(), drive, Till.Sek(1), Till.Sek(0), Till.Sek(0), false, "cheaper"), till.Ada)).Refusal?.Code);
        Assert.Equal(Refusal.Unknown, (await till.Coop.Run(To(90, "mine"), till.Bo)).Refusal);
        await till.Coop.Done(To(90, "the map says so"), till.Ada);
        Assert.Equal(ClaimState.Partly, (await till.Approve(drive, till.Fia)).Value);
        Assert.Equal(Till.Sek(5000 - 225), await till.Booked(till.Stage));

        var stay = await Handed(till, Stay(till, "2026-02-16T08:00", "2026-02-17T20:00"));
        await till.Coop.Done(new CorrectJourney.Command(Guid.NewGuid(), stay, "breakfast was in the price", Meals: [new(new(2026, 2, 17), true, false, false)]), till.Ada);
        Assert.Equal(Till.Sek(540), (await till.Coop.See(new ViewClaim.Query(stay), till.Anna)).Value.Gross);
    }

    [Fact]
    public async Task A_draft_is_reckoned_again_when_it_is_handed_in()
    {
        await using var till = await Travelling(1000);
        var drive = Drive(till);
        await till.Coop.Done(drive, till.Anna);
        var own = new Id<OwnValue>(await till.Coop.Ask<Guid>("select id from store.own_value where name = 'se.mileage.own-car'"));
        await till.Coop.Done(new WithdrawOwnValue.Command(Guid.NewGuid(), own, "the board met again"), till.Fia);
        Assert.Equal("regime-not-verified", (await till.Submit(drive.Claim)).Refusal?.Code);
    }

    [Fact]
    public async Task A_receipt_cannot_be_written_over_a_journey_and_a_journey_not_as_a_receipt()
    {
        await using var till = await Travelling(1000);
        var drive = Drive(till);
        await till.Coop.Done(drive, till.Anna);
        Assert.Equal(Refusal.IdUsedForSomethingElse, (await till.Coop.Run(new SaveClaim.Command(Guid.NewGuid(), drive.Claim, till.Paper()), till.Anna)).Refusal);
        Assert.Equal(("unknown-kind", "kind"), (await till.Coop.Run(new SaveClaim.Command(Guid.NewGuid(), Guid.NewGuid(), till.Paper() with { Kind = CostKind.Mileage }), till.Anna)).Refusal is { } no ? (no.Code, no.Field) : default);
        Assert.Equal(Refusal.IdUsedForSomethingElse, (await till.Coop.Run(Stay(till, "2026-02-16T08:00", "2026-02-17T20:00") with { Claim = drive.Claim }, till.Anna)).Refusal);
    }

    [Theory]
    [InlineData("from", "field-missing")]
    [InlineData("what", "field-missing")]
    [InlineData("kilometres", "field-invalid")]
    [InlineData("date", "journey-in-future")]
    [InlineData("vehicle", "unknown-kind")]
    public async Task What_no_drive_can_say_is_refused_with_its_field(string field, string code)
    {
        await using var till = await Travelling(0);
        var drive = Drive(till);
        var asked = field switch
        {
            "from" => Drive(till, from: " "), "what" => drive with { What = "" }, "kilometres" => Drive(till, kilometres: 0.25m), "date" => drive with { Date = till.Coop.Today.PlusDays(1) },
            _ => drive with { Drive = drive.Drive with { Vehicle = "Rocket!" } },
        };
        var refusal = (await till.Coop.Run(asked, till.Anna)).Refusal;
        Assert.Equal((code, field), (refusal?.Code, refusal?.Field));
    }

    [Fact]
    public async Task Where_somebody_was_goes_along_in_their_own_data_and_goes_when_they_are_erased()
    {
        await using var till = await Travelling(1000);
        await till.Coop.Done(Drive(till), till.Anna);
        var data = await till.Coop.Read(tx => new ClaimOwnData().Of(till.Anna.Person, tx));
        Assert.Contains("Holmsund", JsonSerializer.Serialize(data.Single().Content, StoreJson.Options), StringComparison.Ordinal);
        await till.Coop.Write<Done>(async tx =>
        {
            await new ClaimErase().Erase((await tx.FindPerson(till.Anna.Person))!, tx);
            return default(Done);
        });
        Assert.DoesNotContain("Holmsund", await till.Coop.Ask<string>("select journey::text || what || supplier from expenses.claim"), StringComparison.Ordinal);
    }

    private static SaveMileage.Command Drive(Till till, decimal kilometres = 10, bool andBack = false, string from = "Umeå") =>
        new(Guid.CreateVersion7(), Guid.CreateVersion7(), till.Stage, till.Coop.Today, "rehearsal", new("own-car", from, "Holmsund", kilometres, andBack));

    private static SavePerDiem.Command Stay(Till till, string left, string back, params MealsOn[] meals) =>
        new(Guid.CreateVersion7(), Guid.CreateVersion7(), till.Stage, "tour", new("SE", "Luleå", At(left), At(back), meals));

    private static LocalDateTime At(string text) => NodaTime.Text.LocalDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mm").Parse(text).Value;

    private static async Task<Guid> Handed(Till till, SaveMileage.Command drive, Actor? by = null)
    {
        await till.Coop.Done(drive, by ?? till.Anna);
        await till.Coop.Done(new SubmitClaim.Command(Guid.CreateVersion7(), drive.Claim), by ?? till.Anna);
        return drive.Claim;
    }

    private static async Task<Guid> Handed(Till till, SavePerDiem.Command stay)
    {
        await till.Coop.Done(stay, till.Anna);
        await till.Coop.Done(new SubmitClaim.Command(Guid.CreateVersion7(), stay.Claim), till.Anna);
        return stay.Claim;
    }

    /// <summary>A cooperative that stands for its rates.</summary>
    private static async Task<Till> Travelling(long collected)
    {
        var till = await Till.With(collected);
        await till.Stand("se.mileage.own-car", """{"perKilometre":"2.50","currency":"SEK"}""");
        await till.Stand("se.perDiem.se", """
            {"fullDay":{"amount":"300.00","currency":"SEK"},"needsNight":true,"firstDay":"50","lastDay":"50","meals":{"breakfast":"20","lunch":"35","dinner":"35","of":"day"},
             "wholeUnits":true,"fullUntil":"12:00","fullFrom":"19:00"}
            """);
        return till;
    }
}
