using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Identity;

/// <summary>The question to a device that is to make a passkey; names those that the person has, so that none is made twice.</summary>
internal sealed class NewPasskey(Accounts accounts, Passkeys passkeys) : IUseCase<NewPasskey.Query, PasskeyQuestion>
{
    public static Access Access => Everybody.Oneself;

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => Task.FromResult(Relation.Own);

    public async Task<Outcome<PasskeyQuestion>> Run(Query query, Tx tx, Actor actor)
    {
        var manager = accounts.In(tx);
        return await manager.FindByIdAsync(actor.Person.ToString()) is { } account ? await passkeys.AskNew(manager, account) : Refusal.Unknown;
    }

    internal sealed record Query : IQuery<Query, NewPasskey, PasskeyQuestion>;
}
