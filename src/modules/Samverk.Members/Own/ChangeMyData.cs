using Samverk.Countries;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Members;

/// <summary>
/// A person changes how they are reached. Name and birth date identify them before the law, so that an adviser changes those, with the
/// paper that shows it.
/// </summary>
internal sealed class ChangeMyData : IUseCase<ChangeMyData.Command, Done>
{
    public static Access Access => new(Who.Self);

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => tx.RelationTo(actor.Person, actor);

    public async Task<Outcome<Done>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.LockPerson(actor.Person) is not { ErasedOn: null } person) return Refusal.Unknown;
        if (person.Version != command.Version) return new Refusal("changed-meanwhile");
        return (await tx.SavePerson(person with
        {
            Email = command.Email, Phone = command.Phone, Address = command.Address, Language = command.Language,
        })).Then<Done>(_ => default(Done));
    }

    /// <param name="Version">Of the data that were shown.</param>
    public sealed record Command(Guid Request, int Version, string? Email, string? Phone, PostalAddress? Address, string Language)
        : ICommand<Command, ChangeMyData, Done>
    {
        public object Subject => new { Version };
    }
}
