using NodaTime;
using Samverk.Kernel;
using Samverk.Members;
using Samverk.Store;
using Samverk.Ui;

namespace Samverk.Employment;

/// <summary>
/// By the link: who are you? Somebody whom the register knows by exactly this name, birth date and the address that the link was sent to is that
/// person; anybody else is entered anew, and an adviser hears where somebody seems to be the same.
/// </summary>
internal sealed class Identify : IUseCase<Identify.Command, EngagementState>
{
    public static Access Access => new((Role.Visitor, Relation.Link)) { InPerson = true };

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => tx.RelationTo(command.Token);

    public async Task<Outcome<EngagementState>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.Open(command.Token) is not { } found || await tx.LockEngagement(found.Id) is not { } one) return Refusal.Unknown;
        if (one.RefuseOver(tx.Today) is { } over) return over;
        if (one.State is not EngagementState.Invited) return new Refusal("already-answered");
        if (command.BornOn is not { } born) return new Refusal("field-missing", ("field", "bornOn")) { Field = "bornOn" };

        var doubles = await tx.Doubles(command.Email, command.Name, born);
        var known = doubles.FirstOrDefault(person => IsThem(person, one, command));
        var person = known?.Id;
        if (person is null)
        {
            var saved = await tx.SavePerson(PersonFacts.New(Id<Person>.Named(one.Id.Value, "person"), PersonKind.Engaged, command.Name, (Language.Of(one.Language) ?? Language.English).Code) with
            {
                Email = command.Email, Phone = string.IsNullOrWhiteSpace(command.Phone) ? one.Phone : command.Phone, BornOn = born,
            });
            if (saved.Refusal is { } refusal) return refusal;
            person = saved.Value.Id;
        }

        var moved = await tx.Move(one with { Person = person, Twin = known is null ? doubles.FirstOrDefault()?.Id : null }, EngagementState.Identified, "identified", "");
        return moved.Then<EngagementState>(_ => EngagementState.Identified);
    }

    // Only where the link itself went to the address of the register: who passes a link on cannot become somebody by knowing their birthday.
    private static bool IsThem(PersonFacts person, Engagement one, Command command) =>
        one.Email is { } sent && Same(person.Email, sent) && Same(command.Email?.Trim(), sent) && Same(person.Name, command.Name.Trim()) && person.BornOn == command.BornOn;

    private static bool Same(string? one, string? other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    public sealed record Command(Guid Request, EngagementToken Token, string Name, LocalDate? BornOn, string? Email, string? Phone) : ICommand<Command, Identify, EngagementState>
    {
        public object Subject => new { Link = Token.Key };
    }
}
