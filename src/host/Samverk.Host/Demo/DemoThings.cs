using System.Globalization;
using NodaTime;
using Samverk.Activities;
using Samverk.Countries;
using Samverk.EInvoice;
using Samverk.Employment;
using Samverk.Expenses;
using Samverk.Kernel;
using Samverk.Members;
using Samverk.Treasury;
using static Samverk.Host.DemoCalendar;
using static Samverk.Host.DemoCast;
using static Samverk.Host.DemoFounding;

namespace Samverk.Host;

/// <summary>
/// What is bought, driven, insured and declared since January: receipts, kilometres and days away, equipment that lasts, policies, an accident,
/// what the tax agency is told of each month's wages.
/// </summary>
internal sealed class DemoThings(DemoStage stage, DemoCalendar days, DemoPayments payments)
{
    private const decimal VatRate = 0.25m;

    private static readonly Id<Activity> Collective = new(DemoStage.Name("request:collective"));

    public void Put()
    {
        days.Stand(stage, "se.mileage.own-car", """{"perKilometre":"2.50","currency":"SEK"}""");
        days.Stand(stage, "se.perDiem.se", """{"fullDay":{"amount":"300.00","currency":"SEK"},"needsNight":true,"firstDay":"50","lastDay":"50","meals":{"breakfast":"20","lunch":"35","dinner":"35","of":"day"},"wholeUnits":true,"fullUntil":"12:00","fullFrom":"19:00"}""");
        days.Stand(stage, "se.equipment.assetFrom", """{"amount":"29600.00","currency":"SEK"}""");
        days.Stand(stage, "se.declaration.agi", """{"name":"Arbetsgivardeklaration på individnivå (AGI)","authority":"Skatteverket","trigger":"monthly","data":["employer.number","person.number","pay.gross","pay.tax","pay.contributions","total.tax","total.contributions"],"deadline":{"day":12,"inMonth":{"1":17,"8":17},"nextWorkingDay":true}}""");
        days.Stand(stage, "se.due.tax-account", """{"day":12,"inMonth":{"1":17,"8":17},"nextWorkingDay":true}""");
        days.On(1, 9, () => stage.Do(new ChangePayAccount.Command(DemoStage.Name("account:jonas"), DemoWages.Account(Jonas.Email), null, Jonas.Name), Jonas));
        PayTax();
        Buy();
        Travel();
        Insure();
        Declare();
    }

    /// <summary>January's tax and contributions go to the tax account on its day; the account is invented.</summary>
    private void PayTax()
    {
        var payee = DemoStage.Name("payee:tax-account");
        days.On(1, 13, () => stage.Do(new EnterPayee.Command(payee, Entity.Id, "liabilities:authority:tax-account", "Skatteverket", DemoWages.Account("tax-account"), null, null), Fia));
        days.On(1, 14, () => stage.Do(new DecidePayee.Command(DemoStage.Name("payee:tax-account:compared"), payee, true), Filip));
        payments.Pay("tax:january", Day(2, 6), Day(2, 12), "kind = 'Authority' and period_end = @end", new { end = Day(1, 31) });
    }

    private void Buy()
    {
        Receipt("dimmer", Frida, OwnId(Frida), Day(1, 22), "Ljusteknik i Norr AB", "4471", "Dimmer for the museum", 6_720);
        Approve("dimmer", Day(1, 23));
        Receipt("console", Jonas, Collective, Day(1, 27), "Ljud & Scen AB", "F-8813", "Sound console for the tour", 36_000);
        days.On(1, 28, () => stage.Do(new MarkEquipment.Command(DemoStage.Name("expense:console:lasts"), Claim("console"), 60, "X32-0042"), Anna));
        Approve("console", Day(1, 28));
        payments.Pay("january:receipts", Day(1, 29), Day(1, 30), "id = any(@ids)", new { ids = new[] { Claim("dimmer"), Claim("console") } });
        Receipt("cables", Jonas, OwnId(Jonas), Day(2, 26), "Ljud & Scen AB", "F-9020", "Cables and stands", 1_340);
    }

    private void Travel()
    {
        days.On(2, 23, async () =>
        {
            await stage.Do(new SaveMileage.Command(DemoStage.Name("expense:luleå:save"), Claim("luleå"), OwnId(Jonas), Day(2, 20), "Load-in at the theatre", new("own-car", "Umeå", "Luleå", 264, true)), Jonas);
            await stage.Do(new SubmitClaim.Command(DemoStage.Name("expense:luleå:submit"), Claim("luleå")), Jonas);
        });
        Approve("luleå", Day(2, 24));
        days.On(2, 27, async () =>
        {
            var stay = new Stay("SE", "Kiruna", Day(2, 24) + new LocalTime(9, 30), Day(2, 26) + new LocalTime(20, 15), [new(Day(2, 25), false, true, false)]);
            await stage.Do(new SavePerDiem.Command(DemoStage.Name("expense:kiruna:save"), Claim("kiruna"), OwnId(Jonas), "Recording in the church", stay), Jonas);
            await stage.Do(new SubmitClaim.Command(DemoStage.Name("expense:kiruna:submit"), Claim("kiruna")), Jonas);
        });
    }

    private void Insure()
    {
        Policy("accident", PolicyKind.Accident, "Norrskydd Försäkring", "NS-55 1204", "Accidents at work and on the way to it", 1_000_000, Day(1, 1), new(2026, 12, 31), 30, PolicyCovers.Everybody);
        Policy("liability", PolicyKind.Liability, "Norrskydd Försäkring", "NS-55 1205", "Damage to people and things of clients", 10_000_000, new(2025, 4, 1), Day(3, 31), 90, PolicyCovers.Members);
        days.On(2, 26, () => stage.Do(new ReportIncident.Command(
            DemoStage.Name("incident:kiruna"), OwnId(Jonas), Jonas.Id, Day(2, 25), new(14, 20), "Kiruna, the church", "A stand fell from the gallery onto my foot while I put up the microphones.", true,
            "Health centre of Kiruna", "The verger"), Jonas));
    }

    private void Policy(string key, PolicyKind kind, string insurer, string number, string cover, decimal sum, LocalDate from, LocalDate to, int within, PolicyCovers covers)
    {
        var policy = DemoStage.Name($"policy:{key}");
        days.On(1, 12, async () =>
        {
            await stage.Do(new KeepPolicy.Command(policy, Entity.Id, kind, insurer, number, cover, Sek(sum), from, to, within, covers, [], null), Fia);
            var paper = Paper($"{cover} {number}", insurer, [("Insured", Entity.Name), ("From", $"{from:uuuu-MM-dd}"), ("To", $"{to:uuuu-MM-dd}")], Sek(sum), from);
            await stage.Do(new AttachPolicy.Command(DemoStage.Name($"policy:{key}:paper"), new(policy), "application/pdf", paper), Fia);
        });
        days.On(1, 13, () => stage.Do(new DecidePolicy.Command(DemoStage.Name($"policy:{key}:compared"), new(policy), true, null), Bo));
    }

    /// <summary>January's wages are declared and taken; February's wait for somebody.</summary>
    private void Declare()
    {
        foreach (var person in DemoWages.Employed)
            days.On(1, 8, async () =>
            {
                var born = (await stage.Read(tx => tx.FindPerson(person.Id)))!.BornOn!.Value;
                await stage.Do(new EnterPersonNumber.Command(DemoWages.Request("number", person), person.Id, "SE", Number(born, person.Email)), person);
            });
        days.On(2, 5, async () =>
        {
            var january = NamedGuid.Of(Entity.Id.Value, $"declaration agi {Day(1, 1):R}");
            await stage.Do(new PrepareDeclaration.Command(DemoStage.Name("agi:january"), january), Fia);
            await stage.Do(new SendDeclaration.Command(DemoStage.Name("agi:january:sent"), january), Fia);
            await stage.Do(new AnswerDeclaration.Command(DemoStage.Name("agi:january:receipt"), january, true, "AGI-202601-774120"), Fia);
        });
    }

    /// <summary>A number that fits the day of birth; whether somebody has it is chance.</summary>
    private static string Number(LocalDate born, string of)
    {
        var digits = string.Create(CultureInfo.InvariantCulture, $"{born:yyMMdd}{BitConverter.ToUInt16(DemoStage.Name($"number:{of}").ToByteArray()) % 1000:000}");
        var sum = digits.Select((digit, place) => (digit - '0') * (place % 2 is 0 ? 2 : 1)).Sum(part => part > 9 ? part - 9 : part);
        return $"{born:yyyyMMdd}-{digits[6..]}{(10 - (sum % 10)) % 10}";
    }

    private void Receipt(string key, DemoPerson person, Id<Activity> activity, LocalDate day, string supplier, string number, string what, decimal net) => days.On(day, async () =>
    {
        var content = new ClaimContent(CostKind.Expense, activity, day, supplier, number, what, Sek(net), Sek(net * VatRate), Addressed: true);
        await stage.Do(new SaveClaim.Command(DemoStage.Name($"expense:{key}:save"), Claim(key), content), person);
        var paper = Paper($"Faktura {number}", supplier, [("Köpare", Entity.Name), ("Datum", $"{day:uuuu-MM-dd}"), ("Moms 25 %", Sek(net * VatRate).ToPlainText())], Sek(net * (1 + VatRate)), day);
        await stage.Do(new AttachReceipt.Command(DemoStage.Name($"expense:{key}:receipt"), Claim(key), "application/pdf", paper), person);
        await stage.Do(new SubmitClaim.Command(DemoStage.Name($"expense:{key}:submit"), Claim(key)), person);
    });

    private void Approve(string key, LocalDate day) => days.On(day, () => stage.Do(new ApproveClaim.Command(DemoStage.Name($"expense:{key}:approve"), Claim(key)), Anna));

    private static Guid Claim(string key) => DemoStage.Name($"expense:{key}");

    private static byte[] Paper(string title, string sender, IReadOnlyList<(string, string)> facts, Money sum, LocalDate day) =>
        PaperPdf.Write(new(title, sender, "sv", day.AtMidnight().InUtc().ToInstant()) { Facts = facts, Sum = ("Summa", $"{sum.ToPlainText()} {sum.Currency.Code}") });
}
