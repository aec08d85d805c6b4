using NodaTime;
using Samverk.Activities;
using Samverk.Countries;
using Samverk.Employment;
using Samverk.Kernel;
using Samverk.Members;
using static Samverk.Host.DemoCalendar;
using static Samverk.Host.DemoCast;
using static Samverk.Host.DemoFounding;

namespace Samverk.Host;

/// <summary>
/// Since January a few members are paid by payroll: tax facts, announced work, wages asked for and approved, two runs that are paid and one that
/// waits for a second person; some are away, and one has a salary plan. Everybody else's wages are still posted by <see cref="DemoBooks"/>.
/// </summary>
internal sealed class DemoWages(DemoStage stage, DemoCalendar days, DemoPayments payments)
{
    /// <summary>Who is paid by payroll from January on.</summary>
    public static IReadOnlyList<DemoPerson> Employed { get; } = [Frida, Others[0], Others[1], Others[2], Others[4], Others[6]];

    /// <summary>From this month on.</summary>
    public static readonly YearMonth Since = new(2026, 1);

    public void Put()
    {
        Begin();
        days.On(1, 9, () => Work(Employed, Day(1, 12), 10));
        PayOut("january", Day(1, 26), Day(1, 28));
        days.On(2, 6, () => Work(Employed, Day(2, 9), 8));
        days.On(2, 6, Sign);
        PayOut("february", Day(2, 23), Day(2, 25));
        days.On(2, 20, () => Work([Frida, Others[1], Others[4]], Day(2, 23), 4));
        days.On(3, 2, () => Freeze("march", Day(3, 25)));
        Absences();
        Plan();
    }

    /// <summary>An account number that nobody has to have: any twenty digits and what makes them an IBAN.</summary>
    public static string Account(string of)
    {
        var digits = $"5000{BitConverter.ToUInt64(DemoStage.Name($"iban:{of}").ToByteArray()) % 10_000_000_000_000_000:0000000000000000}";
        var rest = $"{digits}281400".Aggregate(0, (sum, digit) => ((sum * 10) + (digit - '0')) % 97);
        return $"SE{98 - rest:00}{digits}";
    }

    public static Guid Request(string what, DemoPerson person) => DemoStage.Name($"wages:{what}:{person.Email}");

    private void Begin()
    {
        days.Stand(stage, "se.request.cutOff", """{"kind":"beforeStart"}""");
        days.Stand(stage, "se.absence.certificate", "7");
        days.Stand(stage, "se.vacation.payIncluded", "true");
        foreach (var (place, person) in Employed.Index())
        {
            days.On(1, 7, async () =>
            {
                await stage.Do(new ChangePayAccount.Command(Request("account", person), Account(person.Email), null, person.Name), person);
                await stage.Do(new EnterTaxFacts.Command(Request("facts", person), Entity.Id, person.Id, new(2026, 1, 1), await Facts(person, place)), person);
            });
            days.On(1, 8, () => stage.Do(new CheckTaxFacts.Command(Request("facts checked", person), new(Request("facts", person)), true, null), Anna));
        }

        // One more has entered theirs, and nobody has compared them yet.
        days.On(2, 26, async () => await stage.Do(new EnterTaxFacts.Command(Request("facts", Others[8]), Entity.Id, Others[8].Id, new(2026, 3, 1), await Facts(Others[8], 1)), Others[8]));
    }

    private async Task<Dictionary<string, string>> Facts(DemoPerson person, int place)
    {
        var facts = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["withholding"] = place % 2 is 0 ? "table" : "side_income", ["birth_year"] = $"{(await stage.Read(tx => tx.FindPerson(person.Id)))!.BornOn!.Value.Year}",
        };
        if (place % 2 is 0) (facts["table"], facts["column"], facts["annual_income"]) = ("34", "1", "480000");
        return facts;
    }

    /// <summary>Announced, approved, and its wage asked for and approved: as much as clients have paid, but for something in reserve.</summary>
    private async Task Work(IReadOnlyList<DemoPerson> people, LocalDate from, int number)
    {
        WorkDay[] worked = [.. Enumerable.Range(0, 20).Select(from.PlusDays).Where(IsWorkingDay).Take(number).Select(day => new WorkDay(day, new LocalTime(9, 0), 390))];
        foreach (var (place, person) in people.Index())
        {
            var left = await stage.Read(async tx => await tx.Balances((await tx.FindActivity(OwnId(person)))!, tx.Today) is var has ? Money.Min(has.SalaryAvailable, has.Booked) : default);
            var cost = Sek(Math.Min(Math.Floor((left.ToDecimal() - 4_000) / 100) * 100, 31_000 - (place * 1_900)));
            if (cost < Sek(4_000)) continue;
            var (work, wage) = (Request($"work {from:R}", person), Request($"wage {from:R}", person));
            await stage.Do(new DeclareWork.Command(work, OwnId(person), person.Id, "perAssignment", "SE", "Umeå", WorkOf(person).Work.ToLowerInvariant(), "nothing special", worked, null), person);
            await stage.Do(new DecideWork.Command(Request($"work {from:R} approved", person), new(work), true, null), Anna);
            await stage.Do(new AskWage.Command(wage, new(work), WageBasis.Cost, cost), person);
            await stage.Do(new DecideWage.Command(Request($"wage {from:R} approved", person), new(wage), true, null), Anna);
        }
    }

    /// <summary>Frida wants it in writing, though nothing in Sweden makes anybody sign.</summary>
    private async Task Sign()
    {
        var work = new Id<Work>(Request($"work {Day(2, 9):R}", Frida));
        await stage.Do(new OfferContract.Command(DemoStage.Name("contract:offer"), work, "The lamps of Lindqvist Light are used; the cooperative insures them.", "en"), Anna);
        var read = await stage.See(new ReadContract.Query(work), Frida);
        await stage.Do(new SignOwnContract.Command(DemoStage.Name("contract:sign"), work, read.Contract!.Hash, true), Frida);
    }

    /// <summary>Frozen by one of finance, released by the other, and paid in one file.</summary>
    private void PayOut(string key, LocalDate frozen, LocalDate paid)
    {
        days.On(frozen, async () =>
        {
            var run = await Freeze(key, paid);
            await stage.Do(new ReleaseRun.Command(DemoStage.Name($"run:{key}:release"), run, 1), Filip);
        });
        payments.Pay(key, After(frozen, 1), paid, "run = @run", new { run = DemoStage.Name($"run:{key}") });
    }

    private Task<Id<PayrollRun>> Freeze(string key, LocalDate payDay) => stage.Do(new FreezeRun.Command(DemoStage.Name($"run:{key}"), Entity.Id, payDay), Fia);

    private void Absences()
    {
        Away(Others[3], AbsenceKind.Sick, Day(2, 2), Day(2, 2), Day(2, 5), confirmed: true);
        Away(Others[12], AbsenceKind.Holiday, Day(2, 12), Day(2, 23), Day(2, 27), confirmed: true);
        Away(Others[9], AbsenceKind.Sick, Day(3, 2), Day(3, 2), Day(3, 6), confirmed: false);
    }

    private void Away(DemoPerson person, AbsenceKind kind, LocalDate said, LocalDate from, LocalDate to, bool confirmed)
    {
        days.On(said, () => stage.Do(new ReportAbsence.Command(Request("away", person), OwnId(person), person.Id, kind, from, to, Understood: true), person));
        if (confirmed) days.On(After(said, 1), () => stage.Do(new DecideAbsence.Command(Request("away confirmed", person), new(Request("away", person)), true, null), Fia));
    }

    /// <summary>Elin wants the same every month from April on, as much as lasts for three.</summary>
    private void Plan()
    {
        var elin = Others[1];
        days.On(2, 25, async () =>
        {
            var outlook = await stage.See(new ReadPlan.Query(OwnId(elin), null, null, "2026-04", 3), elin);
            if (outlook.Most >= Sek(1_000)) await stage.Do(new AskPlan.Command(Request("plan", elin), OwnId(elin), elin.Id, outlook.Most, Day(4, 1), 3), elin);
        });
        days.On(2, 26, () => stage.Do(new DecidePlan.Command(Request("plan approved", elin), new(Request("plan", elin)), true, null), Anna));
    }
}
