using Dapper;
using NodaTime;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Identity;

/// <summary>
/// An adviser or administrator does a member's work on the member's behalf, for an hour at most. Only as a member, never with an office that
/// the person holds; signing, voting and approving stay with the person, who sees it among the own visits.
/// </summary>
internal sealed class ActAs : IUseCase<ActAs.Command, Done>
{
    private static readonly Duration Lasts = Duration.FromMinutes(60);

    public static Access Access => new((Role.Adviser, Relation.None), (Role.Administrator, Relation.None)) { InPerson = true, Never = Relation.Own };

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => Task.FromResult(command.Person == actor.Person ? Relation.Own : Relation.None);

    public async Task<Outcome<Done>> Run(Command command, Tx tx, Actor actor)
    {
        if (string.IsNullOrWhiteSpace(command.Why)) return new Refusal("reason-needed") { Field = "why" };
        if (command.Why.Length > 400) return new Refusal("field-invalid") { Field = "why" };
        if (!(await tx.RolesOf(command.Person)).Contains(Role.Member)) return Refusal.Unknown;
        var own = await tx.Connection.QuerySingleAsync<bool>(
            "select exists (select from identity.sign_in where id = @visit and person = @person and ended_at is null and not half)",
            new { visit = command.Visit.Value, person = actor.Person.Value });
        if (!own) return Refusal.Unknown;

        await tx.Connection.ExecuteAsync(
            """
            update identity.acting set ended_at = least(ends_at, @Now) where sign_in = @visit and ended_at is null;
            insert into identity.acting (id, sign_in, hand, person, why, began_at, ends_at) values (@Request, @visit, @hand, @person, @why, @Now, @ends)
            """,
            new
            {
                command.Request, visit = command.Visit.Value, hand = actor.Person.Value, person = command.Person.Value, why = command.Why.Trim(),
                tx.Now, ends = tx.Now + Lasts,
            });
        return default(Done);
    }

    /// <param name="Visit">In which the hand acts; others of the hand go on as before.</param>
    internal sealed record Command(Guid Request, Id<Person> Person, string Why, Id<Visit> Visit) : ICommand<Command, ActAs, Done>
    {
        public object Subject => new { Person, acting = Request };
    }
}
