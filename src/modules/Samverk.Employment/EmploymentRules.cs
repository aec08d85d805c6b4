using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Members;
using Samverk.Store;
using Samverk.Wages;

namespace Samverk.Employment;

/// <summary>What all of employment asks.</summary>
internal static class EmploymentRules
{
    /// <summary>Who can be employed where: the wages engine has to know the country's law.</summary>
    /// <returns>Null, or <c>regime-not-verified</c> with the country.</returns>
    public static Refusal? RefuseCountry(LegalEntity entity) =>
        WageRules.Countries.Contains(entity.Country, StringComparer.Ordinal) ? null : new Refusal("regime-not-verified", ("regime", $"employment {entity.Country}")) { Field = "entity" };

    /// <summary>Advisers stand in for each other (docs/decisions/0005); nobody is anything to who does not exist.</summary>
    public static async Task<Relation> RelationToPerson(this Tx tx, Id<Person> person, Actor actor) =>
        await tx.FindPerson(person) is null ? Relation.None : person == actor.Person ? Relation.Own | Relation.AdviserOf : Relation.AdviserOf;
}
