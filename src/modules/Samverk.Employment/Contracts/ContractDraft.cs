using Samverk.Countries;
using Samverk.Invoicing;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Members;
using Samverk.Store;

namespace Samverk.Employment;

internal static class ContractDraft
{
    /// <summary>What a contract for some work says by the facts of the day on which the work begins.</summary>
    /// <returns>The terms; <c>parameter-missing</c> where nobody has said who receives social security.</returns>
    public static async Task<Outcome<ContractTerms>> Terms(this Tx tx, Work work, LegalEntity entity, PersonFacts person, string language, Money gross, string besides = "")
    {
        var facts = await tx.Facts();
        var insurer = facts.Find<string>(entity.Country, FactNames.ContractInsurer, work.FirstDay);
        if (insurer.Refusal is { } unknown) return unknown;
        return new ContractTerms(entity.Country, work.Contract, language, entity.Name, person.Name, person.BornOn, work.Role, work.Place, work.Risk, work.Days, gross)
        {
            Address = (await tx.FindSeller(entity.Id))?.Address is { } address ? Line(address) : "", Insurer = insurer.Value.Value, Besides = besides,
            // Leave and notice beyond the law are the cooperative's to grant; where it has not, the contract names the law and no figure.
            Leave = Granted(FactNames.VacationDays), Notice = Granted(FactNames.ContractNotice),
        };

        int? Granted(string name) => facts.Find<int>(entity.Country, name, work.FirstDay) is { Refusal: null, Value.Value: var days } ? days : null;
    }

    /// <summary>Drafts the contract of some work, signed for the cooperative by whoever is signed in.</summary>
    public static async Task<Outcome<Contract>> DraftSigned(this Tx tx, Work work, ContractTerms terms, Actor actor)
    {
        var drafted = await tx.Draft(work, terms);
        if (drafted.Refusal is { } notDrafted) return notDrafted;
        var signature = new Signature(SignerSide.Company, actor.Person, await tx.PersonName(actor.Person) ?? "", SignedHow.SignIn, null, drafted.Value.Hash, tx.Now);
        return (await tx.Sign(drafted.Value, signature)).Then<Contract>(state => drafted.Value with { State = state, Signatures = [signature] });
    }

    private static string Line(PostalAddress address) =>
        string.Join(", ", new[] { $"{address.Street} {address.BuildingNumber}".Trim(), $"{address.PostalCode} {address.Town}".Trim(), address.Country }.Where(part => part.Length > 0));
}
