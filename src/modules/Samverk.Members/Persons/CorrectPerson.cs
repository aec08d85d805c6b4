using NodaTime;
using Samverk.Countries;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Members;

/// <summary>An adviser changes somebody's data, also the locked ones that identify the person. Never their own.</summary>
internal sealed class CorrectPerson : IUseCase<CorrectPerson.Command, Done>
{
    public static Access Access => new((Role.Adviser, Relation.None), (Role.Administrator, Relation.None)) { Never = Relation.Own };

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => tx.RelationTo(command.Person, actor);

    public async Task<Outcome<Done>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.LockPerson(command.Person) is not { ErasedOn: null } person) return Refusal.Unknown;
        if (person.Version != command.Version) return new Refusal("changed-meanwhile");
        return (await tx.SavePerson(person with
        {
            Name = command.Name, Email = command.Email, Phone = command.Phone, Address = command.Address, BornOn = command.BornOn,
            Language = command.Language, Adviser = command.Adviser,
        })).Then<Done>(_ => default(Done));
    }

    /// <param name="Version">Of the data that were shown.</param>
    public sealed record Command(
        Guid Request, Id<Person> Person, int Version, string Name, string? Email, string? Phone, PostalAddress? Address, LocalDate? BornOn,
        string Language, Id<Person>? Adviser) : ICommand<Command, CorrectPerson, Done>
    {
        public object Subject => new { Person, Version, Adviser };
    }
}
