using NodaTime;
using Samverk.Activities;
using Samverk.Countries;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;
using Samverk.Wages;

namespace Samverk.Employment;

/// <summary>Closed payslips once more: with the parameters and facts of their day as they are known now, beside what was paid by them and their corrections.</summary>
internal static class ComputeCorrections
{
    /// <summary>Computes and keeps the differences. Where sums of the year count, everything of the year is computed again, in the order in which it was given.</summary>
    public static async Task Correct(this Tx tx, PayrollRun run)
    {
        var (setting, correction) = (await tx.WageSetting((await tx.FindEntity(run.Entity))!), await tx.CorrectionOf(run.Id));
        await tx.ClearSlips(run.Id);
        await tx.ClearComputedAgain(run.Id);
        var anew = new Dictionary<Guid, IReadOnlyList<PayLine>>();
        foreach (var year in (await tx.Concerned(run.Entity, correction)).GroupBy(one => one.Year, one => one.Person))
            foreach (var people in year.Chunk(RunFiguresSql.AtOnce))
            {
                var again = new List<Again>();
                foreach (var person in await tx.Load(setting, correction, people, year.Key, anew)) again.AddRange(person.Compute(run));
                var priced = new List<RunPayslip>();
                foreach (var one in again) if (one.Difference is { Content.Pay: var pay }) anew[one.Given.Id] = pay;
                foreach (var one in again.Where(one => one.Difference is not null)) priced.Add(await tx.WithinMoney(correction, one.Difference!));
                await tx.Add(run.Id, priced);
                await tx.Note(run.Id, [.. again.Select(one => one.Given)]);
            }
    }

    /// <summary>A wage that is raised needs money, as any wage does; what the law adds to an earned wage does not.</summary>
    /// <returns>Null, or <c>salary-available-exceeded</c>.</returns>
    public static async Task<Refusal?> RefuseBeyondMoney(this Tx tx, Correction correction, RunPayslip difference)
    {
        if (correction.Reason is not CorrectionReason.Wage || !difference.Cost.IsPositive) return null;
        foreach (var of in difference.Parts.GroupBy(part => part.Activity))
        {
            var (cost, available) = (Money.Sum(of.Select(part => part.Cost), difference.Gross.Currency), (await tx.Balances((await tx.FindActivity(of.Key))!, tx.Today)).SalaryAvailable);
            if (cost.IsPositive && cost > available) return new Refusal("salary-available-exceeded", ("cost", cost), ("available", available)) { Field = "cost" };
        }

        return null;
    }

    private static async Task<RunPayslip> WithinMoney(this Tx tx, Correction correction, RunPayslip difference) =>
        difference.Refusal is null && await tx.RefuseBeyondMoney(correction, difference) is { } refusal ? difference.Refused(refusal) : difference;

    /// <param name="anew">What payslips of earlier years pay by this correction.</param>
    private static async Task<IReadOnlyList<PersonYear>> Load(
        this Tx tx, WageSetting setting, Correction correction, IReadOnlyCollection<Id<Person>> people, int year, IReadOnlyDictionary<Guid, IReadOnlyList<PayLine>> anew)
    {
        var given = await tx.ReleasedIn(setting.Entity.Id, people, year);
        var wages = (await tx.FindWages(given.SelectMany(slip => slip.Parts).Select(part => part.Wage).Distinct())).ToDictionary(wage => wage.Id);
        var works = await tx.WorkOf(wages.Values.Select(wage => wage.Work));
        var days = new Dictionary<LocalDate, DayFacts>();
        foreach (var day in given.Select(slip => slip.PayDay).Distinct())
            days.Add(day, new(await tx.TaxFactsOn(setting.Entity.Id, people, day), await tx.EmployerFactsOn(setting.Entity, day)));
        var absences = correction.Reason is CorrectionReason.Absence ? await tx.AbsencesNow(setting, people) : null;
        return [.. given.GroupBy(slip => slip.Person).Select(of => new PersonYear(setting, correction, SlipChain.Of(of), wages, works, days, absences?.Year(of.Key, year, anew)))];
    }
}

/// <summary>A payslip that was computed again.</summary>
/// <param name="Difference">Null where it is equal to the cent, line by line.</param>
internal sealed record Again(RunPayslip Given, RunPayslip? Difference);

/// <summary>What counted on one pay day, as it is known now.</summary>
internal sealed record DayFacts(IReadOnlyDictionary<Id<Person>, IReadOnlyDictionary<string, string>> Tax, Outcome<IReadOnlyDictionary<string, string>> Employer);

/// <summary>All that one person was given by one entity in a calendar year. Pure.</summary>
/// <param name="Chains">Each payslip with its corrections, in the order in which they were given.</param>
/// <param name="Absences">What is known about absences now, where that is what was wrong.</param>
internal sealed record PersonYear(
    WageSetting Setting, Correction Correction, IReadOnlyList<SlipChain> Chains, IReadOnlyDictionary<Id<AskedWage>, AskedWage> Wages, IReadOnlyDictionary<Guid, Work> Works,
    IReadOnlyDictionary<LocalDate, DayFacts> Days, AbsentYear? Absences)
{
    public IEnumerable<Again> Compute(PayrollRun run)
    {
        var (year, again) = (new List<EarlierPay>(), new List<Again>());
        var whole = PayslipOfYear.IsCumulative(Setting.Entity.Country, Correction.Reason is CorrectionReason.Wage or CorrectionReason.Absence);
        foreach (var chain in Chains)
        {
            var given = chain.Slips;
            var now = whole || Means(chain) ? Now(run, chain, year) : null;
            if (now is not null) again.Add(new(chain.Given, given.DifferenceTo(now)));
            var counts = now is { Refusal: null } ? [now] : given;
            year.Add(counts.AsEarlier());
            Absences?.Add(chain.Given.PayDay, Money.Sum(counts.Select(slip => slip.Gross), chain.Given.Gross.Currency), counts[^1].Content!.Pay);
        }

        return again;
    }

    private bool Means(SlipChain chain) => Absences?.Touches(chain) ?? Correction.Means(chain.Given);

    private RunPayslip Now(PayrollRun run, SlipChain chain, IReadOnlyList<EarlierPay> year)
    {
        var given = chain.Given;
        var (asGiven, day) = (AsGiven(chain), Days[given.PayDay]);
        var pay = Absences is { } known && known.Touches(chain) ? known.Pay(chain) : asGiven;
        var question = pay.Refusal is { } unpaid ? unpaid
            : Setting.Ask(TaxFactsSql.Known(day.Tax.GetValueOrDefault(given.Person)), day.Employer, [.. asGiven.Wages.Select(wage => Works[wage.Work.Value])], given.PayDay);
        return ComputePayslips.Compute(Setting, run with { PayDay = given.PayDay }, given.Person, pay.Refusal is null ? pay.Value : asGiven, question, year);
    }

    /// <summary>
    /// With the absences that were known when it was given, less what an earlier correction has replaced. A wage that is said anew is paid as it is said;
    /// what of it compensates holiday is told apart as on any payslip.
    /// </summary>
    private PaidWages AsGiven(SlipChain chain)
    {
        var (wages, lines) = (new List<AskedWage>(), new List<PayLine>());
        foreach (var id in chain.Given.Parts.Select(part => part.Wage).OrderBy(wage => wage.Value))
        {
            var said = Correction.Grosses.FirstOrDefault(one => one.Wage == id)?.Gross;
            var wage = Wages[id] with { Gross = said ?? chain.GrossOf(id) };
            wages.Add(wage);
            lines.AddRange(said is null ? chain.Pay.Where(line => line.Wage == id.Value)
                : PayRules.Pay(new(Setting.Facts, Setting.Entity.Country, chain.Given.PayDay, [], [], Money.Zero(wage.Gross.Currency)), [wage], Works).Value.Lines);
        }

        return new(wages, lines);
    }
}

/// <summary>What a correction changes. Pure.</summary>
internal static class Differences
{
    /// <summary>A payslip as it should have been, less all that was given. Null where nothing of it differs.</summary>
    public static RunPayslip? DifferenceTo(this IReadOnlyList<RunPayslip> chain, RunPayslip now)
    {
        var (given, last) = (chain[0], chain[^1]);
        var correction = now with
        {
            Id = Id<RunPayslip>.Named(now.Run.Value, given.Id.ToString()).Value, PayDay = given.PayDay, Corrects = given.Id, Version = last.Version + 1, PaidBefore = given.PaidBefore,
        };
        if (now.Refusal is { } refusal) return correction.Refused(refusal);
        var difference = correction with
        {
            Gross = now.Gross - Sum(slip => slip.Gross), Tax = now.Tax - Sum(slip => slip.Tax), Employer = now.Employer - Sum(slip => slip.Employer), Employee = now.Employee - Sum(slip => slip.Employee),
            Additions = now.Additions - Sum(slip => slip.Additions), Parts = [.. now.Parts.Select(part => part.Less([.. chain.SelectMany(slip => slip.Parts).Where(paid => paid.Wage == part.Wage)]))],
        };
        return difference.Parts.All(part => part.IsNothing) && LineDifference.Between(last.Content!, now.Content!).Count is 0 ? null : difference;

        Money Sum(Func<RunPayslip, Money> of) => Money.Sum(chain.Select(of), given.Gross.Currency);
    }

    /// <summary>It cannot be corrected as it stands: no figures, and why.</summary>
    public static RunPayslip Refused(this RunPayslip slip, Refusal refusal)
    {
        var nothing = Money.Zero(slip.Gross.Currency);
        return slip with { Refusal = refusal, Content = null, Gross = nothing, Tax = nothing, Employer = nothing, Employee = nothing, Additions = nothing, Parts = [] };
    }

    private static PayslipPart Less(this PayslipPart now, IReadOnlyList<PayslipPart> paid)
    {
        var currency = now.Gross.Currency;
        var bodies = now.Bodies.Select(body => (body.Body, body.Amount)).Concat(paid.SelectMany(part => part.Bodies).Select(body => (body.Body, Amount: -body.Amount)));
        return now with
        {
            Gross = now.Gross - Sum(part => part.Gross), Tax = now.Tax - Sum(part => part.Tax), Employer = now.Employer - Sum(part => part.Employer), Employee = now.Employee - Sum(part => part.Employee),
            Additions = now.Additions - Sum(part => part.Additions), Forecast = Money.Zero(currency),
            Bodies = [.. bodies.GroupBy(body => body.Body, StringComparer.Ordinal).Select(of => new BodyShare(of.Key, Money.Sum(of.Select(body => body.Amount), currency))).Where(body => !body.Amount.IsZero)],
        };

        Money Sum(Func<PayslipPart, Money> of) => Money.Sum(paid.Select(of), currency);
    }
}
