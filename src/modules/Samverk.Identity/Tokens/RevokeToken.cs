using Dapper;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Identity;

/// <summary>A key works no more, from now on.</summary>
internal sealed class RevokeToken : IUseCase<RevokeToken.Command, Done>
{
    public static Access Access => Everybody.Oneself;

    public static async Task<Relation> Relate(Command command, Tx tx, Actor actor) =>
        await tx.Connection.QuerySingleAsync<bool>(
            "select exists (select from identity.token where id = @id and person = @person)", new { id = command.Token.Value, person = actor.Person.Value })
            ? Relation.Own
            : Relation.None;

    public async Task<Outcome<Done>> Run(Command command, Tx tx, Actor actor)
    {
        await tx.Connection.ExecuteAsync(
            "update identity.token set revoked_at = @Now where id = @id and revoked_at is null", new { tx.Now, id = command.Token.Value });
        return default(Done);
    }

    internal sealed record Command(Guid Request, Id<Token> Token) : ICommand<Command, RevokeToken, Done>
    {
        public object Subject => new { Token };
    }
}
