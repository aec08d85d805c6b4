using NodaTime;
using Samverk.Kernel;
using Samverk.Store;
using Samverk.Ui;

namespace Samverk.Employment;

/// <summary>A person's own contracts and payslips, each with its file.</summary>
internal static class EmploymentDocuments
{
    public static async Task<IEnumerable<Document>> Of(HomeQuestion asked)
    {
        var (tx, text, person) = (asked.Tx, asked.Text, asked.Actor.Person);
        var contracts = await tx.ContractsOf(person);
        var works = await tx.WorkOf(contracts.Select(one => one.Work));
        return
        [
            .. contracts.Where(one => works.ContainsKey(one.Work.Value)).Select(one => new Document(
                DocumentKind.Contract, text["Contract: {0}", works[one.Work.Value].Role], one.Drafted.InZone(tx.Zone).Date, $"/work/{one.Work}/contract", $"/api/v1/contracts/{one.Id}/pdf")
            {
                Under = ContractWords.Of(one.State, text),
            }),
            .. (await tx.PayslipsOf(person)).Select(slip => new Document(DocumentKind.Payslip, text["Payslip of {0}", slip.PayDay.Shown()], slip.PayDay, $"/payslips/{slip.Id}", $"/api/v1/payslips/{slip.Id}/pdf")
            {
                Under = text["{0} paid out", slip.Net.Shown()],
            }),
        ];
    }
}

/// <summary>What waits for the person's signature, on the start page.</summary>
internal static class ContractLines
{
    public static async Task<IEnumerable<HomeLine>> Of(HomeQuestion asked)
    {
        var (tx, text) = (asked.Tx, asked.Text);
        var waiting = (await tx.ContractsOf(asked.Actor.Person)).Where(one => one.State is ContractState.PartSigned && one.Of(SignerSide.Worker) is null).ToArray();
        var works = await tx.WorkOf(waiting.Select(one => one.Work));
        var lines = new List<HomeLine>();
        foreach (var one in waiting)
            if (works[one.Work.Value] is { State: WorkState.Checked } work && await tx.EngagementOf(work.Id) is null)
                lines.Add(new(HomePart.Todo, text["Sign your contract: {0}", work.Role], $"/work/{one.Work}/contract") { Date = work.FirstDay, Under = text["Before it begins: what both have not signed then is cancelled."] });
        return lines;
    }
}
