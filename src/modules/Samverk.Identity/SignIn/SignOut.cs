using Dapper;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Identity;

/// <summary>Ends this visit, or with <c>Everywhere</c> all visits of the person.</summary>
internal sealed class SignOut : IUseCase<SignOut.Command, Done>
{
    // Somebody who acts for another may always leave; so this is not asked in person. It ends the hand's own visits.
    public static Access Access => Everybody.Oneself with { InPerson = false };

    public static async Task<Relation> Relate(Command command, Tx tx, Actor actor) =>
        command.Visit is not { } visit || await tx.Connection.QuerySingleAsync<bool>(
            "select exists (select from identity.sign_in where id = @id and person = @hand)", new { id = visit.Value, hand = actor.Hand.Value })
            ? Relation.Own
            : Relation.None;

    public async Task<Outcome<Done>> Run(Command command, Tx tx, Actor actor)
    {
        await tx.EndVisits(actor.Hand, command.Visit);
        return default(Done);
    }

    /// <param name="Visit">Null = everywhere.</param>
    internal sealed record Command(Guid Request, Id<Visit>? Visit) : ICommand<Command, SignOut, Done>
    {
        public object Subject => new { Visit };
    }
}
