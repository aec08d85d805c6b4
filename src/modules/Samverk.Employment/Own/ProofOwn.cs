using Samverk.Kernel;
using Samverk.Members;
using Samverk.Store;

namespace Samverk.Employment;

/// <summary>Which certificates were issued about a person, for the person.</summary>
internal sealed class ProofOwnData : IOwnData
{
    public async Task<IReadOnlyList<(string File, object Content)>> Of(Id<Person> person, Tx tx) =>
    [
        ("certificates", (await tx.ProofsOf(person)).Select(proof => new { proof.Entity, proof.Kind, proof.From, proof.To, proof.Number, Code = proof.Code.ToString(), proof.Hash, proof.At }).ToArray()),
    ];
}

/// <summary>The papers go with the person; that a paper with this number and fingerprint was issued can still be checked.</summary>
internal sealed class ProofErase : IErase
{
    public Task<IReadOnlyList<Retention>> Kept(Id<Person> person, Tx tx) => Task.FromResult<IReadOnlyList<Retention>>([]);

    public async Task Erase(PersonFacts person, Tx tx)
    {
        foreach (var proof in await tx.ProofsOf(person.Id)) await tx.ForgetFile(proof.Hash);
    }
}
