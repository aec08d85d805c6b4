using Dapper;
using NodaTime;
using Samverk.Kernel;
using Samverk.Members;
using Samverk.Store;

namespace Samverk.Employment;

/// <summary>What engagements and contracts know about a person, for the person.</summary>
internal sealed class EngagementOwnData : IOwnData
{
    public async Task<IReadOnlyList<(string File, object Content)>> Of(Id<Person> person, Tx tx)
    {
        var contracts = new List<object>();
        foreach (var contract in await tx.ContractsOf(person))
            contracts.Add(new { contract.Id, contract.Template, contract.Version, contract.Language, contract.Hash, contract.Drafted, contract.State, contract.Signatures, Text = await tx.TextOf(contract) });
        return
        [
            ("engagements", (await tx.EngagementsOf(person)).Select(one => new { one.Activity, one.Name, one.Email, one.Phone, one.Place, one.Role, one.Risk, one.Days, one.State }).ToArray()),
            ("contracts", contracts),
            ("permits", (await tx.Connection.QueryAsync<(LocalDate Until, bool Checked)>("select until, checked from employment.permit where person = @id order by number", new { id = person.Value }))
                .Select(permit => new { permit.Until, permit.Checked }).ToArray()),
        ];
    }
}

/// <summary>This part's share in erasing a person: the words about them go, and with them the texts that name them; hashes, times and sums stay.</summary>
internal sealed class EngagementErase : IErase
{
    public async Task<IReadOnlyList<Retention>> Kept(Id<Person> person, Tx tx) =>
        (await tx.EngagementsOf(person)).Any(one => !one.IsOver && one.State is not EngagementState.Paid) ? [new("employment", null)] : [];

    public async Task Erase(PersonFacts person, Tx tx)
    {
        foreach (var contract in await tx.ContractsOf(person.Id)) await tx.ForgetFile(contract.Hash);
        await tx.Connection.ExecuteAsync(
            """
            update employment.engagement set name = '', email = null, phone = null, place = '', role = '', risk = '' where person = @id;
            update employment.signature set name = '' where person = @id;
            delete from employment.permit where person = @id;
            """,
            new { id = person.Id.Value });
    }
}
