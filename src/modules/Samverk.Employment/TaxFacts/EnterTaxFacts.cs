using System.Globalization;
using NodaTime;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Members;
using Samverk.Store;
using Samverk.Wages;

namespace Samverk.Employment;

/// <summary>Says how tax is kept from somebody's wages, from a day on. No wage uses it before an adviser has compared it with the decision.</summary>
internal sealed class EnterTaxFacts : IUseCase<EnterTaxFacts.Command, Id<DatedTaxFacts>>
{
    /// <summary>Nobody works for pay before that age.</summary>
    private const int Youngest = 13;

    public static Access Access => new((Role.Member, Relation.Own), (Role.Adviser, Relation.AdviserOf));

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => tx.RelationToPerson(command.Person, actor);

    public async Task<Outcome<Id<DatedTaxFacts>>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.FindEntity(command.Entity) is not { } entity) return Refusal.Unknown with { Field = "entity" };
        if (EmploymentRules.RefuseCountry(entity) is { } elsewhere) return elsewhere;
        var read = WageFacts.Read(entity.Country, ofEmployer: false, command.Facts);
        if (read.Refusal is { } refusal) return refusal;
        // The register is what somebody has seen a passport for.
        var born = (await tx.FindPerson(command.Person))!.BornOn?.Year;
        if (read.Value.TryGetValue("birth_year", out var text) && int.Parse(text, CultureInfo.InvariantCulture) is var year && (year > command.ValidFrom.Year - Youngest || born is { } known && known != year))
            return new Refusal("field-invalid", ("text", year)) { Field = "birth_year" };

        var facts = new DatedTaxFacts(new(command.Request), command.Entity, command.Person, command.ValidFrom, read.Value, TaxFactsState.Entered, actor.Hand);
        await tx.Enter(facts);
        await tx.AskToCheck(facts, entity);
        return facts.Id;
    }

    /// <param name="Facts">Answers by the names of the country's pack.</param>
    public sealed record Command(Guid Request, Id<LegalEntity> Entity, Id<Person> Person, LocalDate ValidFrom, IReadOnlyDictionary<string, string> Facts) : ICommand<Command, EnterTaxFacts, Id<DatedTaxFacts>>
    {
        // What is said for taxes is the person's own: the audit names the row.
        public object Subject => new { Request, Entity, Person, ValidFrom };
    }
}
