using NodaTime;
using Samverk.Countries;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Members;

/// <summary>Staff enter somebody new. Whoever seems to be there already is not entered twice by accident.</summary>
internal sealed class AddPerson : IUseCase<AddPerson.Command, Id<Person>>
{
    public static Access Access => new((Role.Adviser, Relation.None), (Role.Administrator, Relation.None));

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    public async Task<Outcome<Id<Person>>> Run(Command command, Tx tx, Actor actor)
    {
        if (command.Kind is PersonKind.Member != command.Entity is not null) return new Refusal("field-missing") { Field = "entity" };
        if (!command.IsSomebodyElse && (await tx.Doubles(command.Email, command.Name, command.BornOn)).FirstOrDefault() is { } twin) return new Refusal("person-exists", ("code", twin.Code));

        // Of the kind member is who has a membership: that is begun next.
        var kind = command.Kind is PersonKind.Member ? PersonKind.User : command.Kind;
        var saved = await tx.SavePerson(new PersonFacts(
            new(command.Request), "", kind, command.Name, command.Email, command.Phone, command.Address, command.BornOn, command.Language, command.Adviser, 0, null));
        if (saved.Refusal is { } refusal) return refusal;
        if (command.Entity is { } entity && (await tx.BeginMembership(saved.Value.Id, entity, "")).Refusal is { } noMembership) return noMembership;
        return saved.Value.Id;
    }

    /// <param name="Request">Also the person's id.</param>
    /// <param name="Entity">Whose membership begins, for the kind member; nobody else has one.</param>
    /// <param name="IsSomebodyElse">Entered although somebody with this mail, or this name and birth date, is there.</param>
    public sealed record Command(
        Guid Request, PersonKind Kind, string Name, string? Email, string? Phone, PostalAddress? Address, LocalDate? BornOn, string Language,
        Id<Person>? Adviser, Id<LegalEntity>? Entity, bool IsSomebodyElse) : ICommand<Command, AddPerson, Id<Person>>
    {
        public object Subject => new { Person = Request, Kind, Adviser, Entity };
    }
}
