using Microsoft.Extensions.DependencyInjection;
using Samverk.Activities;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Expenses;

/// <summary>I4 for equipment: what the register says each thing is worth is on its account, and reserved on the activity that uses it.</summary>
internal static class EquipmentCheck
{
    public static IServiceCollection AddEquipmentCheck(this IServiceCollection services) =>
        services.AddCheck(new("I4", "the register of equipment is what the books hold, and reserved on its activities", Look));

    private static async Task<Findings> Look(Evidence evidence)
    {
        var (tx, breaches) = (evidence.Tx, new List<string>());
        var things = await tx.SelectThings("true", new { });
        foreach (var entity in await tx.Entities())
        {
            var held = await tx.HoldingsUnder(entity.Id, Account.Equipment, entity.Currency, tx.Today);
            var own = things.Where(thing => thing.Entity == entity.Id).ToDictionary(thing => thing.Account, StringComparer.Ordinal);
            breaches.AddRange(own.Keys.Union(held.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal)
                .Select(account => (Account: account, Register: own.GetValueOrDefault(account)?.Value ?? Money.Zero(entity.Currency), Books: held.GetValueOrDefault(account, Money.Zero(entity.Currency))))
                .Where(one => one.Register != one.Books).Select(one => $"{one.Account}: {one.Register} in the register and {one.Books} in the books"));
        }

        foreach (var at in things.GroupBy(thing => thing.At.Activity))
        {
            var reserved = (await tx.Positions((await tx.FindActivity(at.Key))!, tx.Today)).Where(position => position.Kind is PositionKind.Reserved).ToDictionary(position => position.Document, position => position.Amount);
            breaches.AddRange(at.Where(thing => reserved.GetValueOrDefault(thing.Reservation(at.Key), Money.Zero(thing.Cost.Currency)) != thing.Value)
                .Select(thing => $"{thing.Account}: {thing.Value} in the register and {reserved.GetValueOrDefault(thing.Reservation(at.Key), Money.Zero(thing.Cost.Currency))} reserved"));
        }

        return new($"{Verification.Count(things.Count)} things", breaches);
    }
}
