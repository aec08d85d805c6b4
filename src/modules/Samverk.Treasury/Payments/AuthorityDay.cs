using NodaTime;
using Samverk.Countries;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Treasury;

/// <summary>When an authority has to be paid: by the country's rule for the body, read on the day on which it is asked.</summary>
internal static class AuthorityDay
{
    /// <summary>Each due with its day; where nobody stands for the rule, the end of the period stays, and the due is held.</summary>
    public static async Task<IReadOnlyList<Due>> Dated(this Tx tx, IEnumerable<Due> dues)
    {
        Due[] all = [.. dues];
        var rules = await tx.DueRules(all);
        return [.. all.Select(due => due.Kind is DueKind.Authority && rules(due) is { Refusal: null, Value: var day } ? due with { On = day } : due).OrderBy(due => due.On)];
    }

    /// <summary>The legal day of each due to an authority, or which rule is missing.</summary>
    public static async Task<Func<Due, Outcome<LocalDate>>> DueRules(this Tx tx, IReadOnlyList<Due> dues)
    {
        if (dues.All(due => due.Kind is not DueKind.Authority)) return _ => throw new InvalidOperationException("no due to an authority");
        var (facts, countries) = (await tx.Facts(), (await tx.Entities()).ToDictionary(entity => entity.Id, entity => entity.Country));
        return due =>
        {
            var (country, end) = (countries[due.Entity], due.PeriodEnd!.Value);
            return facts.Find<DeadlineRule>(country, FactNames.Due + due.Account.Split(':')[^1], end).Then(rule => rule.Value.After(end, new Calendar(facts, country)));
        };
    }
}
