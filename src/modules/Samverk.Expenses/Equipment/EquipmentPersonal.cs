using Dapper;
using Samverk.Kernel;
using Samverk.Members;
using Samverk.Store;

namespace Samverk.Expenses;

/// <summary>This module's part of a person's data: the cooperative's equipment that they have or had.</summary>
internal sealed class EquipmentOwnData : IOwnData
{
    public async Task<IReadOnlyList<(string File, object Content)>> Of(Id<Person> person, Tx tx)
    {
        var held = new List<object>();
        foreach (var thing in await tx.SelectThings("exists (select from expenses.thing_place held where held.thing = thing.id and held.holder = @id)", new { id = person.Value }))
            held.Add(new { thing.Code, thing.Name, thing.Serial, thing.Bought, Places = (await tx.PlacesOf(thing.Id)).Where(place => place.Holder == person).Select(place => new { place.Place, place.Since }) });
        return held.Count > 0 ? [("equipment", held)] : [];
    }
}

/// <summary>Who still has a thing of the cooperative gives it back first. The place, which may be a home, goes with the person.</summary>
internal sealed class EquipmentErase : IErase
{
    public async Task<IReadOnlyList<Retention>> Kept(Id<Person> person, Tx tx) =>
        [.. (await tx.SelectThings("state = 'InUse' and at.holder = @id", new { id = person.Value })).Take(1).Select(_ => new Retention("equipment", null))];

    public Task Erase(PersonFacts person, Tx tx) => tx.Connection.ExecuteAsync("update expenses.thing_place set place = '' where holder = @id", new { id = person.Id.Value });
}
