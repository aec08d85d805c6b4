using Microsoft.AspNetCore.Identity;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Identity;

/// <summary>A device has made a passkey; it is kept under a name that its owner recognises.</summary>
internal sealed class AddPasskey(Accounts accounts, Passkeys passkeys) : IUseCase<AddPasskey.Command, Done>
{
    private const int Most = 20;

    public static Access Access => Everybody.Oneself;

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => Task.FromResult(Relation.Own);

    public async Task<Outcome<Done>> Run(Command command, Tx tx, Actor actor)
    {
        var manager = accounts.In(tx);
        if (string.IsNullOrWhiteSpace(command.Name) || command.Name.Length > 60) return new Refusal("field-missing") { Field = "name" };
        if (await manager.FindByIdAsync(actor.Person.ToString()) is not { } account) return Refusal.Unknown;
        if ((await manager.GetPasskeysAsync(account)).Count >= Most) return new Refusal("amount-too-large", ("limit", Most));
        if (await passkeys.Attest(manager, account, command.State, command.Credential) is not { } passkey) return new Refusal("passkey-refused");
        passkey.Name = command.Name.Trim();
        return (await manager.AddOrUpdatePasskeyAsync(account, passkey)).Succeeded ? default(Done) : new Refusal("passkey-refused");
    }

    internal sealed record Command(Guid Request, string Name, Secret State, Secret Credential) : ICommand<Command, AddPasskey, Done>
    {
        public object Subject => new { };
    }
}
