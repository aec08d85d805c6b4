using Dapper;
using Samverk.Kernel;
using Samverk.Members;
using Samverk.Store;

namespace Samverk.Employment;

/// <summary>What a person has reported, and what insurers made of it, for the person.</summary>
internal sealed class IncidentOwnData : IOwnData
{
    public async Task<IReadOnlyList<(string File, object Content)>> Of(Id<Person> person, Tx tx)
    {
        var incidents = new List<object>();
        foreach (var one in await tx.Incidents(person, int.MaxValue))
            incidents.Add(new
            {
                one.Entity, one.Happened, one.Place, one.What, one.Injured, one.Doctor, one.Witnesses, one.State, one.Due, one.ToldOn, one.Receipt, Files = (await tx.FilesOf(one.Id)).Select(file => file.Hash).ToArray(),
                Claims = (await tx.ClaimsOf(one.Id)).Select(claim => new { claim.Policy, claim.State, claim.Due, claim.Paid }).ToArray(),
            });
        return [("incidents", incidents)];
    }
}

/// <summary>Facts of health go with the person. An incident that somebody still works on holds the erasure back.</summary>
internal sealed class IncidentErase : IErase
{
    public async Task<IReadOnlyList<Retention>> Kept(Id<Person> person, Tx tx) =>
        (await tx.Incidents(person, int.MaxValue)).Any(incident => incident.State is not IncidentState.Closed) ? [new("employment", null)] : [];

    public async Task Erase(PersonFacts person, Tx tx)
    {
        foreach (var incident in await tx.Incidents(person.Id, int.MaxValue))
            foreach (var file in await tx.FilesOf(incident.Id)) await tx.ForgetFile(file.Hash);
        await tx.Connection.ExecuteAsync("delete from employment.incident where person = @id", new { id = person.Id.Value });
    }
}
