using NodaTime;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Members;
using Samverk.Store;

namespace Samverk.Employment;

/// <summary>Says how tax is kept from somebody's wages, from a day on. No wage uses it before an adviser has compared it with the decision.</summary>
internal sealed class EnterTaxFacts : IUseCase<EnterTaxFacts.Command, Id<DatedTaxFacts>>
{
    public static Access Access => new((Role.Member, Relation.Own), (Role.Adviser, Relation.AdviserOf));

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => tx.RelationToPerson(command.Person, actor);

    public async Task<Outcome<Id<DatedTaxFacts>>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.FindEntity(command.Entity) is not { } entity) return Refusal.Unknown with { Field = "entity" };
        if (EmploymentRules.RefuseCountry(entity) is { } elsewhere) return elsewhere;
        if (command.Facts.Refuse(command.ValidFrom) is { } refusal) return refusal;
        // The register is what somebody has seen a passport for.
        if ((await tx.FindPerson(command.Person))!.BornOn is { } born && born.Year != command.Facts.BirthYear)
            return new Refusal("field-invalid", ("text", command.Facts.BirthYear)) { Field = "birthYear" };

        var facts = new DatedTaxFacts(new(command.Request), command.Entity, command.Person, command.ValidFrom, command.Facts, TaxFactsState.Entered, actor.Hand);
        await tx.Enter(facts);
        await tx.AskToCheck(facts, entity);
        return facts.Id;
    }

    public sealed record Command(Guid Request, Id<LegalEntity> Entity, Id<Person> Person, LocalDate ValidFrom, TaxFacts Facts) : ICommand<Command, EnterTaxFacts, Id<DatedTaxFacts>>
    {
        // Table, column and year of birth are the person's own: the audit names the row.
        public object Subject => new { Request, Entity, Person, ValidFrom };
    }
}
