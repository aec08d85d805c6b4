using Samverk.Kernel;
using Samverk.Members;
using Samverk.Store;

namespace Samverk.Employment;

/// <summary>What was corrected of somebody's payslips, and what they were paid too much.</summary>
internal sealed class CorrectionOwnData : IOwnData
{
    public async Task<IReadOnlyList<(string File, object Content)>> Of(Id<Person> person, Tx tx)
    {
        var corrections = (await tx.PayslipsOf(person)).Where(slip => slip.Corrects is not null).ToArray();
        var before = await tx.LastBefore(corrections);
        return
        [
            ("payslip-corrections", corrections.Select(slip => new
            {
                slip.Id, slip.Corrects, slip.Version, slip.PayDay, slip.Gross, slip.Employee, slip.Tax, slip.Additions, slip.Net, slip.Employer,
                Lines = LineDifference.Between(before[slip.Id].Content!, slip.Content!), Pay = PayDifference.Between(before[slip.Id].Content!, slip.Content!), Changed = slip.Content!.Since(before[slip.Id].Content!),
            }).ToArray()),
            ("wage-claims", (await tx.Claims("claim.person = @id", new { id = person.Value })).Select(claim => new { claim.Payslip, claim.Amount, claim.Open, claim.Agreed, claim.AgreedOn, claim.AgreedLink, claim.MadeOn }).ToArray()),
        ];
    }
}
