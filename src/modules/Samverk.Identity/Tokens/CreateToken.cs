using Dapper;
using NodaTime;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Identity;

/// <summary>Makes a personal key for the API. Only its hash is kept; the caller made it and shows it once.</summary>
internal sealed class CreateToken : IUseCase<CreateToken.Command, Id<Token>>
{
    private const int Most = 50;

    public static Access Access => Everybody.Oneself;

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => Task.FromResult(Relation.Own);

    public async Task<Outcome<Id<Token>>> Run(Command command, Tx tx, Actor actor)
    {
        if (string.IsNullOrWhiteSpace(command.Name) || command.Name.Length > 60) return new Refusal("field-missing") { Field = "name" };
        if (command.Key.Value is not { Length: 46 } key || !key.StartsWith(Token.Prefix, StringComparison.Ordinal)) return new Refusal("field-invalid") { Field = "key" };
        if (command.EndsOn < tx.Today) return new Refusal("past-dated", ("date", tx.Today)) { Field = "endsOn" };
        if (command.EndsOn > tx.Today.PlusYears(1)) return new Refusal("token-too-long", ("date", tx.Today.PlusYears(1))) { Field = "endsOn" };
        if (await tx.Connection.QuerySingleAsync<int>(
            "select count(*)::int from identity.token where person = @id and revoked_at is null and ends_on >= @Today", new { id = actor.Person.Value, tx.Today }) >= Most)
            return new Refusal("amount-too-large", ("limit", Most));

        await tx.Connection.ExecuteAsync(
            """
            insert into identity.token (id, person, name, may_write, hash, made_at, ends_on)
            values (@Request, @person, @Name, @MayWrite, @Hash, @Now, @EndsOn)
            """,
            new { command.Request, person = actor.Person.Value, Name = command.Name.Trim(), command.MayWrite, command.Key.Hash, tx.Now, command.EndsOn });
        return new Id<Token>(command.Request);
    }

    /// <param name="Key">"sv_" and 256 random bits in base64url.</param>
    /// <param name="EndsOn">The last day, at most a year ahead.</param>
    internal sealed record Command(Guid Request, string Name, bool MayWrite, LocalDate EndsOn, Secret Key) : ICommand<Command, CreateToken, Id<Token>>
    {
        public object Subject => new { token = Request, MayWrite, EndsOn };
    }
}
