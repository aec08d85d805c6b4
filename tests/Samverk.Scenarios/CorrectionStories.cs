using System.Globalization;
using NodaTime;
using Samverk.Activities;
using Samverk.Employment;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;
using Actor = Samverk.Store.Actor;

namespace Samverk.Scenarios;

/// <summary>Closed payslips and law that comes late.</summary>
public sealed partial class WalkedStories
{
    private const string MadeUp = """
        {"country":"SE","asOf":"2026-05-20","validUntil":"2026-12-31","parameters":[{"id":"employer.standard","validFrom":"2026-05-01","value":"33.00","status":"verified","source":"made up for scenario S22"}]}
        """;

    [Fact]
    public async Task S22_Rule_change_in_a_quarter()
    {
        await using var walk = await Walk.Begin("s22-rule-change-in-a-quarter", "S22 · A rate that changes on 1 May is published on 20 May");
        var (trade, frida, finance, second) = (walk.Trade, walk.Trade.Member, walk.Finance, Tests.Cooperative.Somebody(Role.Finance));
        await Register(trade);
        walk.Speaks(typeof(ReadCorrection).Assembly);
        await Stand(trade, "se.request.cutOff", """{"kind":"beforeStart"}""");
        walk.Tell("Frida works in her activity Photo. Her main income is elsewhere, so 30 per cent are kept for tax. Wages are computed by the engine with the law of 2026: 31.42 per cent of contributions. The rate of 33.00 per cent from 1 May, and that it is published on 20 May, are made up for this story; no law says so.");
        await walk.Does("2026-04-01", "A client has paid: Photo has 60,000.00 for wages.", () => Collect(trade, trade.Activity, Sek(60_000_00)));
        var facts = await walk.Does("2026-04-01", "Frida enters her tax facts …", () => walk.Door.Run(
            new EnterTaxFacts.Command(Guid.CreateVersion7(), Tests.Cooperative.Entity.Id, frida.Person, new(2026, 1, 1), new Dictionary<string, string>(StringComparer.Ordinal) { ["withholding"] = "side_income", ["birth_year"] = "1985" }), frida));
        await walk.Does("2026-04-01", "… and an adviser has seen the decision of the tax agency.", () => walk.Door.Run(new CheckTaxFacts.Command(Guid.CreateVersion7(), facts, true, null), trade.Adviser));
        var april = await Month(walk, second, new(2026, 4, 14), new(2026, 4, 24), "April");
        var may = await Month(walk, second, new(2026, 5, 7), new(2026, 5, 15), "May");
        var before = await Has(trade);

        await walk.Does("2026-05-20", "The new rule data are published and loaded: 33.00 per cent from 1 May.", () => trade.Coop.Write(tx => tx.LoadWageFile("se-2026-05-20.json", MadeUp)));
        Assert.Equal((1, "employer.standard", 1), await trade.Coop.Ask<(int, string, int)>(
            "select (select count(*)::int from desk.item where kind = 'employment.correction-wanted' and state = 'Open'), parameter, payslips from employment.late_law"));
        walk.Sees("Finance", "on the desk: one payslip of May rests on `employer.standard`, which is known differently by now. The item leads to a correction.");
        walk.Pause();

        var run = await walk.Does("2026-05-20", "Finance has April and May computed again, with the parameters of each period.", () => walk.Door.Run(
            new FreezeCorrection.Command(new("00000000-0000-8000-8000-000000002220"), Tests.Cooperative.Entity.Id, new(2026, 5, 25), CorrectionReason.Parameter, "The rate from 1 May was published on 20 May.", From: new(2026, 4, 1), To: new(2026, 5, 31)), finance));
        var seen = Must(await walk.Door.Read(new ReadCorrection.Query(run), finance));
        Assert.Equal(april, Assert.Single(seen.EqualRows).Payslip);
        var row = Assert.Single(seen.Rows);
        Assert.Equal((may, Sek(0), Sek(158_00)), (row.Corrects, row.Net, row.Cost));
        walk.Tell("| payslip | line | until now | as it should be | difference |\n|---|---|--:|--:|--:|\n| April | every line | | | equal to the cent |\n"
            + string.Concat(row.Lines.Select(line => $"| May | {line.Label} | {Plain(line.Before)} | {Plain(line.After)} | {Plain(line.Difference)} |\n")));
        Assert.Equal(before, await Has(trade));
        await walk.Refused("2026-05-20", "Who has computed it wants to release it.", () => walk.Door.Run(new ReleaseRun.Command(Guid.CreateVersion7(), run, 1), finance), "second-person-needed");
        await walk.Does("2026-05-21", "A second person releases the differences.", () => walk.Door.Run(new ReleaseRun.Command(Guid.CreateVersion7(), run, 1), second));
        Assert.Equal((before.Reserved, before.Available - Sek(158_00)), await Has(trade));

        var correction = Must(await walk.Door.Read(new ReadPayslip.Query(row.Payslip), frida));
        Assert.Equal((may, 2, Sek(158_00), Sek(0)), (correction.Corrections.Of!.Given, correction.Corrections.Of.Version, correction.Employer, correction.Net));
        Assert.Equal(("employer.standard", new LocalDate(2026, 5, 1)), (Assert.Single(correction.Corrections.Of.Changed).Id, correction.Corrections.Of.Changed[0].From));
        Assert.Equal(Sek(3_142_00), Must(await walk.Door.Read(new ReadPayslip.Query(may), frida)).Employer);
        Assert.Empty(Must(await walk.Door.Read(new ReadPayslip.Query(april), frida)).Corrections.By);
        walk.Sees("Frida", "a correction of the payslip of May that names the new rate and where it is written; her payslip of May itself is as it was, and nothing changes in what she is paid.");
        walk.Sees("Frida's team", $"on Photo: \"{await trade.Coop.Ask<string>("select text from ledger.entry where kind = 'wage-correction'")}\", 158.00.");
        walk.Pause();
        Assert.Equal((158_00L, 0), await trade.Coop.Ask<(long, int)>("select (select minor from treasury.due where kind = 'Authority' order by minor limit 1), (select count(*)::int from treasury.due where kind = 'NetWage' and run = @run)", new { run = run.Value }));
        walk.Tell("158.00 more are due to the tax account for May, and nothing to Frida.");
        await walk.End();
    }

    private static Money Sek(long ore) => new(ore, Currency.SEK);

    /// <summary>A day of work, its wage of 10,000.00, and the payslip that pays it.</summary>
    private static async Task<Guid> Month(Walk walk, Actor second, LocalDate day, LocalDate payDay, string month)
    {
        var (trade, frida, said) = (walk.Trade, walk.Trade.Member, day.PlusDays(-2).ToString("uuuu-MM-dd", CultureInfo.InvariantCulture));
        var work = await walk.Does(said, $"Frida announces a day of work in {month}.", () => walk.Door.Run(Announce(trade.Activity, frida, day), frida));
        await walk.Does(said, "An adviser approves it.", () => walk.Door.Run(new DecideWork.Command(Guid.CreateVersion7(), work, true, null), trade.Adviser));
        var wage = await walk.Does(said, "She asks for a wage of 10,000.00.", () => walk.Door.Run(new AskWage.Command(Guid.CreateVersion7(), work, WageBasis.Gross, Sek(10_000_00)), frida));
        await walk.Does(said, "The adviser approves it; the cost is reserved.", () => walk.Door.Run(new DecideWage.Command(Guid.CreateVersion7(), wage, true, null), trade.Adviser));
        var on = payDay.PlusDays(-1).ToString("uuuu-MM-dd", CultureInfo.InvariantCulture);
        var run = await walk.Does(on, $"Finance freezes the wages of {month} …", () => walk.Door.Run(new FreezeRun.Command(Guid.CreateVersion7(), Tests.Cooperative.Entity.Id, payDay), walk.Finance));
        await walk.Does(on, "… and a second person releases them.", () => walk.Door.Run(new ReleaseRun.Command(Guid.CreateVersion7(), run, 1), second));
        return await trade.Coop.Ask<Guid>("select id from employment.payslip where run = @run", new { run = run.Value });
    }

    private static string Plain(decimal amount) => amount.ToString("N2", CultureInfo.InvariantCulture);
}
