using Samverk.Identity;
using Samverk.Kernel;
using Samverk.Members;
using Samverk.Store;

namespace Samverk.Host;

/// <summary>Pages call people what Members calls them, from the first day and after a change of name.</summary>
internal sealed class AccountNames : IHandle<PersonNamed>, IHandle<AccountMade>
{
    public Task Handle(PersonNamed happened, Tx tx) => Name(tx, new(happened.Person));

    public Task Handle(AccountMade happened, Tx tx) => Name(tx, new(happened.Person));

    private static async Task Name(Tx tx, Id<Store.Person> person) =>
        await tx.NameAccount(person, await tx.FindPerson(person) is { ErasedOn: null } facts ? facts.Name : null);
}

/// <summary>An erased person can no longer sign in, and the account keeps neither address, name nor means of signing in.</summary>
internal sealed class AccountsErase : IErase
{
    public Task<IReadOnlyList<Retention>> Kept(Id<Store.Person> person, Tx tx) => Task.FromResult<IReadOnlyList<Retention>>([]);

    public Task Erase(PersonFacts person, Tx tx) => tx.EraseAccount(person.Id);
}
