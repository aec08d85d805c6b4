using Samverk.Activities;
using Samverk.Countries;
using Samverk.Desk;
using Samverk.Invoicing;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Members;
using Samverk.Store;
using Samverk.Ui;

namespace Samverk.Employment;

/// <summary>Contracts for work that was announced by signed-in people, in the kinds of employment that the country has signed by both before the first hour.</summary>
internal static class OwnContracts
{
    /// <summary>Of the desk: a contract is wanted and nobody has signed it for the cooperative.</summary>
    public const string Kind = "employment.contract";

    /// <summary>Only what is verified, or what the cooperative stands for itself, makes people sign; see docs/decisions/0022.</summary>
    public static async Task<bool> NeedsSignatures(this Tx tx, Work work, LegalEntity entity) =>
        (await tx.Facts()).Find<IReadOnlyList<string>>(entity.Country, FactNames.ContractSigned, work.FirstDay) is { Refusal: null, Value.Value: var kinds } && kinds.Contains(work.Contract, StringComparer.Ordinal);

    /// <summary>A wage was approved. Where both sides have to sign, its contract is drafted, signed by who approved, and sent.</summary>
    /// <returns>Done also where nothing is needed; <c>contract-template-missing</c>, <c>parameter-missing</c>.</returns>
    public static async Task<Outcome<Done>> OfferWhereNeeded(this Tx tx, AskedWage wage, Actor actor)
    {
        if (await tx.FindWork(wage.Work) is not { } work || await tx.FindEntity(work.Entity) is not { } entity || !await tx.NeedsSignatures(work, entity)) return default(Done);
        return (await tx.Offer(work, entity, wage, "", null, actor)).Then<Done>(_ => default(Done));
    }

    /// <summary>The same where a plan has approved the wage: somebody still has to sign for the cooperative.</summary>
    public static async Task AskForContract(this Tx tx, Work work, Activity activity)
    {
        if (await tx.FindEntity(work.Entity) is not { } entity || !await tx.NeedsSignatures(work, entity)) return;
        await tx.EndAtBegin(work);
        await tx.OpenItem(new Item(Kind, "employment.contract", work.Id.Value, "Contract of {name}", $"/work/{work.Id}/contract")
        {
            Under = "{activity}, from {date}", Facts = [("name", await tx.PersonName(work.Person) ?? ""), ("activity", activity.Name), ("date", work.FirstDay)],
            IfApproved = "You sign the contract for the cooperative, and the person is asked to sign. What both have not signed when the work begins is cancelled.",
        });
    }

    /// <summary>Drafts, signs for the cooperative, and tells the person. An earlier contract of this work is replaced.</summary>
    public static async Task<Outcome<Contract>> Offer(this Tx tx, Work work, LegalEntity entity, AskedWage wage, string besides, string? language, Actor actor)
    {
        var person = (await tx.FindPerson(work.Person))!;
        var terms = await tx.Terms(work, entity, person, language ?? person.Language, wage.Gross, besides);
        if (terms.Refusal is { } unknown) return unknown;
        var drafted = await tx.DraftSigned(work, terms.Value, actor);
        if (drafted.Refusal is { } notDrafted) return notDrafted;
        await tx.EndAtBegin(work);
        await tx.CloseItem(work.Id.Value, Kind, "signed");
        return (await tx.Tell(drafted.Value, person, entity)).Then<Contract>(_ => drafted.Value);
    }

    private static async Task EndAtBegin(this Tx tx, Work work)
    {
        // What a second person let pass after it had begun is signed afterwards: it is earned.
        if (!work.Late) _ = (await tx.Enqueue(new EndUnsignedWork(work.Id), tx.Zone.AtLeniently(work.Begins).ToInstant(), Id<Job>.Named(work.Id.Value, "contract"))).Value;
    }

    private static async Task<Outcome<Done>> Tell(this Tx tx, Contract contract, PersonFacts person, LegalEntity entity)
    {
        if (person.Email is not { } email || await tx.Address() is not { } home) return default(Done);
        var mail = Letter.In(person.Language, () =>
        {
            var text = new Texts().Of(typeof(OwnContracts).Assembly);
            var letter = Letter.Of(
                text["Your contract with {0} is ready", entity.Name], [entity.Name],
                [text["Dear {0},", person.Name], text["{0} has signed your contract. Please read it and sign it before the work begins.", entity.Name]],
                [], (text["Read and sign the contract"], new Uri(home, $"work/{contract.Work}/contract").ToString()), []);
            return new Mail(Id<Mail>.Named(contract.Id.Value, "offered"), email, letter.Subject, letter.Text, letter.Html, Document: contract.Id.Value);
        });
        return (await tx.QueueMail(mail)).Then<Done>(_ => default(Done));
    }
}
