using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Members;

/// <summary>This module's part: the person, where they are paid, the way of the membership, the shares.</summary>
internal sealed class MembersOwnData : IOwnData
{
    public async Task<IReadOnlyList<(string File, object Content)>> Of(Id<Person> person, Tx tx)
    {
        var files = new List<(string, object)>();
        if (await tx.FindPerson(person) is { } facts) files.Add(("person", facts));
        if (await tx.PayAccountsOf(person) is { Count: > 0 } accounts) files.Add(("pay-accounts", accounts));
        if (await tx.FindMembership(person) is not { } membership) return files;
        files.Add(("membership", new { membership, Steps = await tx.Steps(person.Value) }));
        var shares = await tx.Shares(person);
        var steps = await tx.StepsOf([.. shares.Select(share => share.Id.Value)]);
        files.Add(("shares", shares.Select(share => new { share, Steps = steps[share.Id.Value].ToArray() }).ToArray()));
        return files;
    }
}
