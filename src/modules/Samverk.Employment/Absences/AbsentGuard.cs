using NodaTime;
using Samverk.Countries;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Employment;

internal static class AbsentGuard
{
    /// <summary>Nobody announces work for days on which they are away.</summary>
    public static async Task<Refusal?> RefuseAway(this Tx tx, Id<Person> person, IEnumerable<LocalDate> days) =>
        await tx.FirstAbsent(person, days) is { } away ? new Refusal("absent-then", ("date", away)) { Field = "days" } : null;

    /// <summary>An activity pays days of illness as long as the rule of the country says so, and no other day on which somebody is away.</summary>
    /// <returns>Null; <c>absent-then</c> with the day; what the missing rule says where nobody knows who pays.</returns>
    public static async Task<Refusal?> RefuseUnpaidAbsence(this Tx tx, Work work)
    {
        var away = (await tx.AbsencesOn(work.Person, work.FirstDay, work.LastDay)).Select(absence => (absence, days: work.Days.Select(day => day.Day).Where(day => day >= absence.From && day <= absence.To).Order().ToArray()))
            .Where(one => one.days.Length > 0).OrderBy(one => one.days[0]).ToArray();
        if (away.Length is 0) return null;
        var (facts, country) = (await tx.Facts(), (await tx.FindEntity(work.Entity))!.Country);
        foreach (var (absence, days) in away)
        {
            if (!absence.OfHealth) return new Refusal("absent-then", ("date", days[0]));
            var rule = facts.Payers(country, absence.Kind, absence.From);
            if (rule.Refusal is { } unknown) return unknown;
            if (days.FirstOrDefault(day => rule.Value.Value.On(absence.From, day) is not Payer.Activity) is var unpaid && unpaid != default) return new Refusal("absent-then", ("date", unpaid));
        }

        return null;
    }
}
