using NodaTime;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Employment;

/// <summary>A wage as a correction has said it anew.</summary>
/// <param name="At">When: whoever said it knew the absences that were confirmed by then.</param>
internal sealed record SaidAnew(Money Gross, Instant At);

/// <summary>A payslip with its corrections, in order.</summary>
internal sealed record SlipChain(IReadOnlyList<RunPayslip> Slips)
{
    public RunPayslip Given => Slips[0];

    public IReadOnlyList<PayLine> Pay => Slips[^1].Content?.Pay ?? [];

    public Money Gross => Money.Sum(Slips.Select(slip => slip.Gross), Given.Gross.Currency);

    public Money GrossOf(Id<AskedWage> wage) => Money.Sum(Slips.SelectMany(slip => slip.Parts).Where(part => part.Wage == wage).Select(part => part.Gross), Given.Gross.Currency);

    public static IReadOnlyList<SlipChain> Of(IEnumerable<RunPayslip> slips) =>
        [.. slips.GroupBy(slip => slip.Corrects ?? slip.Id).Select(chain => new SlipChain([.. chain.OrderBy(slip => slip.Version)])).OrderBy(chain => chain.Given.PayDay.Year).ThenBy(chain => chain.Given.ReleasedBefore)];
}

/// <summary>What is on record about absences of some people, and all that they were given.</summary>
/// <param name="Away">By person: what payroll has confirmed, by first day.</param>
/// <param name="OnRecord">Every absence, whatever became of it. What was erased says nothing about what it was paid with.</param>
/// <param name="Confirmed">When.</param>
/// <param name="Said">Wages that a released correction has said anew.</param>
/// <param name="Chains">By person: their payslips from every company.</param>
internal sealed record AbsencesNow(
    WageSetting Setting, ILookup<Id<Person>, Absence> Away, IReadOnlySet<Guid> OnRecord, IReadOnlyDictionary<Guid, Instant> Confirmed, IReadOnlyDictionary<Id<AskedWage>, SaidAnew> Said,
    ILookup<Id<Person>, SlipChain> Chains, IReadOnlyDictionary<Id<AskedWage>, AskedWage> Wages, IReadOnlyDictionary<Guid, Work> Works)
{
    /// <summary>The person's payslips from the company in a calendar year, to be walked through in the order in which they were given.</summary>
    /// <param name="anew">Payslips of other years that are computed again together with these.</param>
    public AbsentYear Year(Id<Person> person, int year, IReadOnlyDictionary<Guid, IReadOnlyList<PayLine>> anew) => new(
        this, person, Chains[person].Where(chain => chain.Given.Entity != Setting.Entity.Id || chain.Given.PayDay.Year != year).SelectMany(chain => anew.GetValueOrDefault(chain.Given.Id) ?? chain.Pay));
}

/// <summary>
/// A person's year with the absences that are known now, payslip by payslip in the order in which they were given: what one payslip bears of a waiting
/// deduction the ones after it do not, and holiday pay goes by what was earned before.
/// </summary>
/// <param name="elsewhere">Lines of payslips of other years and companies, which bear what they bear.</param>
internal sealed class AbsentYear(AbsencesNow now, Id<Person> person, IEnumerable<PayLine> elsewhere)
{
    private readonly List<PayLine> lines = [.. elsewhere];

    private readonly List<(LocalDate PayDay, Money Gross, Money Compensation)> given = [];

    /// <summary>Whether an absence was paid by it, or is confirmed for a day of its work.</summary>
    public bool Touches(SlipChain chain) => chain.Pay.All(line => line.Absence is not { } absence || now.OnRecord.Contains(absence))
        && (chain.Pay.Any(line => line.Absence is not null) || chain.Given.Parts.SelectMany(part => WorkOf(part.Wage).Days).Any(day => now.Away[person].Any(absence => day.Day >= absence.From && day.Day <= absence.To)));

    /// <returns>What it pays; a refusal where a rule is missing.</returns>
    public Outcome<PaidWages> Pay(SlipChain chain)
    {
        var (wages, paid) = (new List<AskedWage>(), new List<PayLine>());
        foreach (var id in chain.Given.Parts.Select(part => part.Wage).OrderBy(wage => wage.Value))
        {
            var (wage, away) = (now.Wages[id], now.Away[person].AsEnumerable());
            if (now.Said.GetValueOrDefault(id) is { } said)
            {
                wage = wage with { Gross = said.Gross };
                away = away.Where(absence => now.Confirmed.TryGetValue(absence.Id.Value, out var at) && at > said.At);
            }

            var question = new PayQuestion(now.Setting.Facts, now.Setting.Entity.Country, chain.Given.PayDay, [.. away], [.. lines, .. paid], Earned(chain.Given.PayDay));
            var one = PayRules.Pay(question, [wage], now.Works);
            if (one.Refusal is { } refusal) return refusal;
            wages.AddRange(one.Value.Wages);
            paid.AddRange(one.Value.Lines);
        }

        return new PaidWages(wages, paid);
    }

    /// <summary>What a payslip comes to: those after it go on from there.</summary>
    public void Add(LocalDate payDay, Money gross, IReadOnlyList<PayLine> pay)
    {
        lines.AddRange(pay);
        given.Add((payDay, gross, new PaidWages([], pay).Compensation(gross.Currency)));
    }

    private Work WorkOf(Id<AskedWage> wage) => now.Works[now.Wages[wage].Work.Value];

    private Money Earned(LocalDate on)
    {
        var (currency, until) = (now.Setting.Entity.Currency, given.Where(one => one.PayDay <= on).ToArray());
        return HolidayBalances.Earned(
            HolidayBalances.RateOn(now.Setting.Facts, now.Setting.Entity, on), Money.Sum(until.Where(one => one.Compensation.IsZero).Select(one => one.Gross), currency),
            Money.Sum(until.Select(one => one.Compensation), currency));
    }
}
