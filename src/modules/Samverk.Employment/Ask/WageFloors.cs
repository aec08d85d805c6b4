using NodaTime;
using Samverk.Countries;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;
using Check = Samverk.Desk.Check;

namespace Samverk.Employment;

/// <summary>The lowest pay of an hour, where the law of the employer's country or an agreement of the cooperative is loaded. Where it is not, people look, and the desk says so.</summary>
internal static class WageFloors
{
    /// <returns>Null where no verified or released table says it for this kind of employment on this day.</returns>
    public static async Task<Money?> FloorOf(this Tx tx, LegalEntity entity, string kind, LocalDate day) => (await tx.Facts()).FloorOf(entity, kind, day);

    private static Money? FloorOf(this FactBook facts, LegalEntity entity, string kind, LocalDate day) =>
        facts.Find<IReadOnlyList<WageFloor>>(entity.Country, FactNames.WageFloor, day) is { Refusal: null, Value.Value: var floors } ? WageFloor.Of(floors, kind) : null;

    /// <summary>Each hour by the floor of its day, so that work on both sides of a change is judged by both.</summary>
    /// <returns>Null; <c>below-wage-floor</c> with the least that all of the work may be paid; <c>other-currency</c> where a table was released in another one.</returns>
    public static async Task<Refusal?> RefuseBelowFloor(this Tx tx, Work work, Money gross)
    {
        var (facts, entity) = (await tx.Facts(), (await tx.FindEntity(work.Entity))!);
        var floors = work.Days.Select(day => (day.Minutes, Hour: facts.FloorOf(entity, work.Contract, day.Day))).Where(day => day.Hour is not null).Select(day => (day.Minutes, day.Hour!.Value)).ToArray();
        if (floors.Any(day => day.Value.Currency != gross.Currency)) return new Refusal("other-currency", ("currency", gross.Currency.Code)) { Field = "asked" };
        var least = Least(floors, gross.Currency);
        return gross < least ? new Refusal("below-wage-floor", ("gross", gross), ("least", least), ("hours", Words.Hours(work.Minutes))) { Field = "asked" } : null;
    }

    /// <summary>Rounded up to the smallest unit, because half a cent less is below the law; divided once, because thirds of hours add up.</summary>
    internal static Money Least(IEnumerable<(int Minutes, Money Hour)> work, Currency currency) => Money.Of(work.Sum(day => day.Hour.ToDecimal() * day.Minutes) / 60, currency, Rounding.Up);

    /// <summary>For the adviser: whether the program looks at the pay, or they have to.</summary>
    public static Check Check(Money? floor) => floor is null
        ? new("check:floor", false, "No table loaded: compare the pay with the agreement yourself")
        : new("check:floor", true, "A pay below the lowest for an hour is refused");
}
