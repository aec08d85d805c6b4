using NodaTime;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Invoicing;

/// <summary>Every business day: what is planned for it is issued. One job each, so that a draft that cannot be issued holds up no other.</summary>
internal sealed class IssuePlanned : IRecur
{
    public static string Kind => "invoicing.issue-planned";

    public async Task Run(Tx tx, LocalDate date)
    {
        foreach (var draft in await tx.DraftsDue(date))
            _ = (await tx.Enqueue(new IssueDraft(draft.Value, date), id: Id<Job>.Named(draft.Value, $"issue {date:R}"))).Value;
    }
}

/// <param name="Planned">The day it was found due; a member who has changed the plan since then wins.</param>
internal sealed record IssueDraft(Guid Draft, LocalDate Planned) : IJob
{
    public static string Name => "invoicing.issue-draft.v1";
}

/// <summary>A refusal is tried again for about a day and then stays visible among the failed jobs; the draft stays scheduled, in the past.</summary>
internal sealed class IssuesDraft : IHandle<IssueDraft>
{
    public async Task Handle(IssueDraft job, Tx tx)
    {
        if (await tx.FindDraft(new(job.Draft)) is { State: InvoiceState.Scheduled } draft && draft.Planned <= job.Planned)
            _ = (await tx.Issue(draft.Id, "planned-date")).Value;
    }
}
